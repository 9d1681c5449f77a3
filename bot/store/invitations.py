"""Invitations that staff have handed in, and which appointment was made of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """One that waits; `body` is sealed JSON under the key of whoever handed it in."""

    id: int
    staff_id: int
    at: int
    state: str
    body: bytes


_COLUMNS = "id, staff_id, at, state, body"


async def add(tx: Tx, row: Row) -> None:
    """One more that waits."""
    await tx.execute(
        f"INSERT INTO invitations ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(row),
    )


async def put(tx: Tx, row: Row) -> None:
    """What is known of it now."""
    await tx.execute(
        "UPDATE invitations SET state = ?, body = ? WHERE id = ?", row.state, row.body, row.id
    )


async def by_id(tx: Tx, row_id: int) -> Row | None:
    """One that still waits."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM invitations WHERE id = ? AND body IS NOT NULL", row_id
    )
    return row_of(Row, row)


async def to_fetch(tx: Tx, limit: int) -> list[Row]:
    """Those whose file nobody has looked into, oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM invitations WHERE state = 'to_fetch' AND body IS NOT NULL"
        " ORDER BY at, id LIMIT ?",
        limit,
    )
    return rows_of(Row, rows)


async def of(tx: Tx, staff_id: int, state: str) -> list[Row]:
    """Somebody's own in this state, oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM invitations WHERE staff_id = ? AND state = ?"
        " AND body IS NOT NULL ORDER BY at, id",
        staff_id,
        state,
    )
    return rows_of(Row, rows)


async def waiting(tx: Tx, staff_id: int) -> int:
    """How many of somebody's wait for anything."""
    count: int = await tx.value("SELECT COUNT(*) FROM invitations WHERE staff_id = ?", staff_id)
    return count


async def drop(tx: Tx, row_id: int) -> None:
    """It was answered."""
    await tx.execute("DELETE FROM invitations WHERE id = ?", row_id)


async def forget(tx: Tx, before: int) -> int:
    """Those that nobody has answered since a moment; how many."""
    return await tx.count("DELETE FROM invitations WHERE at < ?", before)


async def made(tx: Tx, appointment_id: int, resident_id: int, uid: str, version: int) -> None:
    """This appointment is what that invitation says, at this version of it."""
    await tx.execute(
        "INSERT INTO invited (appointment_id, resident_id, uid, version) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (appointment_id) DO UPDATE SET uid = excluded.uid,"
        " version = excluded.version",
        appointment_id,
        resident_id,
        uid,
        version,
    )


async def appointments_of(tx: Tx, uid: str) -> list[tuple[int, int]]:
    """What was made of it: appointments and the version each stands at, newest version first."""
    rows = await tx.all(
        "SELECT appointment_id, version FROM invited WHERE uid = ?"
        " ORDER BY version DESC, appointment_id",
        uid,
    )
    return [(row[0], row[1]) for row in rows]
