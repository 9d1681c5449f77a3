"""Counts for the figures: no content, no names. Times are microseconds, UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.store.database import Tx

WENT_OUT = (
    "rule LIKE 'appointment.%' OR rule LIKE 'rent.remind%' OR rule LIKE 'deadline.%'"
    " OR rule LIKE 'discharge.%' OR rule LIKE 'checkin.%'"
)


class Count(NamedTuple):
    """How many of how many rows, and how many persons have one that is, and one that is not."""

    hits: int
    of: int
    people_with: int
    people_without: int


async def _count(tx: Tx, hit: str, person: str, rest: str, *values: int) -> Count:
    """Rows of `rest`, those for which `hit` holds, and persons on either side."""
    row = await tx.one(
        f"SELECT COALESCE(SUM(CASE WHEN {hit} THEN 1 ELSE 0 END), 0), COUNT(*),"
        f" COUNT(DISTINCT CASE WHEN {hit} THEN {person} END),"
        f" COUNT(DISTINCT CASE WHEN NOT ({hit}) THEN {person} END) FROM {rest}",
        *values,
    )
    return Count(*(int(one) for one in row)) if row else Count(0, 0, 0, 0)


async def appointments(tx: Tx, hit: str, since: int, until: int) -> Count:
    """Of appointments whose time was between these: «coming», «moved» or «missed»."""
    holds = {
        "coming": "answer = 'coming'",
        "moved": "revision > 0",
        "missed": "COALESCE(outcome, '') = 'missed'",
    }[hit]
    where = "appointments WHERE starts_at >= ? AND starts_at < ? AND state = 'planned'"
    return await _count(tx, holds, "resident_id", where, since, until)


async def reminders(tx: Tx, since: int, until: int) -> Count:
    """Of reminders that were due between these and were wanted: how many went out."""
    where = (
        f"timers WHERE due_at >= ? AND due_at < ? AND ({WENT_OUT})"
        " AND state IN ('done', 'skipped') AND COALESCE(reason, '') <> 'no longer stands'"
    )
    return await _count(tx, "state = 'done'", "person_id", where, since, until)


async def stopped(tx: Tx, since: int, until: int, reasons: tuple[str, str]) -> Count:
    """Of people with reminders due between these: how many have stopped some."""
    where = (
        "(SELECT person_id, MAX(CASE WHEN reason IN (?, ?) THEN 1 ELSE 0 END) AS stops FROM timers"
        f" WHERE due_at >= ? AND due_at < ? AND ({WENT_OUT}) GROUP BY person_id) AS them"
    )
    return await _count(tx, "stops = 1", "person_id", where, *reasons, since, until)  # type: ignore[arg-type]  # the reasons are words


async def waits_after_a_miss(tx: Tx, since: int, until: int) -> list[tuple[int, int, int]]:
    """Person, when the task came, and when it was done, of those done between these."""
    rows = await tx.all(
        "SELECT subject_id, created_at, done_at FROM tasks WHERE kind = 'missed'"
        " AND state = 'done' AND created_at >= ? AND created_at < ?",
        since,
        until,
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def rents(tx: Tx, since: int, until: int) -> list[tuple[int, str, int, int | None]]:
    """Person, month, due day, and when «Betalt» was said, of months reminded of between these."""
    rows = await tx.all(
        "SELECT t.person_id, t.occurrence, r.due_day, MIN(p.due_at) FROM timers t"
        " JOIN tenancies r ON r.id = t.subject"
        " LEFT JOIN timers p ON p.rule = 'rent.paid' AND p.subject = t.subject"
        " AND p.occurrence = t.occurrence"
        " WHERE t.rule LIKE 'rent.remind%' AND t.state = 'done' AND t.due_at >= ? AND t.due_at < ?"
        " AND r.due_day IS NOT NULL GROUP BY t.person_id, t.occurrence, r.due_day",
        since,
        until,
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]
