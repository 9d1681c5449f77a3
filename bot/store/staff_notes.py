"""What staff note about a resident for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class StaffNote(msgspec.Struct, frozen=True):
    """One note; `body` is sealed with the resident's key."""

    id: int
    resident_id: int
    author_id: int
    body: bytes
    written_at: int
    changed_at: int | None = None
    removed_at: int | None = None


_COLUMNS = "id, resident_id, author_id, body, written_at, changed_at, removed_at"


async def add(tx: Tx, note: StaffNote) -> None:
    """A new note."""
    await tx.execute(
        f"INSERT INTO staff_notes ({_COLUMNS}) VALUES (?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(note),
    )


async def by_id(tx: Tx, note_id: int) -> StaffNote | None:
    """One note, removed or not; None once it is emptied with its resident."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM staff_notes WHERE id = ? AND body IS NOT NULL", note_id
    )
    return row_of(StaffNote, row)


async def about(tx: Tx, resident_id: int) -> list[StaffNote]:
    """The notes that stand, the newest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM staff_notes WHERE resident_id = ? AND removed_at IS NULL "
        "AND body IS NOT NULL ORDER BY written_at DESC, id DESC",
        resident_id,
    )
    return rows_of(StaffNote, rows)


async def reword(tx: Tx, note_id: int, body: bytes, at: int) -> None:
    """Other words in the place of those that stood."""
    await tx.execute(
        "UPDATE staff_notes SET body = ?, changed_at = ? WHERE id = ?", body, at, note_id
    )


async def remove(tx: Tx, note_id: int, at: int | None) -> None:
    """Take a note away, or with None put it back."""
    await tx.execute("UPDATE staff_notes SET removed_at = ? WHERE id = ?", at, note_id)
