"""When workers are away, and who stands in. From-including, to-excluding; microseconds, UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Absence(msgspec.Struct, frozen=True):
    """One absence; `stand_in_id` is None while nobody stands in, `until` while it is not known."""

    id: int
    worker_id: int
    stand_in_id: int | None
    since: int
    until: int | None


_COLUMNS = "id, worker_id, stand_in_id, valid_from, valid_to"
_NOW = "valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)"


async def by_id(tx: Tx, row_id: int) -> Absence | None:
    """One absence."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM stand_ins WHERE id = ?", row_id)
    return row_of(Absence, row)


async def now(tx: Tx, worker_id: int, at: int) -> Absence | None:
    """The absence a worker is in at a moment."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM stand_ins WHERE worker_id = ? AND {_NOW}"
        " ORDER BY valid_from DESC LIMIT 1",
        worker_id,
        at,
        at,
    )
    return row_of(Absence, row)


async def all_now(tx: Tx, at: int) -> list[Absence]:
    """Everybody who is away at a moment; of several for one worker the newest comes last."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM stand_ins WHERE {_NOW} ORDER BY valid_from, id", at, at
    )
    return rows_of(Absence, rows)


async def coming(tx: Tx, worker_id: int, at: int) -> list[Absence]:
    """What is planned for a worker, the next first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM stand_ins WHERE worker_id = ? AND valid_from > ?"
        " AND (valid_to IS NULL OR valid_to > valid_from) ORDER BY valid_from",
        worker_id,
        at,
    )
    return rows_of(Absence, rows)


async def set_stand_in(tx: Tx, row_id: int, stand_in_id: int | None) -> None:
    """Who stands in."""
    await tx.execute("UPDATE stand_ins SET stand_in_id = ? WHERE id = ?", stand_in_id, row_id)


async def nobody_for(tx: Tx, stand_in_id: int, at: int) -> None:
    """Whoever had this stand-in has nobody yet, now and in what is planned."""
    await tx.execute(
        "UPDATE stand_ins SET stand_in_id = NULL "
        "WHERE stand_in_id = ? AND (valid_to IS NULL OR valid_to > ?)",
        stand_in_id,
        at,
    )


async def end_others(tx: Tx, row: Absence, at: int) -> None:
    """A planned absence begins: another that still runs is over."""
    await tx.execute(
        f"UPDATE stand_ins SET valid_to = ? WHERE worker_id = ? AND id <> ? AND {_NOW}",
        at,
        row.worker_id,
        row.id,
        at,
        at,
    )


async def set_until(tx: Tx, row_id: int, until: int | None) -> None:
    """Until when an absence lasts."""
    await tx.execute("UPDATE stand_ins SET valid_to = ? WHERE id = ?", until, row_id)
