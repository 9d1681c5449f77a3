"""Who needs somebody of one reader's, in the order of `bot.rules.need`, without opening anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.rules.need import KINDS, Level, Place
from bot.store.standing import UP
from bot.store.threads import ADRIFT, NOBODY, UNASKED

if TYPE_CHECKING:
    from bot.store.database import Tx


class Reader(NamedTuple):
    """Whose list it is, and what moment it is (microseconds, UTC)."""

    id: int
    roles: frozenset[str]
    now: int
    tonight_since: int  # requests asked before this are of another night
    near: int  # what is due before this is near
    on_duty: bool = False  # those on duty have whose worker is away with nobody in their place


class Counted(NamedTuple):
    """How many stand at a level, and since when the first of them waits."""

    level: Level
    people: int
    since: int


_VALID = "{0}.valid_from <= ? AND ({0}.valid_to IS NULL OR {0}.valid_to > ?)"
# Whom the reader follows up, and those of whom they stand in for.
_MINE = (
    "SELECT a.resident_id FROM assignments a WHERE "
    + _VALID.format("a")
    + f" AND (a.worker_id = ? OR a.worker_id IN ({UP}))"
)
_LEVELS = " ".join(f"WHEN '{kind}' THEN {level.value}" for kind, level in KINDS.items())
_NAMED = ", ".join(f"'{kind}'" for kind in KINDS)
# A discharge is shown while the person lets whoever follows up know of it, and has not gone.
_TOLD = (
    "(SELECT c.given FROM consents c WHERE c.person_id = t.resident_id AND c.recipient = 'worker' "
    "AND c.purpose = 'discharge' ORDER BY c.at DESC, c.id DESC LIMIT 1) = 1 "
    "AND NOT EXISTS (SELECT 1 FROM departures g WHERE g.resident_id = t.resident_id "
    "AND g.state = 'confirmed')"
)
EVERYONES = frozenset({"duty", "coordinator"})
"""Who sees every request for tonight (access.md)."""


def _queue(reader: Reader) -> tuple[str, list[object]]:
    """Whose words reach nobody, where that is this reader's; and what the condition asks for."""
    parts: list[str] = []
    values: list[object] = []
    if "coordinator" in reader.roles:
        parts.append(UNASKED)
        values += [reader.now] * 2
    if ("duty" if reader.on_duty else "coordinator") in reader.roles:
        parts.append(ADRIFT)
        values += [reader.now] * 6
    return "".join(f"OR {part} " for part in parts), values


def _unowned(reader: Reader) -> tuple[str, list[object]]:
    """Who has nobody, or nobody who is there: the coordinators', since duty reads no list of a stay."""
    if "coordinator" not in reader.roles:
        return "", []
    return f"OR {NOBODY} OR {ADRIFT} ", [reader.now] * 8


def _found(reader: Reader) -> tuple[str, tuple[object, ...]]:
    """Everybody with something open, one row each: id, level, since."""
    now, me = reader.now, reader.id
    everyones = bool(reader.roles & EVERYONES)
    tonight = "" if everyones else "AND n.resident_id IN (SELECT resident_id FROM mine) "
    roles = ", ".join("?" for _ in reader.roles) or "NULL"
    late = "OR t.due_at <= ? " if "coordinator" in reader.roles else ""
    queue, asked = _queue(reader)
    unowned, unowned_asks = _unowned(reader)
    sql = (
        f"WITH mine AS ({_MINE}), found AS ("
        f"SELECT n.resident_id AS id, {Level.TONIGHT.value} AS level, n.asked_at AS since "
        f"FROM tonight n WHERE n.state <> 'closed' AND n.asked_at > ? {tonight}"
        f"UNION ALL SELECT t.subject_id, CASE t.kind {_LEVELS} ELSE {Level.DEADLINE.value} END, "
        f"t.created_at FROM tasks t WHERE t.state = 'open' AND t.subject_id IS NOT NULL "
        # Who asks for somebody else than their worker is not shown to the worker for it.
        f"AND t.kind <> 'other_contact' AND (t.kind IN ({_NAMED}) OR t.due_at <= ?) "
        f"AND (t.owner_id = ? OR t.subject_id IN (SELECT resident_id FROM mine) {late}"
        f"OR (t.owner_id IS NULL AND t.owner_role IN ({roles}))) "
        f"UNION ALL SELECT t.resident_id, {Level.WAITING.value}, t.waiting_since FROM threads t "
        f"WHERE t.waiting_since IS NOT NULL "
        f"AND (t.resident_id IN (SELECT resident_id FROM mine) {queue}) "
        # The plus keeps to the few that are near, instead of asking for each of the reader's own.
        f"UNION ALL SELECT t.resident_id, {Level.DISCHARGE.value}, t.near_at FROM discharges t "
        f"WHERE t.state = 'ahead' AND t.near_at <= ? AND {_TOLD} "
        f"AND (+t.resident_id IN (SELECT resident_id FROM mine) {unowned})"
        "), people_now AS (SELECT id, MIN(level) AS level, MIN(since) AS since "
        "FROM found GROUP BY id) "
    )
    mine = [now, now, me, me, *(now,) * 4]
    values: list[object] = [*mine, reader.tonight_since, reader.near, me]
    if late:
        values.append(now)
    values += [*sorted(reader.roles), *asked, now, *unowned_asks]
    return sql, tuple(values)


