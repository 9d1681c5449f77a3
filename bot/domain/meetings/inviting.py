"""The side of whoever it is with: whom they would like to have along, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, people
from bot.domain.appointments import appointments as meetings
from bot.domain.appointments import heard, outcomes
from bot.domain.errors import Refused, Told
from bot.domain.meetings import asking, invited, together
from bot.domain.roles import UNITS
from bot.domain.talk import interpreter
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment
from bot.rules.access import Thing
from bot.store import appointments, from_us, participants, series

if TYPE_CHECKING:
    from bot.domain.meetings.together import Comer
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text
    from bot.store.participants import Participant

INVITABLE = ("worker", "duty", "coordinator", *UNITS)
"""Who may be asked along by their role; a consultant reads no case, and an administrator no one."""
MOST = 10  # more than a table holds
LISTED = 12


async def invite(
    turn: Turn,
    staff: Person,
    appointment_id: int,
    *,
    staff_id: int | None = None,
    guest: together.Guest | None = None,
    each_time: bool = False,
) -> Text:
    """
    The resident is asked whether one more may come; nobody else is told anything before a yes.

    `each_time` is for a series, from this occurrence on. Raises Refused for an appointment that is
    not theirs or a colleague who cannot be asked, Told where it was asked before or is over.
    """
    found = await meetings.planned(turn, staff, appointment_id)
    there = await participants.at(turn.tx, found.id)
    resident = await people.the(turn, found.resident_id)
    if staff_id is not None:
        await _may_be_asked(turn, staff_id, found.with_id)
        await _not_before(turn, there, staff_id, resident)
    elif guest is None or not guest.name.strip():
        raise Told("with.staff.nobody")
    if len(there) >= MOST:
        raise Told("with.staff.many", n=MOST)
    placed = await series.place(turn.tx, found.id) if each_time else None
    row_id = turn.new_id()
    body = None
    if staff_id is None and guest is not None:
        tidy = together.Guest(_line(guest.name), _line(guest.role))
        body = await turn.seal(resident.id, together.LABEL, row_id, tidy)
    row = participants.Participant(
        id=row_id,
        appointment_id=found.id,
        resident_id=resident.id,
        staff_id=staff_id,
        body=body,
        series_id=placed[0] if placed else None,
        from_day=placed[1] if placed else None,
        state="asked",
        since=turn.at,
    )
    await participants.add(turn.tx, row)
    await access.note(turn, staff, "asked for company at an appointment", resident.id)
    await asking.ask(turn, row, found)
    return t("with.staff.asked", name=resident.name)


def _line(words: str) -> str:
    return " ".join(words.split())


async def _may_be_asked(turn: Turn, staff_id: int, with_id: int) -> None:
    colleague = await people.person(turn, staff_id)
    if colleague is None or not colleague.roles.intersection(INVITABLE):
        raise Refused("staff.refused")
    if staff_id == with_id:
        raise Told("with.staff.host")


async def _not_before(
    turn: Turn, there: list[Participant], staff_id: int, resident: Person
) -> None:
    before = next((one for one in there if one.staff_id == staff_id), None)
    if before is None:
        return
    name = await together.named(turn, before) or turn.house.team
    key = "with.staff.said_no" if before.state == "no" else "with.staff.asked_before"
    raise Told(key, name=name, resident=resident.name)


async def take_out(turn: Turn, staff: Person, row_id: int) -> int:
    """
    Whoever it is with does not need one after all; which appointment it was.

    They may be asked for again later. Raises Refused, Told for one that is over.
    """
    row = await participants.by_id(turn.tx, row_id)
    if row is None:
        raise Refused("came.not_yours")
    await access.ask(turn, staff, "write", Thing.APPOINTMENTS, row.resident_id, thing_open=True)
    ahead = await participants.occurrences(turn.tx, row.id, turn.at)
    if row.state == "out" or not ahead:
        raise Told("with.over")
    if row.state == "yes":
        await invited.withdraw(turn, row)
    await participants.set_state(turn.tx, row.id, "out", turn.at)
    await access.note(turn, staff, "took company out of an appointment", row.resident_id)
    return ahead[0]


async def view(turn: Turn, staff: Person, appointment_id: int) -> tuple[int, Message]:
    """Whom it is about, and who comes to it, with what each has said; raises Refused, Told."""
    found = await meetings.planned(turn, staff, appointment_id)
    resident = await people.the(turn, found.resident_id)
    body = [await heard.standing(turn, found)]
    rows: list[tuple[Button, ...]] = []
    for one in await together.of(turn, found):
        stands = _stands(one)
        body.append(t(f"with.staff.{stands}", name=one.name, resident=resident.name))
        rows.append((button("with.staff.out", "meeting_out", one.row.id, name=one.name),))
    if not rows:
        body.append(t("with.staff.none"))
    body += await interpreter.line(turn, resident.id)
    rows.append((button("with.staff.add", "meeting_add", resident.id),))
    if await access.may(turn, staff, "write", Thing.STAFF_NOTES, resident.id, thing_open=True):
        rows.append((button("notes.new", "note_new", resident.id),))
    back = (button("menu.button.back", "meetings"), button("menu.button.menu", "menu"))
    return resident.id, lines(*body, rows=(*rows, back))


def _stands(one: Comer) -> str:
    if one.row.state != "yes":
        return f"is_{one.row.state}"
    if one.row.staff_id is None:
        return "is_guest"
    return "is_away" if one.away and one.answer != "cannot" else f"is_{one.answer}"


async def listed(turn: Turn, staff: Person) -> Message:
    """What one has ahead, and what one is asked along to; each opens."""
    rows: list[tuple[Button, ...]] = []
    for found in await ahead(turn, staff):
        rows += await _row(turn, found, "meeting")
    for appointment_id in await participants.invited_to(turn.tx, staff.id, turn.at):
        other = await appointments.by_id(turn.tx, appointment_id)
        if other is not None and await invited.may_see(turn, staff, appointment_id):
            rows += await _row(turn, other, "invited")
    head = t("with.staff.list" if rows else "with.staff.list.none")
    return lines(head, rows=(*rows[:LISTED], (button("menu.button.menu", "menu"),)))


async def _row(turn: Turn, found: appointments.Appointment, does: str) -> list[tuple[Button, ...]]:
    resident = await people.person(turn, found.resident_id)
    if resident is None:
        return []
    at = Moment(from_us(found.starts_at))
    label = t("appointment.staff.choice", name=resident.name, at=at)
    return [(button("with.staff.row", does, found.id, what=label),)]


async def ahead(turn: Turn, staff: Person) -> list[appointments.Appointment]:
    """What lies ahead with this worker, or with whom they stand in for, soonest first."""
    found = [one for one in await outcomes.to_change(turn, staff) if one.starts_at > turn.at]
    return sorted(found, key=lambda one: one.starts_at)


async def ahead_with(turn: Turn, staff_id: int, resident_id: int) -> list[appointments.Appointment]:
    """Of those, what lies ahead with one resident."""
    staff = await people.person(turn, staff_id)
    if staff is None:
        return []
    return [one for one in await ahead(turn, staff) if one.resident_id == resident_id]


async def follow(turn: Turn, appointment_id: int, before: int, after: int, day: str) -> None:
    """The rest of a series goes on as another, from this one on: who came each time comes to that."""
    for row in await participants.of_series(turn.tx, before):
        if row.appointment_id == appointment_id:
            await participants.move_on(turn.tx, row.id, after, day)
            continue
        row_id, body = turn.new_id(), row.body
        if body is not None:
            guest = await turn.unseal(row.resident_id, together.LABEL, row.id, body, together.Guest)
            body = await turn.seal(row.resident_id, together.LABEL, row_id, guest)
        again = msgspec.structs.replace(
            row,
            id=row_id,
            appointment_id=appointment_id,
            body=body,
            series_id=after,
            from_day=day,
            since=turn.at,
        )
        await participants.add(turn.tx, again)
        if row.state in {"yes", "no"}:
            await asking.log_again(turn, again)
