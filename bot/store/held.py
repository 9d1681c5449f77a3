"""Words that wait for a yes: one row for each person who has any, and one for each of the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Tx


class Item(msgspec.Struct, frozen=True):
    """One thing typed or sent, sealed under its own id."""

    id: int
    body: bytes


class Held(msgspec.Struct, frozen=True):
    """Words that wait for a yes: `body` is sealed JSON, older than the items; `message_id` is our question."""

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


async def add(tx: Tx, person_id: int, item: Item) -> None:
    """Keep one more, behind the others."""
    await tx.execute(
        "INSERT INTO held_items (id, person_id, body) VALUES (?,?,?)",
        item.id,
        person_id,
        item.body,
    )


async def change(tx: Tx, item: Item) -> None:
    """Other words in the place of one."""
    await tx.execute("UPDATE held_items SET body = ? WHERE id = ?", item.body, item.id)


async def remove(tx: Tx, item_id: int) -> None:
    """One of them is held no more."""
    await tx.execute("DELETE FROM held_items WHERE id = ?", item_id)


async def items(tx: Tx, person_id: int) -> list[Item]:
    """All that is held, in order."""
    rows = await tx.all(
        "SELECT id, body FROM held_items WHERE person_id = ? ORDER BY place", person_id
    )
    return [Item(row[0], bytes(row[1])) for row in rows]


async def count(tx: Tx, person_id: int) -> int:
    """How many are held."""
    number: int = await tx.value("SELECT COUNT(*) FROM held_items WHERE person_id = ?", person_id)
    return number


async def drop(tx: Tx, person_id: int) -> None:
    """Nothing is held for this person any more."""
    await tx.execute("DELETE FROM held WHERE person_id = ?", person_id)
    await tx.execute("DELETE FROM held_items WHERE person_id = ?", person_id)
