"""Everything that is due: reminders, escalations and expiries, in one table. Times are microseconds, UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Row, Tx


STOPPED = "the person said stop"
FEWER = "fewer wanted"
SILENCED = "none of this kind wanted"
ANSWERED = "answered"


class Timer(msgspec.Struct, frozen=True):
    """
    One due row, unique per (rule, subject, occurrence, revision).

    `state` is planned, taken, done, skipped or cancelled; `reason` says why one did not go out.
    `first_due` is when it was due at first, if it has been put off since.
    """

    id: int
    rule: str
    subject: int
    occurrence: str
    revision: int
    person_id: int
    due_at: int
    useless_after: int | None = None
    state: str = "planned"
    reason: str | None = None
    first_due: int | None = None

    @property
    def was_due(self) -> int:
        """When it was due, whatever it waited for afterwards."""
        return self.due_at if self.first_due is None else self.first_due


_COLUMNS = (
    "id, rule, subject, occurrence, revision, person_id, due_at, useless_after, state, reason,"
    " first_due"
)


def _timer(row: Row) -> Timer:
    return Timer(*row)


def named(rule: str) -> str:
    """The condition for one rule, or for a family that ends in %; only that is worth a pattern's price."""
    return "rule LIKE ?" if rule.endswith("%") else "rule = ?"


async def plan(tx: Tx, timers: list[Timer]) -> None:
    """Put rows in the plan; a row that stands there already stays as it is."""
    if timers:
        await tx.execute_many(
            f"INSERT INTO timers ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?) "
            "ON CONFLICT (rule, subject, occurrence, revision) DO NOTHING",
            [msgspec.structs.astuple(timer) for timer in timers],
        )


async def replan(tx: Tx, timers: list[Timer]) -> None:
    """
    As `plan`, but a row that still waits gets its new time; one that is over stays as it is.

    One that fell away because the person wanted fewer, or because an answer came, waits again.
    """
    if timers:
        await tx.execute_many(
            f"INSERT INTO timers ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?) "
            "ON CONFLICT (rule, subject, occurrence, revision) DO UPDATE SET "
            "due_at = excluded.due_at, useless_after = excluded.useless_after, state = 'planned',"
            " reason = NULL WHERE timers.state = 'planned' OR (timers.state = 'cancelled'"
            f" AND timers.reason IN ('{FEWER}', '{SILENCED}', '{ANSWERED}'))",
            [msgspec.structs.astuple(timer) for timer in timers],
        )


