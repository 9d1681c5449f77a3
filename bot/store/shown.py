"""What stands, or waits to stand, in one person's chat about another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Tx


async def about(tx: Tx, person_id: int, subject_id: int) -> list[int]:
    """Our messages to a person about another that stand there, may, or wait to be sent."""
    rows = await tx.all(
        "SELECT id FROM messages WHERE subject_id = ? AND person_id = ? "
        "AND state IN ('waiting', 'sent', 'unknown') ORDER BY created_at, id",
        subject_id,
        person_id,
    )
    return [row[0] for row in rows]


async def whom(tx: Tx, person_id: int) -> list[int]:
    """About whom, but for themselves, something stands in a person's chat, may, or waits to be sent."""
    rows = await tx.all(
        "SELECT DISTINCT subject_id FROM messages WHERE person_id = ? AND subject_id <> ? "
        "AND state IN ('waiting', 'sent', 'unknown') ORDER BY subject_id",
        person_id,
        person_id,
    )
    return [row[0] for row in rows]


async def drop_runs(tx: Tx, actor_id: int, subject_id: int, at: int) -> None:
    """Conversations that somebody was in about another end where they are."""
    await tx.execute(
        "UPDATE runs SET state = 'dropped', updated_at = ? WHERE actor_id = ? AND subject_id = ? "
        "AND state IN ('open', 'paused')",
        at,
        actor_id,
        subject_id,
    )


async def close(tx: Tx, worker_id: int, resident_id: int) -> None:
    """What this worker types goes to this resident no more."""
    await tx.execute(
        "DELETE FROM open_persons WHERE worker_id = ? AND resident_id = ?", worker_id, resident_id
    )
