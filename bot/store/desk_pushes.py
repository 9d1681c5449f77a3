"""The browsers in which somebody wants to be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """One browser of somebody's; `body` is sealed with their key."""

    hash: bytes
    id: int
    person_id: int
    at: int
    body: bytes | None


_COLUMNS = "hash, id, person_id, at, body"


async def put(tx: Tx, row: Row) -> None:
    """Call them there; whoever had this browser before has it no more."""
    await tx.execute("DELETE FROM desk_pushes WHERE hash = ?", row.hash)
    await tx.execute(
        f"INSERT INTO desk_pushes ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(row),
    )


async def of(tx: Tx, person_id: int) -> list[Row]:
    """The browsers of one person, the newest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM desk_pushes WHERE person_id = ? ORDER BY at DESC", person_id
    )
    return rows_of(Row, rows)


async def drop(tx: Tx, push_id: int) -> None:
    """This browser takes nothing any more."""
    await tx.execute("DELETE FROM desk_pushes WHERE id = ?", push_id)


async def drop_all(tx: Tx, person_id: int) -> None:
    """They are called in no browser."""
    await tx.execute("DELETE FROM desk_pushes WHERE person_id = ?", person_id)
