"""What is worth a look at a time that was chosen: two at once, a night when clocks change. Nothing is refused."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.texts import t
from bot.flow.message import Moment
from bot.store import appointments, from_us, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text

MOST = 3
UNKNOWN = dt.timedelta(minutes=30)
"""How long one takes of which nobody knows."""


async def told(turn: Turn, staff: Person, appointment_id: int) -> tuple[Text, ...]:
    """What else the resident, or the worker, has at that time; nothing where there is nothing."""
    made = await appointments.by_id(turn.tx, appointment_id)
    if made is None:
        return ()
    theirs = await appointments.coming_of(turn.tx, made.resident_id, turn.at)
    own = await appointments.coming_with(turn.tx, staff.id, turn.at)
    resident = await people.the(turn, made.resident_id)
    found = clock_changes(turn, from_us(made.starts_at))
    for other in theirs:
        if other.id != made.id and _together(made, other):
            at = Moment(from_us(other.starts_at))
            found.append(t("appointment.staff.same_time", name=resident.name, at=at))
    for other in own:
        if other.resident_id != made.resident_id and _together(made, other):
            at = Moment(from_us(other.starts_at))
            found.append(t("appointment.staff.you_too", at=at))
    return tuple(found[:MOST])


def clock_changes(turn: Turn, starts: dt.datetime) -> list[Text]:
    """An hour that is not there, or there twice: which of them it became."""
    hour = dt.timedelta(hours=1)
    around = {one.astimezone(turn.house.zone).utcoffset() for one in (starts - hour, starts + hour)}
    if len(around) == 1:
        return []
    return [t("appointment.staff.clock_changes", at=Moment(starts))]


def _together(one: appointments.Appointment, other: appointments.Appointment) -> bool:
    return one.starts_at < _ends(other) and other.starts_at < _ends(one)


def _ends(one: appointments.Appointment) -> int:
    length = dt.timedelta(minutes=one.minutes) if one.minutes else UNKNOWN
    return to_us(from_us(one.starts_at) + length)
