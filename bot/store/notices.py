"""The one notice that stands in a reader's chat about one resident's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Tx


async def put(tx: Tx, reader_id: int, resident_id: int, message_id: int) -> None:
    """This message of ours is the notice now."""
    await tx.execute(
        "INSERT INTO notices (reader_id, resident_id, message_id) VALUES (?,?,?) "
        "ON CONFLICT (reader_id, resident_id) DO UPDATE SET message_id = excluded.message_id",
        reader_id,
        resident_id,
        message_id,
    )


async def standing(tx: Tx, reader_id: int, resident_id: int) -> tuple[str, int] | None:
    """The state of the notice that stands, and when it was made; None if there is none."""
    row = await tx.one(
        "SELECT m.state, m.created_at FROM notices n JOIN messages m ON m.id = n.message_id"
        " WHERE n.reader_id = ? AND n.resident_id = ?",
        reader_id,
        resident_id,
    )
    return (row[0], row[1]) if row else None


async def take(tx: Tx, reader_id: int, resident_id: int) -> int | None:
    """The notice that stands, which stands no more; None if there is none."""
    found: int | None = await tx.value(
        "DELETE FROM notices WHERE reader_id = ? AND resident_id = ? RETURNING message_id",
        reader_id,
        resident_id,
    )
    return found
