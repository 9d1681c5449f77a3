"""Who else comes to an appointment: whom the resident was asked about, and what those answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Participant(msgspec.Struct, frozen=True):
    """
    One who may come. `state` is what the resident said: asked, yes, no; `out` once taken out again.

    `body` is sealed JSON of name and role for one from outside. With a `series_id` it is for every
    occurrence of it from `from_day` (YYYY-MM-DD) on.
    """

    id: int
    appointment_id: int
    resident_id: int
    staff_id: int | None
    body: bytes | None
    series_id: int | None
    from_day: str | None
    state: str
    since: int


_NAMES = (
    "id", "appointment_id", "resident_id", "staff_id", "body", "series_id", "from_day", "state",
    "since",
)  # fmt: skip
_COLUMNS = ", ".join(f"p.{name}" for name in _NAMES)
# Of one occurrence: its own, and those of its series from a day up to it.
_AT = (
    "(p.appointment_id = a.id OR (p.series_id = a.series_id AND p.from_day <= a.occurrence"
    " AND p.appointment_id <> a.id))"
)


async def add(tx: Tx, item: Participant) -> None:
    """One whom the resident is asked about."""
    await tx.execute(
        f"INSERT INTO participants ({', '.join(_NAMES)}) VALUES (?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(item),
    )


async def by_id(tx: Tx, row_id: int) -> Participant | None:
    """One who may come."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM participants p WHERE p.id = ?", row_id)
    return row_of(Participant, row)


async def at(tx: Tx, appointment_id: int) -> list[Participant]:
    """Everybody whom the resident was asked about for this occurrence, but for those taken out."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM participants p JOIN appointments a ON {_AT}"
        " WHERE a.id = ? AND p.state <> 'out' ORDER BY p.since, p.id",
        appointment_id,
    )
    return rows_of(Participant, rows)


async def occurrences(tx: Tx, row_id: int, now: int) -> list[int]:
    """The appointments ahead that one is for, soonest first."""
    rows = await tx.all(
        f"SELECT a.id FROM participants p JOIN appointments a ON {_AT}"
        " WHERE p.id = ? AND a.state = 'planned' AND a.starts_at > ? ORDER BY a.starts_at",
        row_id,
        now,
    )
    return [row[0] for row in rows]


async def invited_to(tx: Tx, staff_id: int, begins: int) -> list[int]:
    """The appointments from a moment on to which somebody may come by the resident's yes, soonest first."""
    rows = await tx.all(
        f"SELECT a.id FROM participants p JOIN appointments a ON {_AT}"
        " WHERE p.staff_id = ? AND p.state = 'yes' AND a.state = 'planned' AND a.starts_at > ?"
        " AND a.body IS NOT NULL AND a.with_id <> p.staff_id ORDER BY a.starts_at",
        staff_id,
        begins,
    )
    return list(dict.fromkeys(row[0] for row in rows))


async def asked_of(tx: Tx, resident_id: int, now: int) -> list[int]:
    """The resident's appointments ahead about which they were asked whether somebody may come."""
    rows = await tx.all(
        f"SELECT a.id FROM participants p JOIN appointments a ON {_AT}"
        " WHERE p.resident_id = ? AND p.state <> 'out' AND a.state = 'planned'"
        " AND a.starts_at > ? ORDER BY a.starts_at",
        resident_id,
        now,
    )
    return list(dict.fromkeys(row[0] for row in rows))


async def of_staff(tx: Tx, staff_id: int) -> list[Participant]:
    """Everything somebody who works here was thought of for, and not taken out of."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM participants p WHERE p.staff_id = ? AND p.state <> 'out'",
        staff_id,
    )
    return rows_of(Participant, rows)


async def of_series(tx: Tx, series_id: int) -> list[Participant]:
    """Those who come each time."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM participants p WHERE p.series_id = ? AND p.state <> 'out'",
        series_id,
    )
    return rows_of(Participant, rows)


async def set_state(tx: Tx, row_id: int, state: str, at: int) -> None:
    """What the resident says now, or that they are taken out."""
    await tx.execute("UPDATE participants SET state = ?, since = ? WHERE id = ?", state, at, row_id)


async def move_on(tx: Tx, row_id: int, series_id: int, day: str) -> None:
    """One who came to the rest of a series comes to what it goes on as, from a day on."""
    await tx.execute(
        "UPDATE participants SET series_id = ?, from_day = ? WHERE id = ?", series_id, day, row_id
    )


async def answer(tx: Tx, row_id: int, appointment_id: int, answer: str, revision: int) -> None:
    """What one says of one occurrence, as it stands at this revision."""
    await tx.execute(
        "INSERT INTO participant_answers (participant_id, appointment_id, answer, revision)"
        " VALUES (?,?,?,?) ON CONFLICT (participant_id, appointment_id) DO UPDATE SET"
        " answer = excluded.answer, revision = excluded.revision",
        row_id,
        appointment_id,
        answer,
        revision,
    )


async def answers(tx: Tx, appointment_id: int, revision: int) -> dict[int, str]:
    """What each has said of this occurrence as it stands now, by participant."""
    rows = await tx.all(
        "SELECT participant_id, answer FROM participant_answers"
        " WHERE appointment_id = ? AND revision = ?",
        appointment_id,
        revision,
    )
    return {row[0]: row[1] for row in rows}