async def page(tx: Tx, reader: Reader, limit: int, skip: int = 0) -> list[Place]:
    """Those who need somebody of this reader's, the greatest need first."""
    sql, values = _found(reader)
    rows = await tx.all(
        f"{sql} SELECT level, since, id FROM people_now ORDER BY level, since, id LIMIT ? OFFSET ?",
        *values,
        limit,
        skip,
    )
    return [Place(Level(row[0]), row[1], row[2]) for row in rows]


async def counted(tx: Tx, reader: Reader) -> list[Counted]:
    """How many stand at each level, without anybody's name."""
    sql, values = _found(reader)
    rows = await tx.all(
        f"{sql} SELECT level, COUNT(*), MIN(since) FROM people_now GROUP BY level ORDER BY level",
        *values,
    )
    return [Counted(Level(row[0]), row[1], row[2]) for row in rows]


async def after(tx: Tx, reader: Reader, resident_id: int) -> Place | None:
    """Who stands behind this resident, or first if nobody does or the resident has left the list."""
    sql, values = _found(reader)
    here = await tx.one(
        f"{sql} SELECT level, since FROM people_now WHERE id = ?", *values, resident_id
    )
    # Nobody stands behind one who is not there: then the first is next.
    level, since = here or (len(Level), 0)
    row = await tx.one(
        f"{sql} SELECT level, since, id FROM people_now WHERE id <> ? ORDER BY CASE "
        "WHEN level > ? OR (level = ? AND (since > ? OR (since = ? AND id > ?))) "
        "THEN 0 ELSE 1 END, level, since, id LIMIT 1",
        *values,
        resident_id,
        level,
        level,
        since,
        since,
        resident_id,
    )
    return Place(Level(row[0]), row[1], row[2]) if row else None


async def close_seen(tx: Tx, resident_id: int) -> bool:
    """
    What has been opened needs no answer now; what came after that still waits.

    True if nothing is left waiting.
    """
    await tx.execute(
        "UPDATE threads SET waiting_since = (SELECT MIN(m.created_at) FROM thread_messages m "
        "WHERE m.resident_id = threads.resident_id AND m.inbound = 1 AND m.opened_at IS NULL "
        "AND m.deleted_at IS NULL AND m.created_at >= threads.waiting_since) "
        "WHERE resident_id = ? AND waiting_since IS NOT NULL",
        resident_id,
    )
    left = await tx.value("SELECT waiting_since FROM threads WHERE resident_id = ?", resident_id)
    return left is None


class Whose(NamedTuple):
    """How many residents wait for an answer: one reader's own, those of others, and nobody's."""

    mine: int
    team: int
    nobody: int


async def whose(tx: Tx, worker_id: int, now: int) -> Whose:
    """Counted without a name: who is assigned to somebody is theirs, whoever stands in meanwhile."""
    row = await tx.one(
        "SELECT COALESCE(SUM(CASE WHEN a.worker_id = ? THEN 1 ELSE 0 END), 0),"
        " COALESCE(SUM(CASE WHEN a.worker_id <> ? THEN 1 ELSE 0 END), 0),"
        " COALESCE(SUM(CASE WHEN a.worker_id IS NULL THEN 1 ELSE 0 END), 0)"
        " FROM threads t LEFT JOIN assignments a ON a.resident_id = t.resident_id AND "
        + _VALID.format("a")
        + " WHERE t.waiting_since IS NOT NULL",
        worker_id,
        worker_id,
        now,
        now,
    )
    return Whose(*(int(one) for one in row)) if row is not None else Whose(0, 0, 0)
