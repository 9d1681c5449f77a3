"""Deadlines that a person wants to be reminded of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Deadline(msgspec.Struct, frozen=True):
    """One deadline; `body` is sealed JSON of kind and day, `since` when this revision was made."""

    id: int
    resident_id: int
    body: bytes
    since: int
    revision: int = 0


_COLUMNS = "id, resident_id, body, since, revision"


async def put(tx: Tx, item: Deadline) -> None:
    """Write a deadline as it now stands."""
    await tx.execute(
        f"INSERT INTO deadlines ({_COLUMNS}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "body = excluded.body, since = excluded.since, revision = excluded.revision",
        *msgspec.structs.astuple(item),
    )


async def by_id(tx: Tx, deadline_id: int) -> Deadline | None:
    """One deadline."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM deadlines WHERE id = ?", deadline_id)
    return row_of(Deadline, row)


async def of(tx: Tx, resident_id: int) -> list[Deadline]:
    """Everything a resident wants to be reminded of, in the order it was told."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM deadlines WHERE resident_id = ? ORDER BY since, id", resident_id
    )
    return rows_of(Deadline, rows)


async def residents_after(tx: Tx, after: int, limit: int) -> list[int]:
    """Who has deadlines, by id, for the nightly extension of the plan."""
    rows = await tx.all(
        "SELECT DISTINCT resident_id FROM deadlines WHERE resident_id > ? ORDER BY resident_id"
        " LIMIT ?",
        after,
        limit,
    )
    return [row[0] for row in rows]


async def drop(tx: Tx, deadline_id: int) -> None:
    """It is not wanted any more."""
    await tx.execute("DELETE FROM deadlines WHERE id = ?", deadline_id)
