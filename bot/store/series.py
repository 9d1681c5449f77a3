"""Appointments that come again; each occurrence is an appointment of its own, sixty days ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Series(msgspec.Struct, frozen=True):
    """
    What comes again: `body` is sealed JSON as an appointment's, `first_at` the first one's time.

    `ends_on` is the day from which on there are no more (YYYY-MM-DD), if it was ended.
    """

    id: int
    resident_id: int
    with_id: int
    repeats: str
    first_at: int
    minutes: int
    body: bytes
    ends_on: str | None = None


_COLUMNS = "id, resident_id, with_id, repeats, first_at, minutes, body, ends_on"


async def add(tx: Tx, item: Series) -> None:
    """A new series."""
    await tx.execute(
        f"INSERT INTO series ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(item),
    )


async def by_id(tx: Tx, series_id: int) -> Series | None:
    """One series; None once it is emptied with its person."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM series WHERE id = ? AND body IS NOT NULL", series_id
    )
    return row_of(Series, row)


async def going_on(tx: Tx, today: str, after: int, limit: int) -> list[Series]:
    """Those not ended by a day (YYYY-MM-DD), by id, for the nightly extension."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM series WHERE id > ? AND (ends_on IS NULL OR ends_on > ?)"
        " AND body IS NOT NULL ORDER BY id LIMIT ?",
        after,
        today,
        limit,
    )
    return rows_of(Series, rows)


async def any_with(tx: Tx, with_id: int, today: str) -> bool:
    """Whether a worker has one that goes on."""
    return bool(
        await tx.value(
            "SELECT 1 FROM series WHERE with_id = ? AND (ends_on IS NULL OR ends_on > ?)"
            " AND body IS NOT NULL LIMIT 1",
            with_id,
            today,
        )
    )


async def end(tx: Tx, series_id: int, day: str) -> None:
    """No more from this day on."""
    await tx.execute("UPDATE series SET ends_on = ? WHERE id = ?", day, series_id)


async def place(tx: Tx, appointment_id: int) -> tuple[int, str] | None:
    """The series an appointment belongs to, and the day that names it there."""
    row = await tx.one(
        "SELECT series_id, occurrence FROM appointments WHERE id = ? AND series_id IS NOT NULL",
        appointment_id,
    )
    return (row[0], row[1]) if row else None


async def put_in(tx: Tx, appointment_id: int, series_id: int, occurrence: str) -> None:
    """An appointment becomes one of a series."""
    await tx.execute(
        "UPDATE appointments SET series_id = ?, occurrence = ? WHERE id = ?",
        series_id,
        occurrence,
        appointment_id,
    )


async def named(tx: Tx, series_id: int) -> frozenset[str]:
    """The days that name what there is of a series, whatever has become of it."""
    rows = await tx.all("SELECT occurrence FROM appointments WHERE series_id = ?", series_id)
    return frozenset(row[0] for row in rows)


async def from_day(tx: Tx, series_id: int, day: str) -> list[int]:
    """The planned appointments of a series from a day on, by their ids."""
    rows = await tx.all(
        "SELECT id FROM appointments WHERE series_id = ? AND occurrence >= ?"
        " AND state = 'planned' ORDER BY occurrence",
        series_id,
        day,
    )
    return [row[0] for row in rows]
