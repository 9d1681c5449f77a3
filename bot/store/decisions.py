"""Decisions in plain words, as case officers have written them for residents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Decision(msgspec.Struct, frozen=True):
    """One decision card; `body` is sealed, `opened_at` when the resident first read it."""

    id: int
    resident_id: int
    by_id: int
    body: bytes | None
    made_at: int
    opened_at: int | None = None


_COLUMNS = "id, resident_id, by_id, body, made_at, opened_at"


async def add(tx: Tx, row: Decision) -> None:
    """Keep a new card."""
    await tx.execute(
        f"INSERT INTO decisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(row),
    )


async def by_id(tx: Tx, decision_id: int) -> Decision | None:
    """One card; None once it is gone or emptied."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM decisions WHERE id = ? AND body IS NOT NULL", decision_id
    )
    return row_of(Decision, row)


async def all_of(tx: Tx, resident_id: int) -> list[Decision]:
    """Every card of a resident's, the oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM decisions WHERE resident_id = ? AND body IS NOT NULL"
        " ORDER BY made_at, id",
        resident_id,
    )
    return rows_of(Decision, rows)


async def opened(tx: Tx, decision_id: int, at: int) -> None:
    """The resident has read it; the first time counts."""
    await tx.execute(
        "UPDATE decisions SET opened_at = ? WHERE id = ? AND opened_at IS NULL", at, decision_id
    )
