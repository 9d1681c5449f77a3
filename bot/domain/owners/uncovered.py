"""
Appointments with somebody who is away: tasks for whoever stands in, before their reminders go.

Until a human says that they meet instead, moves it or cancels it, it is not reminded of: what a
reminder would say is not true.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from bot.domain import access, people, tasks
from bot.domain.appointments import appointments
from bot.domain.errors import Refused, Told
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment
from bot.rules.access import Thing
from bot.store import absences, from_us, to_us
from bot.store import appointments as stored
from bot.store import tasks as stored_tasks
from bot.store import uncovered as rows

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message, Text
    from bot.store.absences import Absence
    from bot.store.appointments import Appointment

KIND = "appointment_uncovered"
AHEAD = dt.timedelta(days=7)
"""How far an absence without an end is looked ahead; later appointments when their reminder is due."""
LOOK_AGAIN = dt.timedelta(minutes=30)


def horizon(turn: Turn, row: Absence) -> int:
    """Until when appointments are taken to be without the worker."""
    return row.until if row.until is not None else to_us(max(turn.now, from_us(row.since)) + AHEAD)


async def begin(turn: Turn, row: Absence) -> None:
    """Every appointment in the time becomes a task."""
    until = horizon(turn, row)
    for one in await stored.coming_with(turn.tx, row.worker_id, turn.at):
        if one.starts_at < until:
            await hold(turn, one)


async def hold(turn: Turn, appointment: Appointment) -> None:
    """It waits for a human's word: a task for whoever answers for the resident now."""
    contact = await people.contact_of(turn, appointment.resident_id)
    found = await rows.of(turn.tx, appointment.id)
    if found is not None and found.state == "open":
        # The stand-in has changed: it is the new one's.
        await stored_tasks.hand_to(turn.tx, found.task_id, contact.role, contact.owner)
        await tasks.ring(turn, found.task_id)
        return
    note = tasks.Note(at=from_us(appointment.starts_at), row=appointment.id)
    task_id = await tasks.open_task(
        turn, KIND, contact.role, subject=appointment.resident_id, owner=contact.owner, note=note
    )
    held = rows.Uncovered(
        appointment.id, appointment.resident_id, appointment.with_id, task_id, "open"
    )
    await rows.put(turn.tx, held)


async def waits(turn: Turn, appointment_id: int) -> bool:
    """Whether a reminder of this has to wait for a human's word; a task is opened where there is none."""
    found = await rows.of(turn.tx, appointment_id)
    if found is not None and found.state == "open":
        return True
    appointment = await stored.by_id(turn.tx, appointment_id)
    if appointment is None or appointment.state != "planned":
        return False
    if await absences.now(turn.tx, appointment.with_id, appointment.starts_at) is None:
        return False
    await hold(turn, appointment)
    return True


async def shown(turn: Turn, staff: Person, appointment_id: int) -> tuple[int, Message]:
    """What to do with one, for whoever may: meet instead, move or cancel it; a coordinator finds a stand-in."""
    appointment = await _asked(turn, staff, "read", appointment_id)
    resident_id = appointment.resident_id
    worker = await people.the(turn, appointment.with_id)
    resident = await people.the(turn, resident_id)
    at = Moment(from_us(appointment.starts_at))
    text = t("cover.ask", worker=worker.name, name=resident.name, at=at)
    back = (button("staff.menu.tasks", "tasks"), button("menu.button.menu", "menu"))
    if await access.may(turn, staff, "write", Thing.APPOINTMENTS, resident_id, thing_open=True):
        choices = (
            (button("cover.keep", "cover_keep", appointment_id),),
            (button("cover.move", "flow", "change_appointment"),),
        )
        return resident_id, lines(text, rows=(*choices, back))
    stands_in = (button("cover.stand_in", "absent_choose", worker.id),)
    return resident_id, lines(text, t("cover.no_stand_in"), rows=(stands_in, back))


async def keep(turn: Turn, staff: Person, appointment_id: int) -> Text:
    """Whoever stands in meets instead, and the resident is told; raises Refused, Told."""
    appointment = await _asked(turn, staff, "write", appointment_id)
    await take_over(turn, staff, appointment_id)
    await settle(turn, staff, appointment_id)
    details = await turn.unseal(
        appointment.resident_id, appointments.LABEL, appointment.id, appointment.body,
        appointments.Details,
    )  # fmt: skip
    await appointments.tell(turn, staff, appointment, details, "appointment.instead")
    resident = await people.the(turn, appointment.resident_id)
    return t("cover.kept", name=resident.name, at=Moment(from_us(appointment.starts_at)))


async def _asked(
    turn: Turn, staff: Person, verb: Literal["read", "write"], appointment_id: int
) -> Appointment:
    appointment = await stored.by_id(turn.tx, appointment_id)
    if appointment is None:
        raise Refused("came.not_yours")
    resident_id = appointment.resident_id
    await access.ask(turn, staff, verb, Thing.APPOINTMENTS, resident_id, thing_open=True)
    if appointment.starts_at <= turn.at or not await waits(turn, appointment_id):
        raise Told("cover.over")
    return appointment


async def take_over(turn: Turn, staff: Person, appointment_id: int) -> None:
    """Whoever meets, moves or cancels it instead of one who is away is the one it is with."""
    await rows.meets(turn.tx, appointment_id, staff.id)


async def settle(turn: Turn, staff: Person, appointment_id: int) -> None:
    """A human has said what becomes of it: its reminders go as they stand, and the task is done."""
    found = await rows.of(turn.tx, appointment_id)
    if found is not None and found.state == "open":
        await rows.settle(turn.tx, appointment_id)
        await stored_tasks.done(turn.tx, found.task_id, staff.id, turn.at)


async def end(turn: Turn, worker_id: int) -> None:
    """The worker is back, and meets whom they were to meet."""
    for found in await rows.open_of(turn.tx, worker_id):
        await rows.settle(turn.tx, found.appointment_id)
        await stored_tasks.done(turn.tx, found.task_id, worker_id, turn.at)
