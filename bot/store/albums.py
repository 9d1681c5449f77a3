"""Files that were sent together and arrive one by one, gathered until the album is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.store.driver import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Tx


class Part(NamedTuple):
    """One file; `number` is the channel's own, which says the order. `thread_id` once it is passed on."""

    id: int
    person_id: int
    album: str
    number: int
    own_id: int | None
    thread_id: int | None
    waits: int
    body: bytes | None


_COLUMNS = "id, person_id, album, number, own_id, thread_id, waits, body"


async def add(tx: Tx, part: Part) -> None:
    """A part has come."""
    await tx.execute(
        f"INSERT INTO album_parts ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?)",
        *part,
    )


async def of(tx: Tx, person_id: int, album: str) -> list[Part]:
    """All that has come of an album, in its order."""
    return rows_of(
        Part,
        await tx.all(
            f"SELECT {_COLUMNS} FROM album_parts WHERE person_id = ? AND album = ?"
            " ORDER BY number, id",
            person_id,
            album,
        ),
    )


async def waiting(tx: Tx, person_id: int) -> list[str]:
    """The albums of which parts wait, in the order they began."""
    rows = await tx.all(
        "SELECT album FROM album_parts WHERE person_id = ? AND waits = 1"
        " GROUP BY album ORDER BY MIN(number)",
        person_id,
    )
    return [row[0] for row in rows]


async def by_own(tx: Tx, own_id: int) -> Part | None:
    """The waiting part that this line of the writer's is."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM album_parts WHERE own_id = ? AND waits = 1", own_id)
    return Part(*tuple(row)) if row else None


async def rewrite(tx: Tx, part_id: int, body: bytes) -> None:
    """Another content for a part that waits."""
    await tx.execute("UPDATE album_parts SET body = ? WHERE id = ?", body, part_id)


async def passed_on(tx: Tx, ids: Sequence[int]) -> None:
    """These wait no more, and what was in them stands elsewhere."""
    await tx.execute_many(
        "UPDATE album_parts SET waits = 0, body = NULL WHERE id = ?", [(one,) for one in ids]
    )


async def belongs(tx: Tx, own_id: int, thread_id: int) -> None:
    """The album of this line is that message of the thread: what comes late answers it."""
    await tx.execute("UPDATE album_parts SET thread_id = ? WHERE own_id = ?", thread_id, own_id)
