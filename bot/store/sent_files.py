"""Files that staff sent from the desk: kept until they are sent, then with the message they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.dialect import marks
from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Tx


class SentFile(msgspec.Struct, frozen=True):
    """One file; `body` is sealed with the resident's key, `thread_id` none before it is sent."""

    id: int
    resident_id: int
    author_id: int
    thread_id: int | None
    kind: str
    type: str
    name: str
    at: int
    body: bytes | None


_COLUMNS = "id, resident_id, author_id, thread_id, kind, type, name, at, body"


async def add(tx: Tx, file: SentFile) -> None:
    """Keep a file."""
    await tx.execute(
        f"INSERT INTO sent_files ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(file),
    )


async def by_id(tx: Tx, file_id: int) -> SentFile | None:
    """One file with what is in it."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM sent_files WHERE id = ?", file_id)
    return row_of(SentFile, row)


async def unsent(tx: Tx, ids: Sequence[int], resident_id: int, author_id: int) -> list[SentFile]:
    """Those of these that this author has not sent to this resident yet, in the order of `ids`, without their content."""
    if not ids:
        return []
    columns = _COLUMNS.replace("body", "NULL")
    rows = await tx.all(
        f"SELECT {columns} FROM sent_files WHERE id IN ({marks(len(ids))}) AND thread_id IS NULL"
        " AND resident_id = ? AND author_id = ?",
        *ids,
        resident_id,
        author_id,
    )
    found = {one.id: one for one in rows_of(SentFile, rows)}
    return [found[one] for one in dict.fromkeys(ids) if one in found]


async def belong(tx: Tx, ids: Sequence[int], thread_id: int) -> None:
    """They are sent with this message of a thread."""
    if ids:
        await tx.execute(
            f"UPDATE sent_files SET thread_id = ? WHERE id IN ({marks(len(ids))})", thread_id, *ids
        )


async def forget_unsent(tx: Tx, before: int) -> int:
    """What was kept before a moment and never sent; how many."""
    return await tx.count("DELETE FROM sent_files WHERE thread_id IS NULL AND at < ?", before)
