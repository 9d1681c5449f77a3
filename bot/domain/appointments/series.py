"""Appointments that come again: made of one, extended each night, changed once or from one on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.appointments.appointments import LABEL, RULE, Details, plan_reminders, planned
from bot.domain.appointments.naming import kind_of
from bot.domain.errors import Told
from bot.domain.meetings import invited, inviting
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.texts import lines, t
from bot.flow.message import Moment, Text
from bot.rules.calendar import ONE_DAY
from bot.rules.recurring import REPEATS, Repeats, occurrences
from bot.store import appointments, from_us, series, timers, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

AHEAD = dt.timedelta(days=60)


async def repeat(
    turn: Turn,
    staff: Person,
    appointment_id: int,
    repeats: str,
    *,
    last: dt.date | None = None,
) -> Text:
    """
    An appointment comes again from now on, up to the `last` day if there is one; the resident is told once.

    Raises Told for one that is over or comes again already, Refused for one not theirs.
    """
    found = await planned(turn, staff, appointment_id)
    if repeats not in REPEATS or await series.place(turn.tx, found.id) is not None:
        raise Told("appointment.staff.repeats_already")
    about = found.resident_id
    details = await turn.unseal(about, LABEL, found.id, found.body, Details)
    ends_on = (last + ONE_DAY).isoformat() if last is not None else None
    made = await _begin(turn, found, repeats, found.starts_at, details, ends_on)
    day = from_us(found.starts_at).astimezone(turn.house.zone).date()
    await series.put_in(turn.tx, found.id, made.id, day.isoformat())
    await extend(turn, made)
    resident = await people.the(turn, about)
    told = lines(
        t(
            f"appointment.repeats.{repeats}",
            worker=staff.name,
            kind=kind_of(details, resident.language),
            at=Moment(from_us(found.starts_at)),
        )
    )
    await say(turn, Address(about, about), told, purpose="news")
    await bury(turn, about)
    return t("appointment.staff.repeats", name=resident.name)


async def _begin(
    turn: Turn,
    found: appointments.Appointment,
    repeats: Repeats | str,
    first_at: int,
    details: Details,
    ends_on: str | None,
) -> series.Series:
    row_id = turn.new_id()
    made = series.Series(
        id=row_id,
        resident_id=found.resident_id,
        with_id=found.with_id,
        repeats=repeats,
        first_at=first_at,
        minutes=found.minutes,
        body=await turn.seal(found.resident_id, LABEL, row_id, details),
        ends_on=ends_on,
    )
    await series.add(turn.tx, made)
    return made


async def extend(turn: Turn, one: series.Series) -> None:
    """What is missing of the next sixty days; run again it adds nothing."""
    resident = await people.person(turn, one.resident_id)
    if resident is None or one.repeats not in REPEATS:
        return
    details = await turn.unseal(one.resident_id, LABEL, one.id, one.body, Details)
    there = await series.named(turn.tx, one.id)
    until = turn.now + AHEAD
    for day, starts in occurrences(from_us(one.first_at), one.repeats, turn.house.zone, until):
        name = day.isoformat()
        ended = one.ends_on is not None and name >= one.ends_on
        if name in there or ended or starts <= turn.now:
            continue
        row_id = turn.new_id()
        row = appointments.Appointment(
            id=row_id,
            resident_id=one.resident_id,
            with_id=one.with_id,
            starts_at=to_us(starts),
            minutes=one.minutes,
            body=await turn.seal(one.resident_id, LABEL, row_id, details),
            since=turn.at,
        )
        await appointments.add(turn.tx, row)
        await series.put_in(turn.tx, row_id, one.id, name)
        await plan_reminders(turn, resident, row)
        await invited.plan_all(turn, row)


async def end_from(turn: Turn, staff: Person, appointment_id: int) -> bool:
    """
    From this one on there are no more of its series; False if it is in none.

    The one itself is left to whoever asks: it is cancelled or moved, and told of, by itself.
    """
    found = await planned(turn, staff, appointment_id)
    placed = await series.place(turn.tx, found.id)
    if placed is None:
        return False
    series_id, day = placed
    await series.end(turn.tx, series_id, day)
    for row_id in await series.from_day(turn.tx, series_id, day):
        other = await appointments.by_id(turn.tx, row_id)
        if other is not None and other.id != found.id and other.starts_at > turn.at:
            await appointments.call_off(turn.tx, other.id, turn.at)
            await timers.cancel(turn.tx, RULE, other.id, "cancelled")
            await timers.cancel(turn.tx, invited.RULE, other.id, "cancelled")
    return True


async def move_from(turn: Turn, staff: Person, appointment_id: int, starts: dt.datetime) -> None:
    """The rest of its series follows an appointment to its new time."""
    found = await planned(turn, staff, appointment_id)
    placed = await series.place(turn.tx, found.id)
    before = await series.by_id(turn.tx, placed[0]) if placed else None
    if before is None or not await end_from(turn, staff, appointment_id):
        return
    details = await turn.unseal(found.resident_id, LABEL, found.id, found.body, Details)
    made = await _begin(turn, found, before.repeats, to_us(starts), details, before.ends_on)
    day = starts.astimezone(turn.house.zone).date()
    await series.put_in(turn.tx, found.id, made.id, day.isoformat())
    await inviting.follow(turn, found.id, before.id, made.id, day.isoformat())
    await extend(turn, made)
