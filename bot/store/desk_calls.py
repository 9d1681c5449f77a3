"""Who wants to be called when something waits at the desk, and whether they have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """How to call somebody; `wanted_at` while they are to be called. Times are microseconds, UTC."""

    person_id: int
    address: bytes | None
    hours: str
    wanted_at: int | None
    called_at: int | None
    visited_at: int | None


_COLUMNS = "person_id, address, hours, wanted_at, called_at, visited_at"


async def of(tx: Tx, person_id: int) -> Row | None:
    """How this person is called, if they are."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM desk_calls WHERE person_id = ?", person_id)
    return row_of(Row, row)


async def put(tx: Tx, person_id: int, address: bytes | None, hours: str) -> None:
    """Call them there, in these hours; in browsers only where there is no address."""
    await tx.execute(
        "INSERT INTO desk_calls (person_id, address, hours) VALUES (?, ?, ?)"
        " ON CONFLICT (person_id) DO UPDATE SET address = excluded.address, hours = excluded.hours",
        person_id,
        address,
        hours,
    )


async def begin(tx: Tx, person_id: int) -> None:
    """They are called from now on, somewhere; in working hours, where nothing else was chosen."""
    await tx.execute(
        "INSERT INTO desk_calls (person_id, hours) VALUES (?, 'working')"
        " ON CONFLICT (person_id) DO NOTHING",
        person_id,
    )


async def forget_if_empty(tx: Tx, person_id: int) -> None:
    """Where there is no address either, they are not called any more."""
    await tx.execute("DELETE FROM desk_calls WHERE person_id = ? AND address IS NULL", person_id)


async def forget(tx: Tx, person_id: int) -> None:
    """They are not called any more."""
    await tx.execute("DELETE FROM desk_calls WHERE person_id = ?", person_id)


async def want(tx: Tx, person_id: int, at: int) -> bool:
    """They are to be called, unless they have been and not come since; False for one who is not."""
    changed = await tx.count(
        "UPDATE desk_calls SET wanted_at = ? WHERE person_id = ? AND wanted_at IS NULL"
        " AND (called_at IS NULL OR visited_at > called_at)",
        at,
        person_id,
    )
    return changed == 1


async def wanted(tx: Tx) -> list[Row]:
    """All who are to be called, who has waited longest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM desk_calls WHERE wanted_at IS NOT NULL ORDER BY wanted_at"
    )
    return rows_of(Row, rows)


async def called(tx: Tx, person_id: int, at: int) -> None:
    """They are being called."""
    await tx.execute(
        "UPDATE desk_calls SET wanted_at = NULL, called_at = ? WHERE person_id = ?", at, person_id
    )


async def not_called(tx: Tx, person_id: int, at: int) -> None:
    """It did not come through: they are to be called after all."""
    await tx.execute(
        "UPDATE desk_calls SET wanted_at = ?, called_at = NULL WHERE person_id = ?", at, person_id
    )


async def visited(tx: Tx, person_id: int, at: int) -> None:
    """They have been at the desk: nothing waits unseen."""
    await tx.execute(
        "UPDATE desk_calls SET visited_at = ?, wanted_at = NULL WHERE person_id = ?", at, person_id
    )
