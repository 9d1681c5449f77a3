"""What somebody in a role, or one person, has to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """One task; `note` is sealed with the subject's key, or the staff key without a subject."""

    id: int
    kind: str
    subject_id: int | None
    owner_role: str
    owner_id: int | None
    due_at: int | None
    created_at: int
    state: str = "open"  # open, done
    done_at: int | None = None
    done_by: int | None = None
    note: bytes | None = None


_COLUMNS = (
    "id, kind, subject_id, owner_role, owner_id, due_at, created_at, state, done_at, done_by, note"
)
_ORDER = "ORDER BY due_at IS NULL, due_at, created_at, id"


async def add(tx: Tx, task: Row) -> None:
    """A new task."""
    await tx.execute(
        f"INSERT INTO tasks ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(task),
    )


async def by_id(tx: Tx, task_id: int) -> Row | None:
    """One task."""
    return row_of(Row, await tx.one(f"SELECT {_COLUMNS} FROM tasks WHERE id = ?", task_id))


async def open_for(tx: Tx, owner_role: str, owner_id: int | None = None) -> list[Row]:
    """Open tasks of a role: those of everybody, or of one owner; what is due first, first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM tasks WHERE state = 'open' AND owner_role = ?"
        f" AND (CAST(? AS :id) IS NULL OR owner_id = ?) {_ORDER}",
        owner_role,
        owner_id,
        owner_id,
    )
    return rows_of(Row, rows)


async def open_of(tx: Tx, owner_id: int) -> list[Row]:
    """Open tasks in one person's name; what is due first, first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM tasks WHERE state = 'open' AND owner_id = ? {_ORDER}", owner_id
    )
    return rows_of(Row, rows)


async def open_about(tx: Tx, subject_id: int, kind: str | None = None) -> list[Row]:
    """Open tasks about a person, of one kind or all."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM tasks WHERE state = 'open' AND subject_id = ?"
        f" AND (CAST(? AS :text) IS NULL OR kind = ?) {_ORDER}",
        subject_id,
        kind,
        kind,
    )
    return rows_of(Row, rows)


async def hand_to(tx: Tx, task_id: int, owner_role: str, owner_id: int | None) -> None:
    """Give the task to another owner."""
    await tx.execute(
        "UPDATE tasks SET owner_role = ?, owner_id = ? WHERE id = ?", owner_role, owner_id, task_id
    )


async def rewrite(tx: Tx, task_id: int, kind: str, note: bytes) -> None:
    """What an open task is about is known better now."""
    await tx.execute(
        "UPDATE tasks SET kind = ?, note = ? WHERE id = ? AND state = 'open'", kind, note, task_id
    )


async def done(tx: Tx, task_id: int, by: int | None, at: int) -> bool:
    """The task is done; False if it was not open."""
    changed = await tx.count(
        "UPDATE tasks SET state = 'done', done_at = ?, done_by = ? WHERE id = ? AND state = 'open'",
        at,
        by,
        task_id,
    )
    return changed == 1