async def by_id(tx: Tx, timer_id: int) -> Timer | None:
    """One row."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM timers WHERE id = ?", timer_id)
    return _timer(row) if row else None


async def due(tx: Tx, now: int, limit: int) -> list[Timer]:
    """
    What is due and not yet taken: what is needed most first, then the oldest.

    After an outage a place for tonight and what waits for a human go before reminders, and
    appointments before rent and the rest.
    """
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM timers WHERE state = 'planned' AND due_at <= ? "
        "ORDER BY CASE WHEN rule LIKE 'tonight%' THEN 0 WHEN rule LIKE 'appointment%' THEN 2"
        " WHEN rule LIKE 'rent%' OR rule LIKE 'deadline%' OR rule LIKE 'discharge%' THEN 3"
        " ELSE 1 END, due_at, id LIMIT ?",
        now,
        limit,
    )
    return [_timer(row) for row in rows]


async def next_due(tx: Tx) -> int | None:
    """When the next planned row is due."""
    found: int | None = await tx.value("SELECT MIN(due_at) FROM timers WHERE state = 'planned'")
    return found


async def take(tx: Tx, ids: list[int]) -> None:
    """These are in the inbox now."""
    await tx.execute_many(
        "UPDATE timers SET state = 'taken' WHERE id = ?", [(timer_id,) for timer_id in ids]
    )


async def note(tx: Tx, timer_id: int, reason: str) -> None:
    """Say where a row that was taken stands now; it is not settled by that."""
    await tx.execute("UPDATE timers SET reason = ? WHERE id = ?", reason, timer_id)


async def settle(tx: Tx, timer_id: int, state: str, reason: str | None = None) -> None:
    """Close a row: done, or skipped or cancelled with a reason."""
    await tx.execute(
        "UPDATE timers SET state = ?, reason = ? WHERE id = ?", state, reason, timer_id
    )


async def postpone(tx: Tx, timer_id: int, due_at: int) -> None:
    """Plan a row for later."""
    await tx.execute(
        "UPDATE timers SET state = 'planned', first_due = COALESCE(first_due, due_at), due_at = ?"
        " WHERE id = ?",
        due_at,
        timer_id,
    )


async def cancel(tx: Tx, rule: str, subject: int, reason: str) -> None:
    """Everything planned for this rule and subject falls away; `rule` may end in % for a family."""
    await tx.execute(
        "UPDATE timers SET state = 'cancelled', reason = ? "
        f"WHERE {named(rule)} AND subject = ? AND state IN ('planned', 'taken')",
        reason,
        rule,
        subject,
    )


async def cancel_others(tx: Tx, rule: str, subject: int, kept: frozenset[str], reason: str) -> None:
    """What is planned for this rule and subject falls away, but for some occurrences."""
    rows = await tx.all(
        "SELECT id, occurrence FROM timers WHERE rule = ? AND subject = ? AND state = 'planned'",
        rule,
        subject,
    )
    await tx.execute_many(
        "UPDATE timers SET state = 'cancelled', reason = ? WHERE id = ?",
        [(reason, row[0]) for row in rows if row[1] not in kept],
    )


async def cancel_for(tx: Tx, person_id: int, reason: str) -> None:
    """Everything planned for a person falls away."""
    await tx.execute(
        "UPDATE timers SET state = 'cancelled', reason = ? "
        "WHERE person_id = ? AND state IN ('planned', 'taken')",
        reason,
        person_id,
    )


async def ledger(tx: Tx, person_id: int) -> list[Timer]:
    """
    Everything that was ever planned for a person, in the order it was due.

    What is planned to remind staff of them is no reminder of theirs.
    """
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM timers WHERE person_id = ? "
        "AND rule NOT IN ('answer', 'silence', 'begun', 'invited.before')"
        " AND rule NOT LIKE 'leaving.%' ORDER BY due_at, id",
        person_id,
    )
    return [_timer(row) for row in rows]


async def cancel_occurrence(tx: Tx, rule: str, subject: int, occurrence: str, reason: str) -> None:
    """What is planned for one occurrence falls away; `rule` may end in % for a family."""
    await tx.execute(
        f"UPDATE timers SET state = 'cancelled', reason = ? WHERE {named(rule)} AND subject = ? "
        "AND occurrence = ? AND state IN ('planned', 'taken')",
        reason,
        rule,
        subject,
        occurrence,
    )


async def stopped(tx: Tx, rule: str, subject: int) -> bool:
    """Whether the person has said stop to this rule and subject."""
    return bool(
        await tx.value(
            "SELECT 1 FROM timers WHERE rule = ? AND subject = ? AND reason = ? LIMIT 1",
            rule,
            subject,
            STOPPED,
        )
    )


async def exists(tx: Tx, rule: str, subject: int) -> bool:
    """Whether anything was ever written for this rule and subject."""
    return bool(
        await tx.value("SELECT 1 FROM timers WHERE rule = ? AND subject = ? LIMIT 1", rule, subject)
    )


async def record(
    tx: Tx, row_id: int, rule: str, subject: int, person_id: int, at: int, occurrence: str = ""
) -> None:
    """Write that something has happened once, so that it does not happen again."""
    await tx.execute(
        f"INSERT INTO timers ({_COLUMNS}) VALUES (?,?,?,?,0,?,?,NULL,'done',NULL,NULL) "
        "ON CONFLICT (rule, subject, occurrence, revision) DO NOTHING",
        row_id,
        rule,
        subject,
        occurrence,
        person_id,
        at,
    )


async def occurrences(tx: Tx, rule: str, subject: int) -> frozenset[str]:
    """For which occurrences anything was ever written of this rule and subject."""
    rows = await tx.all(
        "SELECT occurrence FROM timers WHERE rule = ? AND subject = ?", rule, subject
    )
    return frozenset(row[0] for row in rows)


async def gather(tx: Tx, person_id: int, reason: str, due_by: int) -> list[Timer]:
    """What waits for a person under this reason and is due by then, taken or not, oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM timers WHERE person_id = ? AND reason = ? AND due_at <= ?"
        " AND state IN ('planned', 'taken') ORDER BY due_at, id",
        person_id,
        reason,
        due_by,
    )
    return [_timer(row) for row in rows]


async def lowest_revision(tx: Tx, timer: Timer) -> int:
    """The lowest revision there is of this rule, subject and occurrence."""
    found: int | None = await tx.value(
        "SELECT MIN(revision) FROM timers WHERE rule = ? AND subject = ? AND occurrence = ?",
        timer.rule,
        timer.subject,
        timer.occurrence,
    )
    return found or 0


async def cancel_family(tx: Tx, person_id: int, family: str, reason: str) -> None:
    """Everything of a family of rules that is planned for a person falls away."""
    await tx.execute(
        "UPDATE timers SET state = 'cancelled', reason = ? WHERE person_id = ? AND rule LIKE ?"
        " AND state IN ('planned', 'taken')",
        reason,
        person_id,
        family + ".%",
    )


async def fewer(tx: Tx, rule: str, subject: int, kept: set[tuple[str, str]]) -> None:
    """What waits under these rules falls away, but for some of them, each (rule, occurrence)."""
    rows = await tx.all(
        "SELECT id, rule, occurrence FROM timers WHERE rule LIKE ? AND subject = ?"
        " AND state = 'planned' AND revision >= 0",
        rule,
        subject,
    )
    await tx.execute_many(
        "UPDATE timers SET state = 'cancelled', reason = ? WHERE id = ?",
        [(FEWER, row[0]) for row in rows if (row[1], row[2]) not in kept],
    )
