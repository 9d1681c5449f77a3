"""Residents on their way from one worker to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class HandOver(msgspec.Struct, frozen=True):
    """One hand-over; `body` is the note for the new worker, sealed with the resident's key."""

    id: int
    resident_id: int
    from_id: int | None
    to_id: int
    by_id: int
    body: bytes | None
    begun_at: int
    state: str = "telling"  # telling, done, undone
    done_at: int | None = None
    read_at: int | None = None


_COLUMNS = "id, resident_id, from_id, to_id, by_id, body, begun_at, state, done_at, read_at"


async def add(tx: Tx, row: HandOver) -> None:
    """A new hand-over."""
    await tx.execute(
        f"INSERT INTO hand_overs ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(row),
    )


async def by_id(tx: Tx, row_id: int) -> HandOver | None:
    """One hand-over."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM hand_overs WHERE id = ?", row_id)
    return row_of(HandOver, row)


async def under_way(tx: Tx, resident_id: int) -> HandOver | None:
    """The one of which the resident is being told now, if any."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM hand_overs WHERE resident_id = ? AND state = 'telling' "
        "ORDER BY begun_at DESC LIMIT 1",
        resident_id,
    )
    return row_of(HandOver, row)


async def latest(tx: Tx, resident_id: int) -> HandOver | None:
    """The last one that was carried out."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM hand_overs WHERE resident_id = ? AND state = 'done' "
        "ORDER BY done_at DESC, id DESC LIMIT 1",
        resident_id,
    )
    return row_of(HandOver, row)


async def settle(tx: Tx, row_id: int, state: str, at: int) -> bool:
    """Carried out, or called off; False if it was settled before."""
    changed = await tx.count(
        "UPDATE hand_overs SET state = ?, done_at = ? WHERE id = ? AND state = 'telling'",
        state,
        at,
        row_id,
    )
    return changed == 1


async def mark_read(tx: Tx, row_id: int, at: int) -> None:
    """The new worker has seen the note."""
    await tx.execute("UPDATE hand_overs SET read_at = ? WHERE id = ?", at, row_id)
