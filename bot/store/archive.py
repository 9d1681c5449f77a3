"""What goes to the archive, what has gone, and the file that stands in somebody's chat meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from bot.store.driver import row_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Tx

Scope = Literal["thread", "week", "message"]


class Export(msgspec.Struct, frozen=True):
    """One file made: of whom, by whom, of which week or «all», and where it stands."""

    id: int
    resident_id: int
    by_id: int
    at: int
    period: str
    message_id: int
    removed_at: int | None = None


_COLUMNS = "id, resident_id, by_id, at, period, message_id, removed_at"


async def mark(
    tx: Tx, resident_id: int, scope: Scope, place: str, to_archive: bool, by: int, at: int
) -> None:
    """Say whether a part goes; a newer word takes an older one's place."""
    await tx.execute(
        "INSERT INTO archive_marks (resident_id, scope, place, to_archive, by_id, at)"
        " VALUES (?,?,?,?,?,?) ON CONFLICT (resident_id, scope, place) DO UPDATE SET"
        " to_archive = excluded.to_archive, by_id = excluded.by_id, at = excluded.at",
        resident_id,
        scope,
        place,
        int(to_archive),
        by,
        at,
    )


async def marks(tx: Tx, resident_id: int) -> list[tuple[Scope, str, bool]]:
    """Everything that was said of one person's thread."""
    rows = await tx.all(
        "SELECT scope, place, to_archive FROM archive_marks WHERE resident_id = ?", resident_id
    )
    return [(row[0], row[1], bool(row[2])) for row in rows]


async def add(tx: Tx, export: Export, thread_ids: Sequence[int]) -> None:
    """A file was made of these messages."""
    await tx.execute(
        f"INSERT INTO archive_exports ({_COLUMNS}) VALUES (?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(export),
    )
    await tx.execute_many(
        "INSERT INTO archived (thread_id, resident_id, export_id) VALUES (?,?,?)"
        " ON CONFLICT (thread_id) DO UPDATE SET export_id = excluded.export_id",
        [(one, export.resident_id, export.id) for one in thread_ids],
    )


async def by_id(tx: Tx, export_id: int) -> Export | None:
    """One export."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM archive_exports WHERE id = ?", export_id)
    return row_of(Export, row)


async def removed(tx: Tx, export_id: int, at: int) -> None:
    """The file stands in the chat no more, and what it held waits nowhere either."""
    await tx.execute("UPDATE archive_exports SET removed_at = ? WHERE id = ?", at, export_id)
    await tx.execute(
        "UPDATE deliveries SET body = NULL WHERE settled_at IS NOT NULL AND kind = 'send' AND message_id ="
        " (SELECT message_id FROM archive_exports WHERE id = ?)",
        export_id,
    )


async def done_of(tx: Tx, resident_id: int) -> set[int]:
    """The messages of one person's thread that stand in a file already."""
    rows = await tx.all("SELECT thread_id FROM archived WHERE resident_id = ?", resident_id)
    return {row[0] for row in rows}
