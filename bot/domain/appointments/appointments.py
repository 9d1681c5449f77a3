"""Appointments: made by a worker, told under a cover, reminded of, and answered with one tap."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from bot.domain import access, due, people, tasks
from bot.domain.appointments import heard
from bot.domain.appointments.buttons import after, offered
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, say
from bot.domain.reminders.silenced import wanted
from bot.domain.row_ids import number
from bot.domain.screens import bury
from bot.domain.texts import lines, t
from bot.flow.message import Message, Moment, Text
from bot.rules.access import Thing
from bot.rules.reminders import AppointmentFact, Settings, plan
from bot.store import appointments, from_us, timers, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

LABEL = "appointment"
RULE = "appointment.before"
FAR = dt.timedelta(days=3660)

Reply = Literal["coming", "moving", "talking"]


class Details(msgspec.Struct, frozen=True):
    """
    The sealed part: where, what it is called, which is neutral, and what the worker can offer.

    `away` says that the person has to leave home for it.
    """

    place: Text
    kind: Text
    address: str = ""
    away: bool = True
    offers: Text | None = None


async def make(
    turn: Turn,
    staff: Person,
    resident_id: int,
    *,
    starts: dt.datetime,
    minutes: int,
    details: Details,
) -> None:
    """
    A new appointment: the resident is told, the reminders are planned.

    `minutes` is 0 where nobody knows how long it takes. Raises Told for a time that has passed, Refused for a resident who is not theirs.
    """
    await access.ask(turn, staff, "write", Thing.APPOINTMENTS, resident_id, thing_open=True)
    if starts <= turn.now:
        raise Told("appointment.staff.past")
    resident = await people.the(turn, resident_id)
    row_id = turn.new_id()
    appointment = appointments.Appointment(
        id=row_id,
        resident_id=resident_id,
        with_id=staff.id,
        starts_at=to_us(starts),
        minutes=minutes,
        body=await turn.seal(resident_id, LABEL, row_id, details),
        since=turn.at,
    )
    await appointments.add(turn.tx, appointment)
    await plan_reminders(turn, resident, appointment)
    await tell(turn, staff, appointment, details, "appointment.new")


async def tell(
    turn: Turn, staff: Person, appointment: appointments.Appointment, details: Details, key: str
) -> None:
    """The resident is told when, where and what it is called, and answers with one tap."""
    body = [
        t(
            key,
            worker=staff.name,
            kind=details.kind,
            at=Moment(from_us(appointment.starts_at)),
            place=place_of(details),
        )
    ]
    if appointment.minutes:
        body.append(t("appointment.length", n=appointment.minutes))
    if details.offers is not None:
        body.append(t("appointment.offers", worker=staff.name, what=details.offers))
    message = lines(*body, rows=offered(appointment))
    resident_id = appointment.resident_id
    await say(turn, Address(resident_id, resident_id), message, purpose="news")
    await bury(turn, resident_id)


def place_of(details: Details) -> Text:
    """Where it is: the place, with the address when one was given."""
    if not details.address:
        return details.place
    return t("appointment.place", place=details.place, address=details.address)


async def plan_anew(turn: Turn, resident: Person) -> None:
    """Safe hours, or how often to write, have changed: what waits to be reminded of follows."""
    kept = frozenset(offsets_of(turn, resident))
    for appointment in await appointments.coming_of(turn.tx, resident.id, turn.at):
        if not await timers.stopped(turn.tx, RULE, appointment.id):
            await timers.cancel_others(turn.tx, RULE, appointment.id, kept, timers.FEWER)
            await plan_reminders(turn, resident, appointment, anew=True)


def offsets_of(turn: Turn, resident: Person) -> tuple[str, ...]:
    """
    How long before appointments the person is reminded: as they chose, or by how often.

    «Sjelden» is the last of the municipality's reminders, «ofte» is one more, close to the time.
    """
    reminders = turn.house.pack.reminders
    if not wanted(resident, "appointment"):
        return ()
    if resident.profile.offsets is not None:
        return resident.profile.offsets
    if resident.profile.push == "gentle":
        return (min(reminders.appointment, key=_hours),)
    if resident.profile.push == "often":
        return tuple(dict.fromkeys((*reminders.appointment, min(reminders.choices, key=_hours))))
    return reminders.appointment


def _hours(offset: str) -> int:
    return int(offset[:-1]) * (24 if offset.endswith("d") else 1)


async def plan_reminders(
    turn: Turn, resident: Person, appointment: appointments.Appointment, *, anew: bool = False
) -> None:
    """Its reminders as due rows; planned twice they are the same rows, `anew` moves those that wait."""
    offsets = offsets_of(turn, resident)
    fact = AppointmentFact(
        subject=appointment.id,
        revision=appointment.revision,
        since=from_us(appointment.since),
        starts=from_us(appointment.starts_at),
        offsets=offsets,
        safe=resident.profile.safe,
    )
    planned = plan([fact], turn.now, FAR, Settings(turn.house.zone))
    await (timers.replan if anew else timers.plan)(
        turn.tx,
        [due.row(turn, resident.id, one, one.rule) for one in planned],
    )


async def reminder(turn: Turn, appointment_id: int, revision: int) -> Message | None:
    """The words of a reminder; None when it no longer stands, or was answered with «må flytte»."""
    found = await appointments.by_id(turn.tx, appointment_id)
    if found is None or found.state != "planned":
        return None
    if revision >= 0 and found.revision != revision:  # below 0 it was put off by the person
        return None
    if found.answer == "moving":
        return None
    worker = await people.person(turn, found.with_id)
    details = await turn.unseal(found.resident_id, LABEL, found.id, found.body, Details)
    text = t(
        "appointment.reminder",
        worker=worker.name if worker else turn.house.team,
        kind=details.kind,
        at=Moment(from_us(found.starts_at)),
        place=place_of(details),
    )
    body = [text] if not details.away else [text, t("appointment.plan")]
    return lines(*body, rows=offered(found))


async def answer(turn: Turn, who: Person, reference: str, reply: Reply) -> Message:
    """
    «Jeg kommer», «Jeg må flytte», «Jeg vil snakke»: the worker is told, and something happens.

    `reference` is «id.revision» as it stood on the button. Raises Told for one that is over.
    """
    found = await theirs(turn, who, reference)
    worker = await people.person(turn, found.with_id)
    name = worker.name if worker else turn.house.team
    at = Moment(from_us(found.starts_at))
    if found.answer != reply:
        await appointments.answer(turn.tx, found.id, reply)
        if reply == "coming":
            await heard.answered(turn, found)
        else:
            kind = "move" if reply == "moving" else "talk"
            note = tasks.Note(at=from_us(found.starts_at), row=found.id)
            reader, role = await heard.reader_of(turn, found)
            await tasks.open_task(turn, kind, role, subject=who.id, owner=reader, note=note)
    return lines(t(f"appointment.{reply}", worker=name, at=at), rows=after(found, reply))


async def stop_reminding(turn: Turn, who: Person, reference: str) -> Message:
    """No more reminders of this one; the appointment stands."""
    found = await theirs(turn, who, reference)
    await timers.cancel(turn.tx, RULE, found.id, timers.STOPPED)
    return lines(t("appointment.stopped", at=Moment(from_us(found.starts_at))))


async def theirs(turn: Turn, who: Person, reference: str) -> appointments.Appointment:
    """The appointment that a button of theirs is about; raises Told for one that is over or changed."""
    row, _, revision = reference.partition(".")
    found = await appointments.by_id(turn.tx, number(row))
    if found is None or found.resident_id != who.id:
        raise Refused("came.not_yours")
    if found.starts_at <= turn.at:
        raise Told("appointment.past")
    if str(found.revision) != revision or found.state != "planned":
        raise Told("appointment.changed", now=await summed_up(turn, who))
    return found


async def planned(turn: Turn, staff: Person, appointment_id: int) -> appointments.Appointment:
    """One that staff may change; raises Refused for one that is not theirs, Told for one that is over."""
    found = await appointments.by_id(turn.tx, appointment_id)
    if found is None:
        raise Refused("came.not_yours")
    resident = found.resident_id
    await access.ask(turn, staff, "write", Thing.APPOINTMENTS, resident, thing_open=True)
    if found.state != "planned" or found.starts_at <= turn.at:
        raise Told("appointment.staff.over")
    return found


async def summed_up(turn: Turn, who: Person) -> Text:
    """What the person has ahead as one text, a line for each."""
    ahead = await listed(turn, who)
    if not ahead:
        return t("appointment.list.none")
    text = ahead[0]
    for more in ahead[1:]:
        text = t("appointment.two", first=text, second=more)
    return text


async def listed(turn: Turn, who: Person) -> list[Text]:
    """What the person has ahead, soonest first."""
    body: list[Text] = []
    for found in await appointments.coming_of(turn.tx, who.id, turn.at):
        worker = await people.person(turn, found.with_id)
        details = await turn.unseal(who.id, LABEL, found.id, found.body, Details)
        body.append(
            t(
                "appointment.row",
                kind=details.kind,
                at=Moment(from_us(found.starts_at)),
                worker=worker.name if worker else turn.house.team,
                place=place_of(details),
            )
        )
    return body
