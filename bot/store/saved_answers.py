"""Answers that the team has saved, to send again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class SavedAnswer(msgspec.Struct, frozen=True):
    """One answer; `body` is sealed with the staff key: it is about nobody."""

    id: int
    author_id: int
    body: bytes
    saved_at: int
    removed_at: int | None = None


_COLUMNS = "id, author_id, body, saved_at, removed_at"


async def add(tx: Tx, answer: SavedAnswer) -> None:
    """A new answer."""
    await tx.execute(
        f"INSERT INTO saved_answers ({_COLUMNS}) VALUES (?,?,?,?,?)",
        *msgspec.structs.astuple(answer),
    )


async def by_id(tx: Tx, answer_id: int) -> SavedAnswer | None:
    """One answer, removed or not."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM saved_answers WHERE id = ?", answer_id)
    return row_of(SavedAnswer, row)


async def standing(tx: Tx) -> list[SavedAnswer]:
    """Those that can be used, in the order they were saved."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM saved_answers WHERE removed_at IS NULL ORDER BY saved_at, id"
    )
    return rows_of(SavedAnswer, rows)


async def reword(tx: Tx, answer_id: int, body: bytes) -> None:
    """Other words in its place."""
    await tx.execute("UPDATE saved_answers SET body = ? WHERE id = ?", body, answer_id)


async def remove(tx: Tx, answer_id: int, at: int | None) -> None:
    """Take an answer away, or with None put it back."""
    await tx.execute("UPDATE saved_answers SET removed_at = ? WHERE id = ?", at, answer_id)
