"""The peers' own inbox: messages between a resident and experience consultants, apart from the thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Row, Tx


class PeerThread(msgspec.Struct, frozen=True):
    """One resident's talk with the peers; with no consultant it is for all of them."""

    resident_id: int
    consultant_id: int | None
    last_at: int
    waiting_since: int | None


class PeerMessage(msgspec.Struct, frozen=True):
    """One message; `inbound` means from the resident. `body` is sealed with the resident's key."""

    id: int
    resident_id: int
    author_id: int
    inbound: bool
    body: bytes
    created_at: int
    state: str = "queued"  # queued, sent, failed
    shown_id: int | None = None
    receipt_id: int | None = None
    opened_at: int | None = None
    opened_by: int | None = None


_COLUMNS = (
    "id, resident_id, author_id, inbound, body, created_at, state, shown_id, receipt_id, "
    "opened_at, opened_by"
)
_THREAD = "resident_id, consultant_id, last_at, waiting_since"


def _message(row: Row) -> PeerMessage:
    values = list(row)
    values[3] = bool(values[3])
    return PeerMessage(*values)


async def add(tx: Tx, message: PeerMessage) -> None:
    """Keep a message; a resident's own waits for an answer, a consultant's answers."""
    await tx.execute(
        f"INSERT INTO peer_messages ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(msgspec.structs.replace(message, inbound=int(message.inbound))),
    )
    waiting = message.created_at if message.inbound else None
    consultant = None if message.inbound else message.author_id
    await tx.execute(
        "INSERT INTO peer_threads (resident_id, consultant_id, last_at, waiting_since)"
        " VALUES (?,?,?,?) ON CONFLICT (resident_id) DO UPDATE SET last_at = excluded.last_at,"
        " consultant_id = COALESCE(excluded.consultant_id, peer_threads.consultant_id),"
        " waiting_since = CASE WHEN excluded.waiting_since IS NULL THEN NULL"
        " ELSE COALESCE(peer_threads.waiting_since, excluded.waiting_since) END",
        message.resident_id,
        consultant,
        message.created_at,
        waiting,
    )


async def thread(tx: Tx, resident_id: int) -> PeerThread | None:
    """One resident's talk with the peers, if there is one."""
    row = await tx.one(f"SELECT {_THREAD} FROM peer_threads WHERE resident_id = ?", resident_id)
    return row_of(PeerThread, row)


async def every_thread(tx: Tx) -> list[PeerThread]:
    """Every talk: those that wait first, the longest waiting at the top."""
    return rows_of(
        PeerThread,
        await tx.all(
            f"SELECT {_THREAD} FROM peer_threads"
            " ORDER BY waiting_since IS NULL, waiting_since, last_at DESC, resident_id"
        ),
    )


async def give(tx: Tx, resident_id: int, consultant_id: int) -> None:
    """This consultant has the talk from now on."""
    await tx.execute(
        "UPDATE peer_threads SET consultant_id = ? WHERE resident_id = ?",
        consultant_id,
        resident_id,
    )


async def latest(tx: Tx, resident_id: int, count: int) -> list[PeerMessage]:
    """The last messages, the oldest of them first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM peer_messages WHERE resident_id = ? AND body IS NOT NULL"
        " ORDER BY created_at DESC, id DESC LIMIT ?",
        resident_id,
        count,
    )
    return [_message(row) for row in reversed(rows)]


async def shown_as(tx: Tx, shown_id: int) -> PeerMessage | None:
    """The message that one of our messages shows to the resident."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM peer_messages WHERE shown_id = ?", shown_id)
    return None if row is None or row[4] is None else _message(row)


async def by_id(tx: Tx, message_id: int) -> PeerMessage | None:
    """One message; None if its words are no longer kept."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM peer_messages WHERE id = ?", message_id)
    return None if row is None or row[4] is None else _message(row)


async def queued(tx: Tx, resident_id: int) -> list[PeerMessage]:
    """What the resident wrote of which no consultant has had a notice."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM peer_messages WHERE resident_id = ? AND inbound = 1"
        " AND state = 'queued' AND body IS NOT NULL ORDER BY created_at, id",
        resident_id,
    )
    return [_message(row) for row in rows]


async def mark(tx: Tx, message_id: int, state: str) -> None:
    """Sent or failed."""
    await tx.execute("UPDATE peer_messages SET state = ? WHERE id = ?", state, message_id)


async def set_receipt(tx: Tx, message_id: int, receipt_id: int) -> None:
    """Our message that says what became of it."""
    await tx.execute("UPDATE peer_messages SET receipt_id = ? WHERE id = ?", receipt_id, message_id)


async def set_shown(tx: Tx, message_id: int, shown_id: int) -> None:
    """Our message that shows it."""
    await tx.execute("UPDATE peer_messages SET shown_id = ? WHERE id = ?", shown_id, message_id)


async def opened(tx: Tx, message_id: int, by: int, at: int) -> None:
    """Opened by the other side; the first time counts."""
    await tx.execute(
        "UPDATE peer_messages SET opened_at = ?, opened_by = ?, state = 'sent'"
        " WHERE id = ? AND opened_at IS NULL",
        at,
        by,
        message_id,
    )
