"""The thread between a resident and whoever follows them up, and words held until they say yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from bot.store.dialect import marks
from bot.store.standing import LOST, UP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Row, Tx

State = Literal["queued", "sent", "failed"]


class ThreadMessage(msgspec.Struct, frozen=True):
    """One message of a thread; `inbound` means from the resident. Times are microseconds, UTC."""

    id: int
    resident_id: int
    author_id: int
    inbound: bool
    kind: str
    body: bytes
    created_at: int
    state: State = "queued"
    shown_id: int | None = None
    receipt_id: int | None = None
    sent_at: int | None = None
    opened_at: int | None = None
    opened_by: int | None = None
    edited_at: int | None = None
    deleted_at: int | None = None
    deleted_by: int | None = None


class Waiting(msgspec.Struct, frozen=True):
    """A resident with unanswered messages; `since` is when the oldest came."""

    resident_id: int
    since: int
    unopened: int


_COLUMNS = (
    "id, resident_id, author_id, inbound, kind, body, created_at, state, "
    "shown_id, receipt_id, sent_at, opened_at, opened_by, edited_at, deleted_at, deleted_by"
)


def _message(row: Row) -> ThreadMessage:
    return ThreadMessage(
        id=row[0],
        resident_id=row[1],
        author_id=row[2],
        inbound=bool(row[3]),
        kind=row[4],
        body=bytes(row[5] or b""),
        created_at=row[6],
        state=row[7],
        shown_id=row[8],
        receipt_id=row[9],
        sent_at=row[10],
        opened_at=row[11],
        opened_by=row[12],
        edited_at=row[13],
        deleted_at=row[14],
        deleted_by=row[15],
    )


async def add(tx: Tx, message: ThreadMessage) -> None:
    """Keep a message and note that the thread is alive; a resident's own words wait for an answer."""
    await tx.execute(
        f"INSERT INTO thread_messages ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(msgspec.structs.replace(message, inbound=int(message.inbound))),
    )
    waiting = message.created_at if message.inbound else None
    await tx.execute(
        "INSERT INTO threads (resident_id, last_at, waiting_since) VALUES (?,?,?) "
        "ON CONFLICT (resident_id) DO UPDATE SET last_at = excluded.last_at, waiting_since = "
        # An answer answers what somebody has opened: what came meanwhile still waits.
        "CASE WHEN excluded.waiting_since IS NULL THEN (SELECT MIN(m.created_at) "
        "FROM thread_messages m WHERE m.resident_id = threads.resident_id AND m.inbound = 1 "
        "AND m.opened_at IS NULL AND m.deleted_at IS NULL AND threads.waiting_since IS NOT NULL) "
        "ELSE COALESCE(threads.waiting_since, excluded.waiting_since) END",
        message.resident_id,
        message.created_at,
        waiting,
    )


async def touched(tx: Tx, resident_id: int) -> int | None:
    """When the thread last had a message either way."""
    found: int | None = await tx.value(
        "SELECT last_at FROM threads WHERE resident_id = ?", resident_id
    )
    return found


async def by_id(tx: Tx, message_id: int) -> ThreadMessage | None:
    """One message; None once it is emptied with its resident. A deleted one is empty too, but there."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM thread_messages"
        " WHERE id = ? AND (body IS NOT NULL OR deleted_at IS NOT NULL)",
        message_id,
    )
    return _message(row) if row else None


async def shown_as(tx: Tx, shown_id: int) -> ThreadMessage | None:
    """The thread message that one of our messages shows, if it shows one."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM thread_messages WHERE shown_id = ? ORDER BY id LIMIT 1", shown_id
    )
    return _message(row) if row else None


async def told_by(tx: Tx, receipt_id: int) -> list[ThreadMessage]:
    """The messages of which one receipt tells, oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM thread_messages WHERE receipt_id = ? ORDER BY created_at, id",
        receipt_id,
    )
    return [_message(row) for row in rows]


async def unopened(tx: Tx, resident_id: int) -> list[ThreadMessage]:
    """What the resident wrote and did not delete that nobody has opened, oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM thread_messages WHERE resident_id = ? AND inbound = 1"
        " AND opened_at IS NULL AND deleted_at IS NULL ORDER BY created_at, id",
        resident_id,
    )
    return [_message(row) for row in rows]


async def count_unopened(tx: Tx, resident_ids: Sequence[int]) -> dict[int, int]:
    """How much each of these wrote that nobody has opened; who wrote nothing such is missing."""
    if not resident_ids:
        return {}
    rows = await tx.all(
        "SELECT resident_id, COUNT(*) FROM thread_messages WHERE inbound = 1 AND opened_at IS NULL"
        f" AND deleted_at IS NULL AND resident_id IN ({marks(len(resident_ids))})"
        " GROUP BY resident_id",
        *resident_ids,
    )
    return {row[0]: row[1] for row in rows}


