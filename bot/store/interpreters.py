"""Who needs an interpreter, and how it stands: one row for each who has asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """What one resident asked for; `body` is sealed. States: wanted, booked, over."""

    resident_id: int
    id: int
    body: bytes
    since: int
    state: str = "wanted"


async def of(tx: Tx, resident_id: int) -> Row | None:
    """What this person has asked for, if anything."""
    return row_of(
        Row,
        await tx.one(
            "SELECT resident_id, id, body, since, state FROM interpreters"
            " WHERE resident_id = ? AND body IS NOT NULL",
            resident_id,
        ),
    )


async def put(tx: Tx, row: Row) -> None:
    """Keep it; replaces what was asked for."""
    await tx.execute(
        "INSERT INTO interpreters (resident_id, id, body, since, state) VALUES (?,?,?,?,?)"
        " ON CONFLICT (resident_id) DO UPDATE SET id = excluded.id, body = excluded.body,"
        " since = excluded.since, state = excluded.state",
        *msgspec.structs.astuple(row),
    )


async def set_state(tx: Tx, resident_id: int, state: str) -> None:
    """Wanted, booked or over."""
    await tx.execute("UPDATE interpreters SET state = ? WHERE resident_id = ?", state, resident_id)
