"""Meetings of a resident and a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Row, Tx


class Appointment(msgspec.Struct, frozen=True):
    """
    A meeting; `body` is sealed JSON of place and kind; `answer` is none, coming, moving or talking.

    `since` is when this revision of it was made.
    """

    id: int
    resident_id: int
    with_id: int
    starts_at: int
    minutes: int
    body: bytes
    since: int
    revision: int = 0
    state: str = "planned"
    answer: str = "none"


_COLUMNS = "id, resident_id, with_id, starts_at, minutes, body, since, revision, state, answer"


def _appointment(row: Row) -> Appointment:
    return Appointment(
        row[0], row[1], row[2], row[3], row[4], bytes(row[5]), *(row[i] for i in range(6, 10))
    )


async def add(tx: Tx, appointment: Appointment) -> None:
    """Keep an appointment."""
    await tx.execute(
        f"INSERT INTO appointments ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(appointment),
    )


async def by_id(tx: Tx, appointment_id: int) -> Appointment | None:
    """One appointment; None once it is emptied with its person."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM appointments WHERE id = ? AND body IS NOT NULL", appointment_id
    )
    return _appointment(row) if row else None


async def coming_of(tx: Tx, resident_id: int, now: int) -> list[Appointment]:
    """What the resident has ahead, soonest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM appointments WHERE resident_id = ? AND starts_at > ? "
        "AND state = 'planned' ORDER BY starts_at",
        resident_id,
        now,
    )
    return [_appointment(row) for row in rows]


async def coming_with(tx: Tx, with_id: int, now: int) -> list[Appointment]:
    """What a worker has ahead, soonest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM appointments WHERE with_id = ? AND starts_at > ? "
        "AND state = 'planned' ORDER BY starts_at",
        with_id,
        now,
    )
    return [_appointment(row) for row in rows]


async def lately_with(tx: Tx, with_id: int, since: int, now: int) -> list[Appointment]:
    """What a worker had since then and nobody has said anything of, newest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM appointments WHERE with_id = ? AND starts_at > ? "
        "AND starts_at <= ? AND state = 'planned' AND outcome IS NULL AND body IS NOT NULL "
        "ORDER BY starts_at DESC",
        with_id,
        since,
        now,
    )
    return [_appointment(row) for row in rows]


async def came_out(tx: Tx, appointment_id: int, outcome: str, at: int) -> bool:
    """Write what became of it; False if that was said before."""
    changed = await tx.count(
        "UPDATE appointments SET outcome = ?, outcome_at = ? WHERE id = ? AND outcome IS NULL",
        outcome,
        at,
        appointment_id,
    )
    return changed == 1


async def with_between(tx: Tx, with_id: int, begins: int, ends: int) -> list[Appointment]:
    """What somebody has from a moment until another, soonest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM appointments WHERE with_id = ? AND starts_at >= ? "
        "AND starts_at < ? AND state = 'planned' AND body IS NOT NULL ORDER BY starts_at",
        with_id,
        begins,
        ends,
    )
    return [_appointment(row) for row in rows]


async def change(tx: Tx, item: Appointment) -> None:
    """Write an appointment as it now stands: moved or cancelled, one revision on."""
    await tx.execute(
        "UPDATE appointments SET starts_at = ?, since = ?, revision = ?, state = ?, answer = ? "
        "WHERE id = ?",
        item.starts_at,
        item.since,
        item.revision,
        item.state,
        item.answer,
        item.id,
    )


async def call_off(tx: Tx, appointment_id: int, at: int) -> None:
    """It falls away, one revision on."""
    await tx.execute(
        "UPDATE appointments SET state = 'cancelled', revision = revision + 1, since = ?"
        " WHERE id = ?",
        at,
        appointment_id,
    )


async def answer(tx: Tx, appointment_id: int, answer: str) -> None:
    """Write what the resident said about it."""
    await tx.execute("UPDATE appointments SET answer = ? WHERE id = ?", answer, appointment_id)
