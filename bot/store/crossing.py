"""Where the words of a thread stand in people's chats, and what is changed of them afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.store.dialect import marks
from bot.store.driver import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Tx
    from bot.store.threads import ThreadMessage


class Showing(NamedTuple):
    """One of our messages that shows one of the thread's; `place` its paragraph, FILE for a file."""

    shown_id: int
    thread_id: int
    reader_id: int
    resident_id: int
    place: int


FILE = -1
_SHOWING = "shown_id, thread_id, reader_id, resident_id, place"


async def note_own(tx: Tx, own_id: int, thread_id: int, resident_id: int, part: int = 0) -> None:
    """This line in the writer's chat is that message of the thread."""
    await tx.execute(
        "INSERT INTO own_lines (own_id, thread_id, resident_id, part) VALUES (?,?,?,?)"
        " ON CONFLICT (own_id) DO NOTHING",
        own_id,
        thread_id,
        resident_id,
        part,
    )


class Own(NamedTuple):
    """A line in its writer's chat; `part` is which file of an album."""

    own_id: int
    thread_id: int
    part: int


async def own(tx: Tx, own_id: int) -> Own | None:
    """Which message of a thread a line of the writer's is."""
    row = await tx.one("SELECT own_id, thread_id, part FROM own_lines WHERE own_id = ?", own_id)
    return Own(*tuple(row)) if row else None


async def own_of(tx: Tx, thread_id: int) -> list[Own]:
    """The lines of a message in its writer's chat."""
    return rows_of(
        Own,
        await tx.all(
            "SELECT own_id, thread_id, part FROM own_lines WHERE thread_id = ? ORDER BY part",
            thread_id,
        ),
    )


async def in_a_chat(tx: Tx, thread_ids: Sequence[int]) -> set[int]:
    """Which of these messages stand as their writer's own line in a chat."""
    if not thread_ids:
        return set()
    rows = await tx.all(
        f"SELECT thread_id FROM own_lines WHERE thread_id IN ({marks(len(thread_ids))})",
        *thread_ids,
    )
    return {int(row[0]) for row in rows}


async def show(tx: Tx, showings: Sequence[Showing]) -> None:
    """Note that these are shown."""
    await tx.execute_many(
        f"INSERT INTO showings ({_SHOWING}) VALUES (?,?,?,?,?)"
        " ON CONFLICT (shown_id, thread_id, place) DO NOTHING",
        showings,
    )


async def shown_in(tx: Tx, shown_id: int) -> list[Showing]:
    """What one of our messages shows, in its order."""
    return rows_of(
        Showing,
        await tx.all(
            f"SELECT {_SHOWING} FROM showings WHERE shown_id = ? ORDER BY place", shown_id
        ),
    )


async def showings_of(tx: Tx, thread_id: int) -> list[Showing]:
    """Where a message of the thread is shown, the newest last."""
    return rows_of(
        Showing,
        await tx.all(
            f"SELECT {_SHOWING} FROM showings s JOIN messages m ON m.id = s.shown_id"
            " WHERE thread_id = ? ORDER BY m.created_at, shown_id",
            thread_id,
        ),
    )


async def standing_for(tx: Tx, thread_id: int, person_id: int) -> int | None:
    """Our id of what shows a message in this person's chat, their own line or ours, if it stands alone."""
    found: int | None = await tx.value(
        "SELECT p.message_id FROM platform_messages p JOIN messages m ON m.id = p.message_id"
        " WHERE m.person_id = ? AND p.message_id IN ("
        "SELECT own_id FROM own_lines WHERE thread_id = ?"
        " UNION SELECT s.shown_id FROM showings s WHERE s.thread_id = ?"
        # Sent in one breath they have one moment: then the last number is the newest.
        ") ORDER BY p.sent_at DESC, p.platform_message_id DESC LIMIT 1",
        person_id,
        thread_id,
        thread_id,
    )
    return found


async def rewrite(tx: Tx, thread_id: int, body: bytes, at: int) -> None:
    """Other words stand there now."""
    await tx.execute(
        "UPDATE thread_messages SET body = ?, edited_at = ? WHERE id = ?", body, at, thread_id
    )


async def empty(tx: Tx, thread_id: int, by: int, at: int) -> None:
    """The words are gone, and what stood on them; that there were some stays."""
    for table in ("reactions", "sent_files"):
        await tx.execute(f"DELETE FROM {table} WHERE thread_id = ?", thread_id)
    await tx.execute(
        "UPDATE thread_messages SET body = NULL, deleted_at = ?, deleted_by = ? WHERE id = ?",
        at,
        by,
        thread_id,
    )


async def forget_sent(tx: Tx, message_ids: Sequence[int]) -> None:
    """What was sent as these messages is not kept any more; what is to be sent still is."""
    if message_ids:
        await tx.execute(
            "UPDATE deliveries SET body = NULL WHERE settled_at IS NOT NULL"
            f" AND message_id IN ({marks(len(message_ids))})",
            *message_ids,
        )


async def unanswered(tx: Tx, resident_id: int) -> bool:
    """Whether something the resident wrote since the last answer is still there."""
    return bool(
        await tx.value(
            "SELECT 1 FROM thread_messages m JOIN threads t ON t.resident_id = m.resident_id"
            " WHERE m.resident_id = ? AND m.inbound = 1 AND m.deleted_at IS NULL"
            " AND m.created_at >= t.waiting_since LIMIT 1",
            resident_id,
        )
    )


async def move_receipt(tx: Tx, old_id: int, new_id: int) -> None:
    """What one receipt told of, another tells of now."""
    await tx.execute(
        "UPDATE thread_messages SET receipt_id = ? WHERE receipt_id = ?", new_id, old_id
    )


async def receipt_before(tx: Tx, message: ThreadMessage) -> int | None:
    """
    The receipt under what the same author wrote just before, in the same thread.

    None where somebody else wrote in between, or where it tells of something that was opened or
    deleted, or has not come through.
    """
    row = await tx.one(
        "SELECT receipt_id, author_id FROM thread_messages WHERE resident_id = ?"
        " AND (created_at < ? OR (created_at = ? AND id < ?))"
        " ORDER BY created_at DESC, id DESC LIMIT 1",
        message.resident_id,
        message.created_at,
        message.created_at,
        message.id,
    )
    if row is None or row[0] is None or row[1] != message.author_id:
        return None
    other = await tx.value(
        "SELECT 1 FROM thread_messages WHERE receipt_id = ?"
        " AND (state <> 'sent' OR opened_at IS NOT NULL OR deleted_at IS NOT NULL) LIMIT 1",
        row[0],
    )
    return None if other else int(row[0])
