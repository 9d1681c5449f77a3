"""What is broken in homes: reported, looked at, mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Repair(msgspec.Struct, frozen=True):
    """
    One thing that is broken; `body` is sealed with the resident's key.

    `need` is its place in `bot.rules.repairs.NEEDS`; `since` when it began to wait, once more where it
    was not in order. `ended_at` is set while nobody has to do anything.
    """

    id: int
    resident_id: int
    need: int
    state: str
    since: int
    body: bytes
    caretaker_id: int | None = None
    task_id: int | None = None
    appointment_id: int | None = None
    ended_at: int | None = None


_COLUMNS = (
    "id, resident_id, need, state, since, body, caretaker_id, task_id, appointment_id, ended_at"
)


async def add(tx: Tx, repair: Repair) -> None:
    """Keep a new one."""
    await tx.execute(
        f"INSERT INTO repairs ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(repair),
    )


async def change(tx: Tx, repair: Repair) -> None:
    """Write one as it now stands."""
    await tx.execute(
        "UPDATE repairs SET state = ?, since = ?, body = ?, caretaker_id = ?, task_id = ?,"
        " appointment_id = ?, ended_at = ? WHERE id = ?",
        repair.state,
        repair.since,
        repair.body,
        repair.caretaker_id,
        repair.task_id,
        repair.appointment_id,
        repair.ended_at,
        repair.id,
    )


async def by_id(tx: Tx, repair_id: int) -> Repair | None:
    """One; None once it is gone with its person."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM repairs WHERE id = ? AND body IS NOT NULL", repair_id
    )
    return row_of(Repair, row)


async def waiting(tx: Tx, limit: int, skip: int = 0) -> list[Repair]:
    """Those somebody has to do something about: the greatest need first, then the longest wait."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM repairs WHERE ended_at IS NULL AND body IS NOT NULL"
        " ORDER BY need, since, id LIMIT ? OFFSET ?",
        limit,
        skip,
    )
    return rows_of(Repair, rows)


async def counted(tx: Tx) -> tuple[int, int]:
    """How many wait, and how many of them nobody has opened: numbers that need no opening."""
    row = await tx.one(
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN state = 'new' THEN 1 ELSE 0 END), 0)"
        " FROM repairs WHERE ended_at IS NULL AND body IS NOT NULL"
    )
    return (int(row[0]), int(row[1])) if row else (0, 0)


async def of(tx: Tx, resident_id: int) -> list[Repair]:
    """A resident's, the newest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM repairs WHERE resident_id = ? AND body IS NOT NULL"
        " ORDER BY since DESC, id DESC",
        resident_id,
    )
    return rows_of(Repair, rows)


async def of_appointment(tx: Tx, appointment_id: int) -> Repair | None:
    """The one that somebody comes to mend then."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM repairs WHERE appointment_id = ? AND body IS NOT NULL",
        appointment_id,
    )
    return row_of(Repair, row)


async def had_by(tx: Tx, caretaker_id: int) -> list[Repair]:
    """What a caretaker has in hand, the longest wait first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM repairs WHERE caretaker_id = ? AND ended_at IS NULL"
        " AND body IS NOT NULL ORDER BY since, id",
        caretaker_id,
    )
    return rows_of(Repair, rows)
