"""Who else answers, or answered, the same resident."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.store.database import Tx


class Answer(NamedTuple):
    """Who answered, and when (microseconds, UTC)."""

    author_id: int
    at: int


async def by_another(tx: Tx, resident_id: int, reader_id: int, since: int) -> Answer | None:
    """The last answer of somebody else that came while this reader had the person open."""
    row = await tx.one(
        "SELECT m.author_id, m.created_at FROM thread_messages m JOIN open_persons o "
        "ON o.resident_id = m.resident_id AND o.worker_id = ? WHERE m.resident_id = ? "
        "AND m.inbound = 0 AND m.author_id <> ? AND m.created_at > ? AND m.created_at >= o.since "
        "ORDER BY m.created_at DESC LIMIT 1",
        reader_id,
        resident_id,
        reader_id,
        since,
    )
    return Answer(row[0], row[1]) if row else None


async def others_there(tx: Tx, resident_id: int, reader_id: int, since: int) -> list[int]:
    """Who else has this person open."""
    rows = await tx.all(
        "SELECT worker_id FROM open_persons WHERE resident_id = ? AND worker_id <> ? "
        "AND since > ? ORDER BY worker_id",
        resident_id,
        reader_id,
        since,
    )
    return [row[0] for row in rows]


async def followed(tx: Tx, resident_id: int, worker_id: int) -> bool:
    """Whether somebody has followed this resident up, or stood in for one who did, at any time."""
    return bool(
        await tx.value(
            "SELECT 1 FROM assignments a WHERE a.resident_id = ? AND (a.worker_id = ? OR EXISTS "
            "(SELECT 1 FROM stand_ins s WHERE s.worker_id = a.worker_id AND s.stand_in_id = ?)) "
            "LIMIT 1",
            resident_id,
            worker_id,
            worker_id,
        )
    )


async def by_another_after(tx: Tx, resident_id: int, staff_id: int, since: int) -> int | None:
    """Who else among staff has written to a resident after a moment, the latest; None for nobody."""
    found: int | None = await tx.value(
        "SELECT author_id FROM thread_messages WHERE resident_id = ? AND inbound = 0"
        " AND author_id <> ? AND created_at > ? AND deleted_at IS NULL"
        " ORDER BY created_at DESC, id DESC LIMIT 1",
        resident_id,
        staff_id,
        since,
    )
    return found
