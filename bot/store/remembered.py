"""Who was reminded of unanswered words, and what a resident was told about closed hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Tx


class Reminded(msgspec.Struct, frozen=True):
    """Somebody was reminded; reader 0 is the coordinators' queue."""

    reader_id: int
    at: int


async def reminded(tx: Tx, resident_id: int, since: int) -> tuple[Reminded, ...]:
    """Who was reminded of words that wait since `since`, oldest first."""
    rows = await tx.all(
        "SELECT reader_id, at FROM answer_reminders WHERE resident_id = ? AND since = ? "
        "ORDER BY at, id",
        resident_id,
        since,
    )
    return tuple(Reminded(row[0], row[1]) for row in rows)


async def note(tx: Tx, row_id: int, resident_id: int, since: int, who: Reminded) -> None:
    """Somebody has been reminded."""
    await tx.execute(
        "INSERT INTO answer_reminders (id, resident_id, since, reader_id, at) VALUES (?,?,?,?,?)",
        row_id,
        resident_id,
        since,
        who.reader_id,
        who.at,
    )


async def put_notice(tx: Tx, message_id: int, resident_id: int, reader_id: int) -> None:
    """A notice of a reminder stands in this reader's chat."""
    await tx.execute(
        "INSERT INTO answer_notices (message_id, resident_id, reader_id) VALUES (?,?,?)",
        message_id,
        resident_id,
        reader_id,
    )


async def take_notices(
    tx: Tx, resident_id: int, reader_id: int | None = None
) -> list[tuple[int, int]]:
    """The notices about a resident, (message, reader), of one reader or all; they stand no more."""
    rows = await tx.all(
        "SELECT message_id, reader_id FROM answer_notices WHERE resident_id = ? "
        "AND (CAST(? AS :id) IS NULL OR reader_id = ?)",
        resident_id,
        reader_id,
        reader_id,
    )
    await tx.execute_many(
        "DELETE FROM answer_notices WHERE message_id = ?", [(row[0],) for row in rows]
    )
    return [(row[0], row[1]) for row in rows]


async def told_closed(tx: Tx, resident_id: int) -> int | None:
    """The opening that ends the closed period for which the resident was last told."""
    found: int | None = await tx.value(
        "SELECT opens_at FROM closed_told WHERE resident_id = ?", resident_id
    )
    return found


async def tell_closed(tx: Tx, resident_id: int, opens_at: int) -> None:
    """The resident has been told when their words are read."""
    await tx.execute(
        "INSERT INTO closed_told (resident_id, opens_at) VALUES (?,?) "
        "ON CONFLICT (resident_id) DO UPDATE SET opens_at = excluded.opens_at",
        resident_id,
        opens_at,
    )


async def staff_wrote(tx: Tx, resident_id: int) -> int | None:
    """When staff last wrote to the resident."""
    found: int | None = await tx.value(
        "SELECT MAX(created_at) FROM thread_messages WHERE resident_id = ? AND inbound = 0",
        resident_id,
    )
    return found
