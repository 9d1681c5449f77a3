"""Everything of one person's that is not read whole elsewhere: for their own file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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


class Noted(NamedTuple):
    """What was noted of somebody: of which kind, what was said of it, and its times (microseconds)."""

    kind: str
    word: str
    at: int
    until: int


async def noted(tx: Tx, resident_id: int) -> list[Noted]:
    """Contact outside the chat, times without a phone, and what comes again; oldest first."""
    rows = await tx.all(
        "SELECT 'contact', how, at, at FROM contacts WHERE resident_id = ?"
        " UNION ALL SELECT 'phoneless', '', begins_at, ends_at FROM phoneless WHERE resident_id = ?"
        " UNION ALL SELECT 'series', repeats, first_at, first_at FROM series WHERE resident_id = ?"
        " ORDER BY 3, 1",
        resident_id,
        resident_id,
        resident_id,
    )
    return [Noted(*tuple(row)) for row in rows]


async def helped(tx: Tx, resident_id: int) -> list[str]:
    """The days (YYYY-MM-DD) on which help began without a decision."""
    rows = await tx.all(
        "SELECT began_on FROM begun_help WHERE resident_id = ? ORDER BY noted_at", resident_id
    )
    return [row[0] for row in rows]
