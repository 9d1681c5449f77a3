"""
The side of a colleague who is to come: told after the resident's yes, answers, is reminded.

They see time, place, what it is called and the name, and who else comes; never the thread, and only
while the resident's yes stands. Their notices name nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, due, people
from bot.domain.appointments import heard
from bot.domain.appointments.appointments import LABEL, Details
from bot.domain.appointments.naming import kind_of, place_of
from bot.domain.errors import Refused, Told
from bot.domain.meetings import together
from bot.domain.outgoing import Address, retract, say
from bot.domain.talk import interpreter
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment
from bot.rules.access import Thing
from bot.rules.reminders import before
from bot.store import appointments, departures, from_us, participants, shown, timers, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text
    from bot.store.appointments import Appointment
    from bot.store.participants import Participant

RULE = "invited.before"
ABOUT = "meeting"
OFFSET = "1d"
ANSWERS = {"yes": "coming", "no": "cannot"}


async def invitation(turn: Turn, staff_id: int, appointment_id: int) -> Participant | None:
    """By which yes of the resident's somebody may come to this one; None if by none."""
    return next(
        (
            one
            for one in await participants.at(turn.tx, appointment_id)
            if one.staff_id == staff_id and one.state == "yes"
        ),
        None,
    )


async def may_see(turn: Turn, staff: Person, appointment_id: int) -> bool:
    """Whether somebody may see it as one who was invited, at this moment."""
    found = await appointments.by_id(turn.tx, appointment_id)
    return found is not None and await _may(turn, staff, found)


async def _may(turn: Turn, staff: Person, found: Appointment) -> bool:
    yes = await invitation(turn, staff.id, found.id) is not None
    return await access.may(turn, staff, "write", Thing.INVITATIONS, found.resident_id, consent=yes)


async def _theirs(turn: Turn, staff: Person, appointment_id: int) -> Appointment:
    found = await appointments.by_id(turn.tx, appointment_id)
    if found is None or not await _may(turn, staff, found):
        raise Refused("with.invited.none")
    return found


async def view(turn: Turn, staff: Person, appointment_id: int) -> tuple[int, Message]:
    """Whom it is about, and what one who was invited may know; raises Refused where no yes stands."""
    found = await _theirs(turn, staff, appointment_id)
    resident = await people.the(turn, found.resident_id)
    await access.note(turn, staff, "saw an appointment they are to come to", resident.id)
    host = await people.person(turn, found.with_id)
    details = await turn.unseal(resident.id, LABEL, found.id, found.body, Details)
    at = Moment(from_us(found.starts_at))
    menu: tuple[Button, ...] = (button("menu.button.menu", "menu"),)
    if found.state != "planned" or await departures.gone(turn.tx, resident.id):
        return resident.id, lines(t("with.invited.off", name=resident.name, at=at), rows=(menu,))
    body = [
        t(
            "with.invited",
            kind=kind_of(details, staff.language),
            at=at,
            place=place_of(details, staff.language),
            name=resident.name,
            worker=host.name if host else turn.house.team,
        )
    ]
    others = await together.names(turn, found, but=staff.id)
    if others is not None:
        body.append(t("with.line", who=others))
    body += await interpreter.line(turn, resident.id)
    said = await _said(turn, staff, found)
    said = "none_yet" if said == "none" else said
    body.append(t(f"with.invited.{said}"))
    rows: tuple[tuple[Button, ...], ...] = (menu,)
    if found.starts_at > turn.at:
        answer = f"{found.id}.{found.revision}"
        rows = (
            (
                button("with.invited.come", "invited_yes", answer),
                button("with.invited.no", "invited_no", answer),
            ),
            menu,
        )
    return resident.id, lines(*body, rows=rows)


async def _said(turn: Turn, staff: Person, found: Appointment) -> str:
    row = await invitation(turn, staff.id, found.id)
    said = await participants.answers(turn.tx, found.id, found.revision)
    return said.get(row.id, "none") if row is not None else "none"


async def answer(turn: Turn, staff: Person, appointment_id: int, revision: int, word: str) -> None:
    """
    «Jeg kommer» or «Jeg kan ikke»: whoever it is with hears it; said again it is changed.

    Raises Refused where no yes stands, Told for one that has been moved, is off or is over.
    """
    found = await _theirs(turn, staff, appointment_id)
    if found.state != "planned" or found.starts_at <= turn.at:
        raise Told("appointment.staff.over")
    if found.revision != revision:
        raise Told("with.invited.moved")
    row = await invitation(turn, staff.id, found.id)
    if row is None or await _said(turn, staff, found) == ANSWERS[word]:
        return
    await participants.answer(turn.tx, row.id, found.id, ANSWERS[word], found.revision)
    await heard.answered(turn, found)
    if word == "no":
        await timers.cancel_occurrence(turn.tx, RULE, found.id, str(staff.id), timers.ANSWERED)
    else:
        await plan(turn, row, found)


