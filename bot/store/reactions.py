"""The emoji that stand on the words of a thread, for those who read it elsewhere than in a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.store.dialect import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Tx


class Reaction(NamedTuple):
    """What one person put on one message; `body` is sealed with the resident's key."""

    thread_id: int
    person_id: int
    body: bytes


async def put(tx: Tx, thread_id: int, person_id: int, resident_id: int, body: bytes) -> None:
    """This stands there now from this person, whatever stood there before."""
    await tx.execute(
        "INSERT INTO reactions (thread_id, person_id, resident_id, body) VALUES (?,?,?,?) "
        "ON CONFLICT (thread_id, person_id) DO UPDATE SET body = excluded.body",
        thread_id,
        person_id,
        resident_id,
        body,
    )


async def take(tx: Tx, thread_id: int, person_id: int) -> None:
    """Nothing stands there any more from this person."""
    await tx.execute(
        "DELETE FROM reactions WHERE thread_id = ? AND person_id = ?", thread_id, person_id
    )


async def on(tx: Tx, thread_ids: Sequence[int]) -> list[Reaction]:
    """What stands on these messages."""
    if not thread_ids:
        return []
    rows = await tx.all(
        "SELECT thread_id, person_id, body FROM reactions"
        f" WHERE thread_id IN ({marks(len(thread_ids))}) ORDER BY thread_id, person_id",
        *thread_ids,
    )
    return [Reaction(row[0], row[1], bytes(row[2])) for row in rows]
