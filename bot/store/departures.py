"""Those who have passed away or moved away; what stopped then, so that it can go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Departure(msgspec.Struct, frozen=True):
    """One departure; `kind` is passed_away or moved_away, `state` asked, confirmed or undone."""

    id: int
    resident_id: int
    kind: str
    asked_by: int
    asked_at: int
    state: str = "asked"
    confirmed_by: int | None = None
    confirmed_at: int | None = None
    undone_by: int | None = None
    undone_at: int | None = None


_COLUMNS = (
    "id, resident_id, kind, asked_by, asked_at, state, confirmed_by, confirmed_at, "
    "undone_by, undone_at"
)


async def add(tx: Tx, row: Departure) -> None:
    """Somebody asks."""
    await tx.execute(
        f"INSERT INTO departures ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(row),
    )


async def by_id(tx: Tx, row_id: int) -> Departure | None:
    """One departure."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM departures WHERE id = ?", row_id)
    return row_of(Departure, row)


async def of(tx: Tx, resident_id: int) -> Departure | None:
    """The one asked about or confirmed last that has not been undone."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM departures WHERE resident_id = ? AND state <> 'undone' "
        "ORDER BY asked_at DESC, id DESC LIMIT 1",
        resident_id,
    )
    return row_of(Departure, row)


async def gone(tx: Tx, resident_id: int) -> bool:
    """Whether nothing planned is to happen for this person any more."""
    return bool(
        await tx.value(
            "SELECT 1 FROM departures WHERE resident_id = ? AND state = 'confirmed'", resident_id
        )
    )


async def confirm(tx: Tx, row_id: int, by: int, at: int) -> bool:
    """Another has confirmed it; False if it was not asked."""
    changed = await tx.count(
        "UPDATE departures SET state = 'confirmed', confirmed_by = ?, confirmed_at = ? "
        "WHERE id = ? AND state = 'asked'",
        by,
        at,
        row_id,
    )
    return changed == 1


async def undo(tx: Tx, row_id: int, by: int, at: int) -> None:
    """It was wrong, or is taken back before it was confirmed."""
    await tx.execute(
        "UPDATE departures SET state = 'undone', undone_by = ?, undone_at = ? WHERE id = ?",
        by,
        at,
        row_id,
    )


def mark(row_id: int) -> str:
    """The reason that stands in every row that stopped because of this."""
    return f"departed:{row_id}"


async def stop(tx: Tx, row: Departure, at: int) -> None:
    """Timers, what waits to be sent, appointments and open tasks stop, each marked with why."""
    why, who = mark(row.id), row.resident_id
    await tx.execute(
        "UPDATE timers SET state = 'cancelled', reason = ? "
        "WHERE person_id = ? AND state IN ('planned', 'taken')",
        why,
        who,
    )
    await tx.execute(
        "UPDATE deliveries SET state = 'dropped', reason = ?, settled_at = ? "
        "WHERE recipient_id = ? AND state = 'queued'",
        why,
        at,
        who,
    )
    await tx.execute(
        "UPDATE appointments SET state = 'cancelled', since = ? "
        "WHERE resident_id = ? AND state = 'planned' AND starts_at > ?",
        at,
        who,
        at,
    )
    await tx.execute(
        "UPDATE tasks SET state = 'done', done_at = ? WHERE subject_id = ? AND state = 'open'",
        at,
        who,
    )
    await tx.execute("UPDATE threads SET waiting_since = NULL WHERE resident_id = ?", who)


async def silence(tx: Tx, resident_id: int, at: int) -> None:
    """No account leads to them any more: nothing can be sent."""
    await tx.execute(
        "UPDATE accounts SET valid_to = ? WHERE person_id = ? AND valid_to IS NULL", at, resident_id
    )


async def restore(tx: Tx, row: Departure) -> None:
    """What stopped goes on; what has no use any more by now is let go by its own rule."""
    why, who, at = mark(row.id), row.resident_id, row.confirmed_at
    await tx.execute(
        "UPDATE accounts SET valid_to = NULL WHERE person_id = ? AND valid_to = ?", who, at
    )
    await tx.execute(
        "UPDATE timers SET state = 'planned', reason = NULL WHERE person_id = ? AND reason = ?",
        who,
        why,
    )
    await tx.execute(
        "UPDATE deliveries SET state = 'queued', reason = NULL, settled_at = NULL "
        "WHERE recipient_id = ? AND reason = ? AND state = 'dropped'",
        who,
        why,
    )
    await tx.execute(
        "UPDATE appointments SET state = 'planned' "
        "WHERE resident_id = ? AND state = 'cancelled' AND since = ?",
        who,
        at,
    )
    await tx.execute(
        "UPDATE tasks SET state = 'open', done_at = NULL "
        "WHERE subject_id = ? AND state = 'done' AND done_at = ? AND done_by IS NULL",
        who,
        at,
    )
    await tx.execute(
        "UPDATE threads SET waiting_since = (SELECT MIN(m.created_at) FROM thread_messages m "
        "WHERE m.resident_id = threads.resident_id AND m.inbound = 1 AND m.opened_at IS NULL) "
        "WHERE resident_id = ?",
        who,
    )
