"""Homes that have been offered to residents, and what they have answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Offer(msgspec.Struct, frozen=True):
    """One offer; `body` is sealed, `answer_by` a day as YYYY-MM-DD, `revision` counts what happened."""

    id: int
    resident_id: int
    by_id: int
    body: bytes | None
    made_at: int
    answer_by: str
    state: str
    changed_at: int
    revision: int


_COLUMNS = "id, resident_id, by_id, body, made_at, answer_by, state, changed_at, revision"


async def add(tx: Tx, row: Offer) -> None:
    """Keep a new offer."""
    await tx.execute(
        f"INSERT INTO offers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(row),
    )


async def by_id(tx: Tx, offer_id: int) -> Offer | None:
    """One offer; None once it is gone or emptied."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM offers WHERE id = ? AND body IS NOT NULL", offer_id)
    return row_of(Offer, row)


async def newest(tx: Tx, resident_id: int) -> Offer | None:
    """The newest offer that was not withdrawn."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM offers WHERE resident_id = ? AND state <> 'withdrawn'"
        " AND body IS NOT NULL ORDER BY made_at DESC, id DESC LIMIT 1",
        resident_id,
    )
    return row_of(Offer, row)


async def all_of(tx: Tx, resident_id: int) -> list[Offer]:
    """Every offer of a resident's, the oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM offers WHERE resident_id = ? AND body IS NOT NULL"
        " ORDER BY made_at, id",
        resident_id,
    )
    return rows_of(Offer, rows)


async def has_any(tx: Tx, resident_id: int) -> bool:
    """Whether a home is or has been offered that was not withdrawn."""
    return bool(
        await tx.value(
            "SELECT 1 FROM offers WHERE resident_id = ? AND state <> 'withdrawn' LIMIT 1",
            resident_id,
        )
    )


async def states_of(tx: Tx, resident_ids: list[int]) -> dict[int, tuple[str, str]]:
    """The state and last day of each one's newest offer, for those who have one."""
    if not resident_ids:
        return {}
    marks = ", ".join("?" for _ in resident_ids)
    rows = await tx.all(
        "SELECT resident_id, state, answer_by FROM offers WHERE state <> 'withdrawn'"
        f" AND body IS NOT NULL AND resident_id IN ({marks}) ORDER BY made_at, id",
        *resident_ids,
    )
    return {row[0]: (row[1], row[2]) for row in rows}


async def change(tx: Tx, offer: Offer, state: str, body: bytes, at: int) -> bool:
    """It is so from now on; False if something else happened to it meanwhile."""
    changed = await tx.count(
        "UPDATE offers SET state = ?, body = ?, changed_at = ?, revision = revision + 1"
        " WHERE id = ? AND revision = ?",
        state,
        body,
        at,
        offer.id,
        offer.revision,
    )
    return changed == 1