async def latest(tx: Tx, resident_id: int, limit: int) -> list[ThreadMessage]:
    """The last `limit` messages of a thread, oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM thread_messages WHERE resident_id = ? "
        "ORDER BY created_at DESC, id DESC LIMIT ?",
        resident_id,
        limit,
    )
    return [_message(row) for row in reversed(rows)]


async def mark_opened(tx: Tx, ids: Sequence[int], by: int, at: int) -> None:
    """Note who opened these and when; what is open already keeps its first reader."""
    for message_id in ids:
        await tx.execute(
            "UPDATE thread_messages SET opened_at = ?, opened_by = ?, state = "
            "CASE WHEN state = 'queued' THEN 'sent' ELSE state END "
            "WHERE id = ? AND opened_at IS NULL",
            at,
            by,
            message_id,
        )


async def mark_state(tx: Tx, message_id: int, state: State, at: int) -> None:
    """Note that a message went out, or did not come through."""
    await tx.execute(
        "UPDATE thread_messages SET state = ?, sent_at = ? WHERE id = ?", state, at, message_id
    )


async def set_receipt(tx: Tx, message_id: int, receipt_id: int) -> None:
    """Remember which of our messages tells the author what became of this one."""
    await tx.execute(
        "UPDATE thread_messages SET receipt_id = ? WHERE id = ?", receipt_id, message_id
    )


async def set_shown(tx: Tx, message_id: int, shown_id: int) -> None:
    """Remember which of our messages shows this one to its reader."""
    await tx.execute("UPDATE thread_messages SET shown_id = ? WHERE id = ?", shown_id, message_id)


async def queued_for_notice(tx: Tx, resident_id: int) -> list[ThreadMessage]:
    """The resident's messages whose owner has not been reached yet."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM thread_messages WHERE resident_id = ? AND inbound = 1 "
        "AND state = 'queued' AND deleted_at IS NULL ORDER BY created_at, id",
        resident_id,
    )
    return [_message(row) for row in rows]


async def close_waiting(tx: Tx, resident_id: int) -> None:
    """The thread needs no answer now."""
    await tx.execute("UPDATE threads SET waiting_since = NULL WHERE resident_id = ?", resident_id)


_WAITING = (
    "SELECT t.resident_id, t.waiting_since, "
    "(SELECT COUNT(*) FROM thread_messages m WHERE m.resident_id = t.resident_id "
    "AND m.inbound = 1 AND m.opened_at IS NULL AND m.deleted_at IS NULL) FROM threads t "
)


async def waiting_for(tx: Tx, worker_id: int, now: int) -> list[Waiting]:
    """Those assigned to this worker, or to somebody they stand in for, who wait; longest first."""
    rows = await tx.all(
        _WAITING + "JOIN assignments a ON a.resident_id = t.resident_id "
        "AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?) "
        f"WHERE t.waiting_since IS NOT NULL AND (a.worker_id = ? OR a.worker_id IN ({UP})) "
        "ORDER BY t.waiting_since",
        now,
        now,
        worker_id,
        worker_id,
        *(now,) * 4,
    )
    return [Waiting(row[0], row[1], row[2]) for row in rows]


# What a resident wrote since the last answer, and what did not reach whom it was for.
FAILED = (
    "EXISTS (SELECT 1 FROM thread_messages f WHERE f.resident_id = t.resident_id "
    "AND f.inbound = 1 AND f.state = 'failed' AND f.created_at >= t.waiting_since)"
)
_NOW = "valid_from <= ? AND ({0}.valid_to IS NULL OR {0}.valid_to > ?)"
NOBODY = (
    "NOT EXISTS (SELECT 1 FROM assignments a WHERE a.resident_id = t.resident_id "
    f"AND a.{_NOW.format('a')})"
)
"""A row `t` about one without a worker; takes now twice."""
UNASKED = f"({FAILED} OR {NOBODY})"
"""A thread `t` of one without a worker, or whose words did not come through; takes now twice."""
ADRIFT = (
    "EXISTS (SELECT 1 FROM assignments a WHERE a.resident_id = t.resident_id "
    f"AND a.{_NOW.format('a')} AND a.worker_id IN ({LOST}))"
)
"""A thread `t` of one whose worker is away with nobody in their place; takes now six times."""


async def waiting_unread(tx: Tx, now: int) -> list[Waiting]:
    """
    The coordinators' queue: those who wait and whom nobody reads; longest first.

    They have no worker, the worker is away without a stand-in who is there, or what they wrote
    did not come through.
    """
    rows = await tx.all(
        _WAITING
        + f"WHERE t.waiting_since IS NOT NULL AND ({UNASKED} OR {ADRIFT}) ORDER BY t.waiting_since",
        *(now,) * 8,
    )
    return [Waiting(row[0], row[1], row[2]) for row in rows]


async def not_reaching(tx: Tx, resident_id: int) -> bool:
    """Whether what the resident wrote last, or something unanswered, did not come through."""
    newest = await tx.value(
        "SELECT state FROM thread_messages WHERE resident_id = ? AND inbound = 1 "
        "ORDER BY created_at DESC, id DESC LIMIT 1",
        resident_id,
    )
    return newest == "failed" or bool(
        await tx.value(f"SELECT 1 FROM threads t WHERE t.resident_id = ? AND {FAILED}", resident_id)
    )


async def waiting_since(tx: Tx, resident_id: int) -> int | None:
    """Since when the resident's words wait for an answer, if they do."""
    found: int | None = await tx.value(
        "SELECT waiting_since FROM threads WHERE resident_id = ?", resident_id
    )
    return found


async def count_from(tx: Tx, resident_id: int) -> int:
    """How many messages that a resident wrote are stored."""
    found: int | None = await tx.value(
        "SELECT COUNT(*) FROM thread_messages WHERE resident_id = ? AND inbound = 1", resident_id
    )
    return found or 0
