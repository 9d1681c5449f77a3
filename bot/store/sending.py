"""The door's side of the deliveries: what may go now, and what became of it.

queued → sending (committed before the call) → sent, failed, unknown or dropped; or back to queued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.store import messages
from bot.store.deliveries import COLUMNS, Delivery, delivery_of
from bot.store.dialect import marks

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.store.database import Tx

Ending = Literal["failed", "unknown", "dropped"]

DOUBT = "doubt"
"""The reason of one that waits to be sent again although it may have come through."""

# The first unsettled one of its stream; one under way is always first, and so blocks the stream.
_FIRST = (
    "NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.stream = d.stream"
    " AND e.settled_at IS NULL AND e.place < d.place)"
)


async def ready(
    tx: Tx,
    now: int,
    limit: int,
    busy_streams: Collection[str] = (),
    busy_people: Collection[int] = (),
    *,
    below: int | None = None,
) -> list[Delivery]:
    """What may go out now: the first of each free stream, by priority, then by age.

    Expired ones come too, for the door to settle as dropped. `busy_people` are recipients whose
    chat must rest a while. Only what has a priority `below` that, if it is given.
    """
    free = "" if below is None else " AND d.priority < ?"
    if busy_streams:
        free += f" AND d.stream NOT IN ({marks(len(busy_streams))})"
    if busy_people:
        free += f" AND d.recipient_id NOT IN ({marks(len(busy_people))})"
    rows = await tx.all(
        f"SELECT {COLUMNS} FROM deliveries d WHERE d.state = 'queued'"
        f" AND (d.not_before <= ? OR d.expires_at <= ?){free} AND {_FIRST}"
        " ORDER BY d.priority, d.place LIMIT ?",
        now,
        now,
        *(() if below is None else (below,)),
        *busy_streams,
        *busy_people,
        limit,
    )
    return [delivery_of(tuple(row)) for row in rows]


async def next_due(tx: Tx, now: int) -> int | None:
    """When something that rests at `now` may go out or expires; None if nothing does."""
    due: int | None = await tx.value(
        "SELECT MIN(CASE WHEN expires_at < not_before THEN expires_at ELSE not_before END)"
        " FROM deliveries WHERE state = 'queued' AND not_before > ?"
        " AND (expires_at IS NULL OR expires_at > ?)",
        now,
        now,
    )
    return due


async def mark_sending(tx: Tx, ids: Sequence[int]) -> set[int]:
    """Note that these are about to be sent, one try more; which of them may be.

    Another has meanwhile been withdrawn, or newer content has taken its place.
    """
    if not ids:
        return set()
    rows = await tx.all(
        "UPDATE deliveries SET state = 'sending', tries = tries + 1"
        f" WHERE id IN ({marks(len(ids))}) AND state = 'queued' RETURNING id",
        *ids,
    )
    return {row[0] for row in rows}


class Arrived(NamedTuple):
    """A delivery that came through, and as which of the platform's messages (none for an edit)."""

    delivery: Delivery
    account_id: int
    platform_message_ids: tuple[int, ...] = ()


async def mark_sent(tx: Tx, arrived: Sequence[Arrived], now: int) -> None:
    """Note what came through, and where it stands."""
    await tx.execute_many(
        "UPDATE deliveries SET state = 'sent', reason = NULL, settled_at = ? WHERE id = ?",
        [(now, one.delivery.id) for one in arrived],
    )
    await messages.place(
        tx,
        [
            messages.Placed(one.account_id, platform_id, one.delivery.message_id, now)
            for one in arrived
            for platform_id in one.platform_message_ids
            if one.delivery.message_id
        ],
    )
    new = _messages_of(arrived, "send")
    await tx.execute_many("UPDATE messages SET state = 'sent' WHERE id = ?", new)
    gone = _messages_of(arrived, "delete")
    await tx.execute_many("UPDATE messages SET state = 'gone' WHERE id = ?", gone)
    await tx.execute_many("DELETE FROM platform_messages WHERE message_id = ?", gone)


def _messages_of(arrived: Sequence[Arrived], kind: str) -> list[tuple[int]]:
    return [
        (one.delivery.message_id,)
        for one in arrived
        if one.delivery.kind == kind and one.delivery.message_id
    ]


async def settle(
    tx: Tx, deliveries: Sequence[Delivery], state: Ending, reason: str, now: int
) -> None:
    """Note that these did not come through, perhaps did not, or shall not.

    With a message that never came through, the edits waiting behind it fall away.
    """
    await tx.execute_many(
        "UPDATE deliveries SET state = ?, reason = ?, settled_at = ? WHERE id = ?",
        [(state, reason, now, one.id) for one in deliveries],
    )
    lost = [one.message_id for one in deliveries if one.kind == "send" and one.message_id]
    await tx.execute_many(
        "UPDATE messages SET state = ? WHERE id = ? AND state = 'waiting'",
        [("unknown" if state == "unknown" else "failed", message_id) for message_id in lost],
    )
    await tx.execute_many(
        "UPDATE deliveries SET state = 'dropped', reason = 'no message', settled_at = ?"
        " WHERE message_id = ? AND state = 'queued' AND kind <> 'send' AND NOT EXISTS"
        " (SELECT 1 FROM platform_messages p WHERE p.message_id = deliveries.message_id)",
        [(now, message_id) for message_id in lost],
    )


async def put_back(tx: Tx, ids: Sequence[int], not_before: int, *, in_doubt: bool = False) -> None:
    """Let these, which were being sent, wait until a moment, in their old place.

    `in_doubt`: they may have come through; that stays written in their row, as DOUBT.
    """
    await tx.execute_many(
        "UPDATE deliveries SET state = 'queued', not_before = ?, reason = COALESCE(?, reason)"
        " WHERE id = ? AND state = 'sending'",
        [(not_before, DOUBT if in_doubt else None, row_id) for row_id in ids],
    )


async def postpone(tx: Tx, row_id: int, not_before: int) -> None:
    """This may not go out yet: let it wait until a moment; no try has been made."""
    await tx.execute(
        "UPDATE deliveries SET not_before = ? WHERE id = ? AND state = 'queued'",
        not_before,
        row_id,
    )


async def in_doubt(tx: Tx) -> list[Delivery]:
    """What was being sent when the program ended; asked at start."""
    rows = await tx.all(f"SELECT {COLUMNS} FROM deliveries WHERE state = 'sending' ORDER BY place")
    return [delivery_of(tuple(row)) for row in rows]
