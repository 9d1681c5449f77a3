"""Every message to and from people has an id of ours; the platform's ids lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from bot.store.dialect import marks
from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.store.database import Tx


LONGEST_HELD = 14 * 24 * 3600 * 1_000_000  # microseconds; no closed hours are longer


class Sent(msgspec.Struct, frozen=True):
    """A message of ours to a person, or with state `received` one of theirs to us.

    `subject_id` is whom it is about. States: received, waiting, sent, failed, unknown, gone.
    """

    id: int
    person_id: int
    purpose: str
    subject_id: int | None
    created_at: int
    state: str = "waiting"


class Placed(NamedTuple):
    """Where a message stands on a platform; one of ours may be several of theirs."""

    account_id: int
    platform_message_id: int
    message_id: int
    sent_at: int


_COLUMNS = "id, person_id, purpose, subject_id, created_at, state"


async def add(tx: Tx, message: Sent) -> None:
    """A new message."""
    await tx.execute(
        f"INSERT INTO messages ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(message),
    )


async def by_id(tx: Tx, message_id: int) -> Sent | None:
    """One message."""
    return row_of(Sent, await tx.one(f"SELECT {_COLUMNS} FROM messages WHERE id = ?", message_id))


async def own_since(tx: Tx, person_id: int, since: int) -> int:
    """How many messages a person has written to us after a moment."""
    found: int | None = await tx.value(
        "SELECT COUNT(*) FROM messages WHERE person_id = ? AND created_at > ?"
        " AND state = 'received'",
        person_id,
        since,
    )
    return found or 0


async def place(tx: Tx, placed: Sequence[Placed]) -> None:
    """Note where messages stand; what is noted already stays."""
    await tx.execute_many(
        "INSERT INTO platform_messages (account_id, platform_message_id, message_id, sent_at)"
        " VALUES (?, ?, ?, ?) ON CONFLICT (account_id, platform_message_id) DO NOTHING",
        placed,
    )


async def at_place(tx: Tx, account_id: int, platform_message_id: int) -> Sent | None:
    """Our message behind a platform's message."""
    return row_of(
        Sent,
        await tx.one(
            "SELECT m.id, m.person_id, m.purpose, m.subject_id, m.created_at, m.state"
            " FROM platform_messages p JOIN messages m ON m.id = p.message_id"
            " WHERE p.account_id = ? AND p.platform_message_id = ?",
            account_id,
            platform_message_id,
        ),
    )


async def places(tx: Tx, message_id: int) -> list[Placed]:
    """Where one of our messages stands, in the order of the platform."""
    return rows_of(
        Placed,
        await tx.all(
            "SELECT account_id, platform_message_id, message_id, sent_at FROM platform_messages"
            " WHERE message_id = ? ORDER BY account_id, platform_message_id",
            message_id,
        ),
    )


class Standing(msgspec.Struct, frozen=True):
    """A message that stands in an account's chat; `unread`: a cover that hides words not yet read."""

    message_id: int
    platform_message_id: int
    sent_at: int
    state: str
    unread: bool


async def standing(tx: Tx, account_id: int) -> list[Standing]:
    """Everything known to stand in an account's chat, newest first."""
    rows = await tx.all(
        "SELECT m.id, p.platform_message_id, p.sent_at, m.state,"
        " EXISTS (SELECT 1 FROM thread_messages t WHERE t.shown_id = m.id AND t.inbound = 0"
        " AND t.opened_at IS NULL)"
        " FROM platform_messages p JOIN messages m ON m.id = p.message_id"
        " WHERE p.account_id = ? ORDER BY p.sent_at DESC, p.platform_message_id DESC",
        account_id,
    )
    return [Standing(row[0], row[1], row[2], row[3], unread=bool(row[4])) for row in rows]


async def on_the_way(tx: Tx, person_id: int) -> list[int]:
    """What somebody asked for that has not reached their chat yet, or that we do not know to stand there."""
    rows = await tx.all(
        "SELECT id FROM messages WHERE person_id = ? AND state = 'waiting'"
        " AND purpose IN ('screen', 'answer') ORDER BY id",
        person_id,
    )
    return [int(row[0]) for row in rows]


async def came_since(tx: Tx, person_id: int, purposes: Collection[str], since: int) -> int:
    """
    How many messages of these purposes somebody got since then, or is to get.

    What was said before and held back counts on the day it comes, if it was held back for less than
    LONGEST_HELD; what never came does not count.
    """
    return int(
        await tx.value(
            "SELECT COUNT(*) FROM messages m WHERE m.person_id = ?"
            f" AND m.purpose IN ({marks(len(purposes))}) AND m.state <> 'failed'"
            " AND m.created_at >= ? AND (m.created_at >= ? OR m.state = 'waiting' OR EXISTS (SELECT 1"
            " FROM platform_messages p WHERE p.message_id = m.id AND p.sent_at >= ?))",
            person_id,
            *purposes,
            since - LONGEST_HELD,
            since,
            since,
        )
        or 0
    )
