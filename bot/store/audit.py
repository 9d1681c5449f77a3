"""Who read, changed or exported whose rows, and why. Rows are added and read, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """One thing done; never what was read. `reason` is sealed with the subject's key."""

    id: int
    at: int
    actor_id: int
    action: str
    subject_id: int | None = None
    reason: bytes | None = None


_COLUMNS = "id, at, actor_id, action, subject_id, reason"


async def note(tx: Tx, row: Row) -> None:
    """Add a row."""
    await tx.execute(
        f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", *msgspec.structs.astuple(row)
    )


async def about(tx: Tx, subject_id: int) -> list[Row]:
    """What was done with one person's rows, oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM audit WHERE subject_id = ? ORDER BY at, id", subject_id
    )
    return rows_of(Row, rows)


async def read_by_others(tx: Tx, subject_id: int) -> list[Row]:
    """What others did with one person's rows, newest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM audit WHERE subject_id = ? AND actor_id <> ? "
        "ORDER BY at DESC, id DESC",
        subject_id,
        subject_id,
    )
    return rows_of(Row, rows)


async def since(tx: Tx, moment: int, limit: int) -> list[Row]:
    """What was done from a moment on, oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM audit WHERE at >= ? ORDER BY at, id LIMIT ?", moment, limit
    )
    return rows_of(Row, rows)
