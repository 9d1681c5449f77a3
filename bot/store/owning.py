"""What moves with a resident from one worker to another: tasks and appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Tx


async def move_tasks(tx: Tx, resident_id: int, from_id: int, to_id: int) -> None:
    """What one worker had to do about a resident is another's."""
    await tx.execute(
        "UPDATE tasks SET owner_id = ?, owner_role = 'worker' "
        "WHERE state = 'open' AND subject_id = ? AND owner_id = ?",
        to_id,
        resident_id,
        from_id,
    )


async def close_tasks(tx: Tx, resident_id: int, kind: str, by: int, at: int) -> None:
    """What is open of this kind about a resident is done."""
    await tx.execute(
        "UPDATE tasks SET state = 'done', done_at = ?, done_by = ? "
        "WHERE state = 'open' AND subject_id = ? AND kind = ?",
        at,
        by,
        resident_id,
        kind,
    )


async def move_appointments(
    tx: Tx, resident_id: int, from_id: int | None, to_id: int, now: int
) -> None:
    """What lies ahead with the one worker is with the other; its reminders say so when they go."""
    await tx.execute(
        "UPDATE appointments SET with_id = ? WHERE resident_id = ? AND with_id = ? "
        "AND starts_at > ? AND state = 'planned'",
        to_id,
        resident_id,
        from_id or 0,
        now,
    )
    await tx.execute(
        "UPDATE uncovered SET state = 'settled' WHERE resident_id = ? AND state = 'open'",
        resident_id,
    )


async def anything_open(tx: Tx, resident_id: int) -> bool:
    """Whether something about a resident waits for a human: words, or a task."""
    return bool(
        await tx.value(
            "SELECT 1 FROM threads WHERE resident_id = ? AND waiting_since IS NOT NULL",
            resident_id,
        )
        or await tx.value(
            "SELECT 1 FROM tasks WHERE subject_id = ? AND state = 'open' LIMIT 1", resident_id
        )
    )


async def to_queue(tx: Tx, resident_id: int, from_id: int) -> None:
    """What one worker had to do about a resident is the coordinators'."""
    await tx.execute(
        "UPDATE tasks SET owner_id = NULL, owner_role = 'coordinator' "
        "WHERE state = 'open' AND subject_id = ? AND owner_id = ?",
        resident_id,
        from_id,
    )


async def move_queue(tx: Tx, role: str, to: str) -> list[int]:
    """What stood open with a role that nobody holds any more is another's; which tasks."""
    rows = await tx.all(
        "UPDATE tasks SET owner_role = ? "
        "WHERE state = 'open' AND owner_id IS NULL AND owner_role = ? RETURNING id",
        to,
        role,
    )
    return sorted(row[0] for row in rows)


async def release(tx: Tx, owner_id: int, role: str, to: str) -> list[int]:
    """What somebody had to do in one role is a role's queue's; which tasks."""
    rows = await tx.all(
        "UPDATE tasks SET owner_id = NULL, owner_role = ? "
        "WHERE state = 'open' AND owner_id = ? AND owner_role = ? RETURNING id",
        to,
        owner_id,
        role,
    )
    return sorted(row[0] for row in rows)
