"""Messages that staff have written now, to be sent at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx

State = Literal["planned", "sent", "undone", "passed_on"]


class Later(msgspec.Struct, frozen=True):
    """One message; `body` is sealed with the resident's key, `send_at` is microseconds, UTC."""

    id: int
    resident_id: int
    author_id: int
    body: bytes
    send_at: int
    state: State = "planned"


_COLUMNS = "id, resident_id, author_id, body, send_at, state"


async def add(tx: Tx, message: Later) -> None:
    """A new message for later."""
    await tx.execute(
        f"INSERT INTO later_messages ({_COLUMNS}) VALUES (?,?,?,?,?,?)",
        *msgspec.structs.astuple(message),
    )


async def by_id(tx: Tx, message_id: int) -> Later | None:
    """One message, whatever became of it; None once it is emptied with its resident."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM later_messages WHERE id = ? AND body IS NOT NULL", message_id
    )
    return row_of(Later, row)


async def planned_by(tx: Tx, author_id: int) -> list[Later]:
    """What one person has planned, soonest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM later_messages WHERE author_id = ? AND state = 'planned' "
        "AND body IS NOT NULL ORDER BY send_at, id",
        author_id,
    )
    return rows_of(Later, rows)


async def change(tx: Tx, message_id: int, state: State, send_at: int) -> None:
    """What has become of it, and when it is to go."""
    await tx.execute(
        "UPDATE later_messages SET state = ?, send_at = ? WHERE id = ?", state, send_at, message_id
    )
