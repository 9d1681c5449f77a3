"""What is to go out. A delivery addresses a person; the door renders and sends it later.

Order holds within a stream. An edit of what still waits takes its place, an edit behind one
under way waits, and an edit of what never came through is dropped. `sending` has the door's side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Tx

Kind = Literal["send", "edit", "delete"]
State = Literal["queued", "sending", "sent", "failed", "unknown", "dropped"]
Outcome = Literal["queued", "replaced", "dropped"]


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do in a person's chat. Lower `priority` goes first.

    `body` is sealed with the subject's key for this delivery's id. `message_id` is our message;
    0 stands for a message that has no id of ours, to which the rules about edits do not apply.
    """

    id: int
    recipient_id: int
    subject_id: int
    stream: str
    priority: int
    purpose: str
    kind: Kind
    message_id: int
    body: bytes | None
    not_before: int
    created_at: int
    expires_at: int | None = None
    state: State = "queued"
    tries: int = 0
    reason: str | None = None
    settled_at: int | None = None


COLUMNS = (
    "id, recipient_id, subject_id, stream, priority, purpose, kind, COALESCE(message_id, 0), body,"
    " not_before, created_at, expires_at, state, tries, reason, settled_at"
)


def delivery_of(row: Sequence[object]) -> Delivery:
    """A row of COLUMNS as a delivery."""
    return Delivery(**dict(zip(Delivery.__struct_fields__, row, strict=True)))  # type: ignore[arg-type]  # the columns' types are the schema's


class Unsettled(NamedTuple):
    """A delivery of the same message that waits or is under way."""

    id: int
    kind: str
    state: str
    stream: str
    priority: int


class Plan(NamedTuple):
    """What becomes of a change: take the place of one that waits, withdraw others, be added."""

    outcome: Outcome
    replaces: Unsettled | None = None
    withdraws: tuple[int, ...] = ()
    stream: str | None = None


def plan(kind: Kind, *, came_through: bool, unsettled: Sequence[Unsettled]) -> Plan:
    """Decide what an edit or a deletion does, given what else is unsettled, oldest first."""
    if any(one.kind == "delete" for one in unsettled):
        return Plan("dropped")
    waiting = [one for one in unsettled if one.state == "queued"]
    # Something was sent, or is being sent and may come through.
    may_stand = came_through or len(waiting) < len(unsettled)
    stream = unsettled[0].stream if unsettled else None
    if kind == "edit":
        if waiting:
            return Plan("replaced", replaces=waiting[-1])
        return Plan("queued", stream=stream) if may_stand else Plan("dropped")
    withdraws = tuple(one.id for one in waiting)
    return Plan("queued" if may_stand else "dropped", withdraws=withdraws, stream=stream)


async def queue(tx: Tx, delivery: Delivery) -> Outcome:
    """Queue what is to go out, by the rules above. Two statements for an edit, one for a send."""
    if delivery.kind == "send" or not delivery.message_id:
        await _add(tx, delivery, delivery.stream)
        return "queued"
    decided = plan(
        delivery.kind,
        came_through=(found := await _unsettled(tx, delivery.message_id)).came_through,
        unsettled=found.unsettled,
    )
    if decided.withdraws:
        await _withdraw(tx, decided.withdraws, delivery)
    if decided.replaces is not None:
        await _replace(tx, decided.replaces, delivery)
    elif decided.outcome == "queued":
        await _add(tx, delivery, decided.stream or delivery.stream)
    return decided.outcome


class _Found(NamedTuple):
    came_through: bool
    unsettled: list[Unsettled]


async def _unsettled(tx: Tx, message_id: int) -> _Found:
    rows = await tx.all(
        "SELECT EXISTS (SELECT 1 FROM platform_messages p WHERE p.message_id = m.id),"
        " d.id, d.kind, d.state, d.stream, d.priority"
        " FROM messages m LEFT JOIN deliveries d ON d.message_id = m.id AND d.settled_at IS NULL"
        " WHERE m.id = ? ORDER BY d.place",
        message_id,
    )
    found = [Unsettled(*tuple(row)[1:]) for row in rows if row[1] is not None]
    return _Found(bool(rows and rows[0][0]), found)


async def _add(tx: Tx, delivery: Delivery, stream: str) -> None:
    await tx.execute(
        "INSERT INTO deliveries (id, recipient_id, subject_id, stream, priority, purpose, kind,"
        " message_id, body, not_before, created_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        delivery.id,
        delivery.recipient_id,
        delivery.subject_id,
        stream,
        delivery.priority,
        delivery.purpose,
        delivery.kind,
        delivery.message_id or None,
        delivery.body,
        delivery.not_before,
        delivery.created_at,
        delivery.expires_at,
    )


async def _replace(tx: Tx, old: Unsettled, new: Delivery) -> None:
    # The row takes the new id: a door that read the old content can no longer mark it as sending.
    # Its place, stream, kind and earliest time stay, so that nothing comes early or out of turn.
    await tx.execute(
        "UPDATE deliveries SET id = ?, recipient_id = ?, subject_id = ?, priority = ?,"
        " purpose = ?, body = ?, expires_at = ? WHERE id = ?",
        new.id,
        new.recipient_id,
        new.subject_id,
        min(old.priority, new.priority),
        new.purpose,
        new.body,
        new.expires_at,
        old.id,
    )


async def _withdraw(tx: Tx, ids: Sequence[int], by: Delivery) -> None:
    await tx.execute_many(
        "UPDATE deliveries SET state = 'dropped', reason = 'withdrawn', body = NULL,"
        " settled_at = ? WHERE id = ?",
        [(by.created_at, row_id) for row_id in ids],
    )
    await tx.execute(
        "UPDATE messages SET state = 'gone' WHERE id = ? AND state = 'waiting'", by.message_id
    )


async def by_id(tx: Tx, delivery_id: int) -> Delivery | None:
    """One delivery."""
    row = await tx.one(f"SELECT {COLUMNS} FROM deliveries WHERE id = ?", delivery_id)
    return None if row is None else delivery_of(tuple(row))


async def latest_of(tx: Tx, message_id: int) -> Delivery | None:
    """The newest delivery of a message: what it shows, or will show; for revealing a cover."""
    row = await tx.one(
        f"SELECT {COLUMNS} FROM deliveries WHERE message_id = ? AND state <> 'dropped'"
        " ORDER BY place DESC LIMIT 1",
        message_id,
    )
    return None if row is None else delivery_of(tuple(row))


async def empty_if_staffs(tx: Tx, delivery: Delivery) -> None:
    """
    Forget what staff were shown under their own key: lists and codes name residents.

    A resident's key may be gone tomorrow, and nothing of theirs is to outlive it under another's.
    """
    if delivery.recipient_id == delivery.subject_id:
        await tx.execute(
            "UPDATE deliveries SET body = NULL WHERE id = ?"
            " AND EXISTS (SELECT 1 FROM roles WHERE person_id = ? AND valid_to IS NULL)",
            delivery.id,
            delivery.recipient_id,
        )


async def forget_settled(tx: Tx, before: int) -> int:
    """Drop deliveries settled before a moment; how many."""
    return await tx.count("DELETE FROM deliveries WHERE settled_at < ?", before)
