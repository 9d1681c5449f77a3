"""What an invitation says, shown to the worker who handed it in, and what was made of it before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from bot.domain import people
from bot.domain.appointments.appointments import planned
from bot.domain.errors import Refused, Told
from bot.domain.texts import t
from bot.flow.answers import Answer
from bot.flow.hearing import same_words
from bot.flow.message import Day, Moment, Text, verbatim
from bot.rules.calendar import local_moment
from bot.rules.invitation import Invited
from bot.store import appointments, from_us, invitations, series

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.answers import Value
    from bot.pack.schema import Pack

LABEL = "invitation"
ONCE = "once"

What = Literal["make", "move", "cancel"]


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    The sealed part of one that waits: where its file is, then what was read of it, or why not.

    `what` is to be done with it, and `about` the appointment it is about, once that was asked.
    """

    file_id: str = ""
    found: Invited | None = None
    wrong: str = ""
    what: What = "make"
    about: int = 0


async def kept(turn: Turn, row: invitations.Row) -> Kept:
    """What is known of one that waits."""
    return await turn.unseal(row.staff_id, LABEL, row.id, row.body, Kept)


async def asked(turn: Turn, staff: Person) -> tuple[invitations.Row, Kept] | None:
    """The one that this worker is being asked about."""
    rows = await invitations.of(turn.tx, staff.id, "asked")
    return (rows[0], await kept(turn, rows[0])) if rows else None


def moment(turn: Turn, found: Invited) -> dt.datetime | None:
    """When it is; None for a whole day."""
    return local_moment(found.day, found.at, turn.house.zone) if found.at is not None else None


async def standing(
    turn: Turn, staff: Person, found: Invited
) -> tuple[appointments.Appointment, int] | None:
    """
    The appointment ahead that was made of the same invitation, and at which version of it.

    Of what comes again it is the next. One that this worker may not change is as unknown as any.
    """
    for appointment_id, version in await invitations.appointments_of(turn.tx, found.uid):
        for row_id in (appointment_id, *await _in_its_series(turn, appointment_id)):
            try:
                return await planned(turn, staff, row_id), version
            except (Refused, Told):
                continue
    return None


async def _in_its_series(turn: Turn, appointment_id: int) -> list[int]:
    placed = await series.place(turn.tx, appointment_id)
    if placed is None:
        return []
    return await series.from_day(turn.tx, placed[0], turn.today.isoformat())


async def summed_up(turn: Turn, staff: Person) -> Text:
    """Everything that was read, a line for each, and what was left out."""
    there = await asked(turn, staff)
    if there is None or there[1].found is None:
        return t("invited.gone")
    return await _lines(turn, there[1], there[1].found)


async def _lines(turn: Turn, waits: Kept, found: Invited) -> Text:
    at = moment(turn, found)
    said = [t("invited.read")]
    if found.title:
        said.append(t("invited.title", title=verbatim(found.title)))
    said.append(
        t("invited.when", at=Moment(at)) if at is not None else t("invited.day", day=Day(found.day))
    )
    if found.minutes:
        said.append(t("appointment.length", n=found.minutes))
    if found.place:
        said.append(t("invited.place", place=verbatim(found.place)))
    if found.repeats is not None:
        said.append(t(f"invited.repeats.{found.repeats}"))
    if found.last is not None:
        said.append(t("invited.last", day=Day(found.last)))
    said += [t(f"invited.remark.{one}") for one in found.remarks]
    said.append(t("invited.rest"))
    about = await appointments.by_id(turn.tx, waits.about) if waits.about else None
    if about is not None:
        resident = await people.the(turn, about.resident_id)
        then = Moment(from_us(about.starts_at))
        said.append(t("invited.about", name=resident.name, at=then))
    whole = said[0]
    for one in said[1:]:
        whole = t("appointment.two", first=whole, second=one)
    return whole


async def is_to(turn: Turn, staff: Person, what: What) -> bool | None:
    """Whether this is what the worker is asked about; None where nothing is asked any more."""
    there = await asked(turn, staff)
    return None if there is None else there[1].what == what


def first_answers(turn: Turn, found: Invited) -> tuple[Answer, ...]:
    """What the invitation answers itself, each of which the worker sees and may change."""
    given: dict[str, Value] = {"day": found.day.isoformat(), "repeats": found.repeats or ONCE}
    if found.at is not None:
        given["time"] = f"{found.at:%H:%M}"
    if found.minutes:
        given["length"] = found.minutes
    given |= _where(turn.house.pack, found.place)
    return tuple(Answer(step, turn.now, value) for step, value in given.items())


def _where(pack: Pack, place: str) -> dict[str, Value]:
    """A place the pack names, by its whole name or address; any other as it is written."""
    if not place or "://" in place:
        # An address on the net is nowhere to go; the worker says where.
        return {}
    office = pack.office
    if same_words(place, office.name.nb, office.name.en, office.address):
        return {"place": "office"}
    for one in pack.meeting_places:
        if same_words(place, one.name.nb, one.name.en, one.address):
            return {"place": "elsewhere", "spot": (one.id,)}
    return {"place": "elsewhere", "spot": place}
