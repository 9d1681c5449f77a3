"""Whom to ring and where to look if somebody fears for a person: one row for each who has said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """What one resident said; `body` is sealed."""

    resident_id: int
    id: int
    body: bytes
    since: int


async def of(tx: Tx, resident_id: int) -> Row | None:
    """What this person has said, if anything."""
    return row_of(
        Row,
        await tx.one(
            "SELECT resident_id, id, body, since FROM safety_contacts"
            " WHERE resident_id = ? AND body IS NOT NULL",
            resident_id,
        ),
    )


async def put(tx: Tx, row: Row) -> None:
    """Keep it; replaces what was kept."""
    await tx.execute(
        "INSERT INTO safety_contacts (resident_id, id, body, since) VALUES (?,?,?,?)"
        " ON CONFLICT (resident_id) DO UPDATE SET id = excluded.id, body = excluded.body,"
        " since = excluded.since",
        *msgspec.structs.astuple(row),
    )


async def drop(tx: Tx, resident_id: int) -> None:
    """It is kept no more."""
    await tx.execute("DELETE FROM safety_contacts WHERE resident_id = ?", resident_id)