async def tell(turn: Turn, row: Participant, found: Appointment, key: str) -> None:
    """One colleague is told that there is something; what, they read behind «Åpne»."""
    if row.staff_id is None or row.staff_id == found.with_id:
        return
    opens = ((button("staff.notice.open", "invited", found.id),),)
    to, about = Address(row.staff_id, found.resident_id), f"{ABOUT}:{found.id}"
    await say(turn, to, lines(t(key), rows=opens), purpose="notice", about=about, silent=True)


async def plan(turn: Turn, row: Participant, found: Appointment) -> None:
    """A day before, once, unless it is nearer than that; planned again it is the same row."""
    when = before(from_us(found.starts_at), OFFSET, turn.house.zone)
    if row.staff_id is None or when <= turn.now:
        return
    await timers.replan(
        turn.tx,
        [
            timers.Timer(
                id=turn.new_id(),
                rule=RULE,
                subject=found.id,
                occurrence=str(row.staff_id),
                revision=found.revision,
                person_id=row.staff_id,
                due_at=to_us(when),
                useless_after=found.starts_at,
            )
        ],
    )


async def plan_all(turn: Turn, found: Appointment) -> None:
    """An occurrence of a series has come into the plan: those who come each time are reminded of it."""
    for row in await participants.at(turn.tx, found.id):
        if row.state == "yes":
            await plan(turn, row, found)


async def came_due(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """The day before: a notice, if it still stands as it did and they may still come."""
    found = await appointments.by_id(turn.tx, timer.subject)
    stands = found is not None and found.state == "planned" and found.revision == timer.revision
    if found is None or not stands or await departures.gone(turn.tx, found.resident_id):
        await due.cancel(turn, RULE, timer.subject, "no longer stands")
        return
    row = await invitation(turn, who.id, found.id)
    if row is not None and who.is_staff and await _said(turn, who, found) != "cannot":
        await tell(turn, row, found, "with.notice.reminder")


async def changed(turn: Turn, found: Appointment) -> None:
    """It has been moved or is off: everybody who may come is told, and answers anew for a new time."""
    await due.cancel(turn, RULE, found.id, "changed")
    key = "with.notice.moved" if found.state == "planned" else "with.notice.off"
    for row in await participants.at(turn.tx, found.id):
        if row.state != "yes":
            continue
        await tell(turn, row, found, key)
        if found.state == "planned":
            await plan(turn, row, found)


async def withdraw(turn: Turn, row: Participant) -> None:
    """
    They come no more: what they were shown of it goes, and their reminders.

    One who may read the resident's thread anyway keeps what stands there.
    """
    if row.staff_id is None:
        return
    for appointment_id in await participants.occurrences(turn.tx, row.id, turn.at):
        reason = timers.ANSWERED
        await timers.cancel_occurrence(turn.tx, RULE, appointment_id, str(row.staff_id), reason)
    staff = await people.person(turn, row.staff_id)
    if staff is None:
        return
    if not await access.may(turn, staff, "read", Thing.THREAD, row.resident_id, thing_open=True):
        to = Address(staff.id, row.resident_id)
        for message_id in await shown.about(turn.tx, staff.id, row.resident_id):
            await retract(turn, to, message_id, purpose="screen")
    if staff.is_staff:
        gone = lines(t("with.notice.gone"))
        await say(turn, Address(staff.id, staff.id), gone, purpose="notice", silent=True)


async def on_the_day(turn: Turn, staff: Person, begins: int, ends: int) -> list[Text]:
    """What somebody is to come to between two moments, a line for each, soonest first."""
    found: list[Text] = []
    for appointment_id in await participants.invited_to(turn.tx, staff.id, begins - 1):
        one = await appointments.by_id(turn.tx, appointment_id)
        if one is None or one.starts_at >= ends:
            break
        if await may_see(turn, staff, appointment_id):
            resident = await people.the(turn, one.resident_id)
            at = Moment(from_us(one.starts_at), "time")
            found.append(t("today.along", name=resident.name, at=at))
    return found
