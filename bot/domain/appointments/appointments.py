"""Appointments: made by a worker, told under a cover, reminded of, and answered with one tap."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from bot.domain import access, due, people, tasks
from bot.domain.appointments import heard
from bot.domain.appointments.before import offsets_of
from bot.domain.appointments.buttons import after, offered
from bot.domain.appointments.naming import Spot, kind_of, place_of
from bot.domain.errors import Refused, Told
from bot.domain.meetings import together
from bot.domain.outgoing import Address, say
from bot.domain.row_ids import number
from bot.domain.screens import bury
from bot.domain.texts import lines, t
from bot.flow.message import Message, Moment, Text
from bot.pack import Words
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

    `away` says that the person has to leave home for it. `known_as` is the kind's name and `spot` the
    place where the pack named them, `offsets` when the pack then said to remind of it: what the pack
    says later changes nothing that was agreed. None stands for what was made before packs said so.
    """

    place: Text
    kind: Text
    address: str = ""
    away: bool = True
    offers: Text | None = None
    known_as: Words | None = None
    spot: Spot | None = None
    offsets: tuple[str, ...] | None = None


async def make(
    turn: Turn,
    staff: Person,
    resident_id: int,
    *,
    starts: dt.datetime,
    minutes: int,
    details: Details,
) -> int:
    """
    A new appointment: the resident is told, the reminders are planned. Its id is returned.

    `minutes` is 0 where nobody knows how long it takes. Raises Told for a time that has passed, Refused for a resident who is not theirs.
    """
    await access.ask(turn, staff, "write", Thing.APPOINTMENTS, resident_id, thing_open=True)
    return await agreed(turn, staff, resident_id, starts=starts, minutes=minutes, details=details)


async def agreed(
    turn: Turn,
    staff: Person,
    resident_id: int,
    *,
    starts: dt.datetime,
    minutes: int,
    details: Details,
    key: str = "appointment.new",
) -> int:
    """
    As `make`, for a matter that has asked whether they may; the appointment's id.

    `key` is the text in which the resident reads of it. Raises Told for a time that has passed.
    """
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
    await tell(turn, staff, appointment, details, key)
    return row_id


async def tell(
    turn: Turn, staff: Person, appointment: appointments.Appointment, details: Details, key: str
) -> None:
    """The resident is told when, where and what it is called, and answers with one tap."""
    language = (await people.the(turn, appointment.resident_id)).language
    body = [
        t(
            key,
            worker=staff.name,
            kind=kind_of(details, language),
            at=Moment(from_us(appointment.starts_at)),
            place=place_of(details, language),
        )
    ]
    if appointment.minutes:
        body.append(t("appointment.length", n=appointment.minutes))
    if details.offers is not None:
        body.append(t("appointment.offers", worker=staff.name, what=details.offers))
    message = lines(*body, rows=offered(appointment, on_map=details.spot is not None))
    resident_id = appointment.resident_id
    await say(turn, Address(resident_id, resident_id), message, purpose="news")
    await bury(turn, resident_id)


async def plan_anew(turn: Turn, resident: Person) -> None:
    """Safe hours, or how often to write, have changed: what waits to be reminded of follows."""
    for appointment in await appointments.coming_of(turn.tx, resident.id, turn.at):
        if not await timers.stopped(turn.tx, RULE, appointment.id):
            kept = frozenset(await _offsets(turn, resident, appointment))
            await timers.cancel_others(turn.tx, RULE, appointment.id, kept, timers.FEWER)
            await plan_reminders(turn, resident, appointment, anew=True)


async def _offsets(
    turn: Turn, resident: Person, appointment: appointments.Appointment
) -> tuple[str, ...]:
    """As the pack said when it was made: another pack since then plans nothing anew."""
    details = await turn.unseal(resident.id, LABEL, appointment.id, appointment.body, Details)
    return offsets_of(turn, resident, details.offsets)


async def plan_reminders(
    turn: Turn, resident: Person, appointment: appointments.Appointment, *, anew: bool = False
) -> None:
    """Its reminders as due rows; planned twice they are the same rows, `anew` moves those that wait."""
    offsets = await _offsets(turn, resident, appointment)
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
    resident = await people.the(turn, found.resident_id)
    details = await turn.unseal(resident.id, LABEL, found.id, found.body, Details)
    text = t(
        "appointment.reminder",
        worker=worker.name if worker else turn.house.team,
        kind=kind_of(details, resident.language),
        at=Moment(from_us(found.starts_at)),
        place=place_of(details, resident.language),
    )
    body = [text, *await together.line(turn, found)]
    if details.away:
        body.append(t("appointment.plan"))
    return lines(*body, rows=offered(found, on_map=details.spot is not None))


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
        if await heard.by_who_mends(turn, found, reply):
            pass  # it is the caretaker's own, in their own room
        elif reply == "coming":
            await heard.answered(turn, found)
        else:
            kind = "move" if reply == "moving" else "talk"
            note = tasks.Note(at=from_us(found.starts_at), row=found.id)
            reader, role = await heard.reader_of(turn, found)
            await tasks.open_task(turn, kind, role, subject=who.id, owner=reader, note=note)
    rows = after(found, reply, on_map=await has_map(turn, found))
    return lines(t(f"appointment.{reply}", worker=name, at=at), rows=rows)


async def has_map(turn: Turn, found: appointments.Appointment) -> bool:
    """Whether somebody has said where on a map it is."""
    details = await turn.unseal(found.resident_id, LABEL, found.id, found.body, Details)
    return details.spot is not None


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
        row = t(
            "appointment.row",
            kind=kind_of(details, who.language),
            at=Moment(from_us(found.starts_at)),
            worker=worker.name if worker else turn.house.team,
            place=place_of(details, who.language),
        )
        others = await together.names(turn, found)
        body.append(row if others is None else t("with.row", row=row, who=others))
    return body
