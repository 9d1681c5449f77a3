"""Appointments whose worker is away, which wait for a human's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Uncovered(msgspec.Struct, frozen=True):
    """One appointment with somebody who is away; `state` is open or settled."""

    appointment_id: int
    resident_id: int
    worker_id: int
    task_id: int
    state: str


_COLUMNS = "appointment_id, resident_id, worker_id, task_id, state"


async def put(tx: Tx, row: Uncovered) -> None:
    """It waits from now on."""
    await tx.execute(
        f"INSERT INTO uncovered ({_COLUMNS}) VALUES (?,?,?,?,?) "
        "ON CONFLICT (appointment_id) DO UPDATE SET worker_id = excluded.worker_id, "
        "task_id = excluded.task_id, state = excluded.state",
        *msgspec.structs.astuple(row),
    )


async def of(tx: Tx, appointment_id: int) -> Uncovered | None:
    """The row of one appointment, open or not."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM uncovered WHERE appointment_id = ?", appointment_id)
    return row_of(Uncovered, row)


async def open_of(tx: Tx, worker_id: int) -> list[Uncovered]:
    """What waits because this worker is away."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM uncovered WHERE worker_id = ? AND state = 'open'", worker_id
    )
    return rows_of(Uncovered, rows)


async def settle(tx: Tx, appointment_id: int) -> None:
    """A human has said what becomes of it."""
    await tx.execute(
        "UPDATE uncovered SET state = 'settled' WHERE appointment_id = ?", appointment_id
    )


async def meets(tx: Tx, appointment_id: int, with_id: int) -> None:
    """Somebody else meets the resident."""
    await tx.execute("UPDATE appointments SET with_id = ? WHERE id = ?", with_id, appointment_id)
