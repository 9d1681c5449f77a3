"""Everything of one person's that is not read whole elsewhere: for their own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Kept(msgspec.Struct, frozen=True):
    """One sealed row and when it is from."""

    id: int
    body: bytes
    at: int


class Meeting(msgspec.Struct, frozen=True):
    """One appointment, past or to come."""

    id: int
    with_id: int
    starts_at: int
    body: bytes
    state: str


async def applications(tx: Tx, resident_id: int) -> list[Kept]:
    """Everything handed in, oldest first."""
    rows = await tx.all(
        "SELECT id, body, sent_at FROM applications WHERE resident_id = ? AND body IS NOT NULL"
        " ORDER BY sent_at, id",
        resident_id,
    )
    return rows_of(Kept, rows)


async def nights(tx: Tx, resident_id: int) -> list[Kept]:
    """Every request for a place tonight, oldest first."""
    rows = await tx.all(
        "SELECT id, body, asked_at FROM tonight WHERE resident_id = ? AND body IS NOT NULL"
        " ORDER BY asked_at, id",
        resident_id,
    )
    return rows_of(Kept, rows)


async def meetings(tx: Tx, resident_id: int) -> list[Meeting]:
    """Every appointment, oldest first."""
    rows = await tx.all(
        "SELECT id, with_id, starts_at, body, state FROM appointments"
        " WHERE resident_id = ? AND body IS NOT NULL ORDER BY starts_at, id",
        resident_id,
    )
    return rows_of(Meeting, rows)
