"""Stays somewhere that end on a day, and the list of what must be ready then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Discharge(msgspec.Struct, frozen=True):
    """One stay; `body` is sealed. States: ahead, left, over. `since` is when this revision was made."""

    id: int
    resident_id: int
    body: bytes
    state: str
    since: int
    revision: int = 0
    near_at: int | None = None
    ended_at: int | None = None


class Item(msgspec.Struct, frozen=True):
    """One thing that must be ready, whose it is and how it stands: open, done or not_needed."""

    id: int
    discharge_id: int
    resident_id: int
    item: str
    owner: str
    state: str = "open"
    by_id: int | None = None
    at: int | None = None


_COLUMNS = "id, resident_id, body, state, since, revision, near_at, ended_at"
_ITEM = "id, discharge_id, resident_id, item, owner, state, by_id, at"


async def put(tx: Tx, row: Discharge) -> None:
    """Write a stay as it now stands."""
    await tx.execute(
        f"INSERT INTO discharges ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
        " body = excluded.body, state = excluded.state, since = excluded.since,"
        " revision = excluded.revision, near_at = excluded.near_at, ended_at = excluded.ended_at",
        *msgspec.structs.astuple(row),
    )


async def by_id(tx: Tx, row_id: int) -> Discharge | None:
    """One stay."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM discharges WHERE id = ? AND body IS NOT NULL", row_id
    )
    return row_of(Discharge, row)


async def current(tx: Tx, resident_id: int) -> Discharge | None:
    """The stay that is not over, if there is one."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM discharges WHERE resident_id = ? AND state <> 'over'"
        " AND body IS NOT NULL ORDER BY since DESC, id DESC LIMIT 1",
        resident_id,
    )
    return row_of(Discharge, row)


async def of(tx: Tx, resident_id: int) -> list[Discharge]:
    """Every stay that is kept, oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM discharges WHERE resident_id = ? AND body IS NOT NULL"
        " ORDER BY since, id",
        resident_id,
    )
    return rows_of(Discharge, rows)


async def going_on(tx: Tx, after: int, limit: int) -> list[Discharge]:
    """Stays that are not over, by id, for the nightly extension of the plan."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM discharges WHERE state <> 'over' AND body IS NOT NULL AND id > ?"
        " ORDER BY id LIMIT ?",
        after,
        limit,
    )
    return rows_of(Discharge, rows)


async def add_items(tx: Tx, items: list[Item]) -> None:
    """What must be ready."""
    await tx.execute_many(
        f"INSERT INTO discharge_items ({_ITEM}) VALUES (?,?,?,?,?,?,?,?)",
        [msgspec.structs.astuple(one) for one in items],
    )


async def items(tx: Tx, discharge_id: int) -> list[Item]:
    """What must be ready, in no order."""
    rows = await tx.all(f"SELECT {_ITEM} FROM discharge_items WHERE discharge_id = ?", discharge_id)
    return rows_of(Item, rows)


async def mark(tx: Tx, item_id: int, state: str, by: int | None, at: int) -> None:
    """How it stands now."""
    await tx.execute(
        "UPDATE discharge_items SET state = ?, by_id = ?, at = ? WHERE id = ?",
        state,
        by,
        at,
        item_id,
    )


async def give(tx: Tx, item_id: int, owner: str) -> None:
    """Whose it is from now on."""
    await tx.execute("UPDATE discharge_items SET owner = ? WHERE id = ?", owner, item_id)
