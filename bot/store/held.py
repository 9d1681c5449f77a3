"""Words that wait for a yes: one row for each person who has any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Tx


class Held(msgspec.Struct, frozen=True):
    """Words that wait for a yes: `body` is sealed JSON; `message_id` is our question."""

    person_id: int
    id: int
    body: bytes
    reason: str
    asked_at: int
    asks: int
    message_id: int | None


async def of(tx: Tx, person_id: int) -> Held | None:
    """What this person wrote that waits for a yes."""
    row = await tx.one(
        "SELECT person_id, id, body, reason, asked_at, asks, message_id FROM held "
        "WHERE person_id = ?",
        person_id,
    )
    return Held(row[0], row[1], bytes(row[2]), row[3], row[4], row[5], row[6]) if row else None


async def put(tx: Tx, item: Held) -> None:
    """Keep words until a yes; replaces what was held."""
    await tx.execute(
        "INSERT INTO held (person_id, id, body, reason, asked_at, asks, message_id) "
        "VALUES (?,?,?,?,?,?,?) ON CONFLICT (person_id) DO UPDATE SET id = excluded.id, "
        "body = excluded.body, reason = excluded.reason, asked_at = excluded.asked_at, "
        "asks = excluded.asks, message_id = excluded.message_id",
        *msgspec.structs.astuple(item),
    )


async def drop(tx: Tx, person_id: int) -> None:
    """Nothing is held for this person any more."""
    await tx.execute("DELETE FROM held WHERE person_id = ?", person_id)
