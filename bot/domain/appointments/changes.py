"""An appointment is moved or cancelled by staff: its old reminders fall away, the person is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import people, tasks
from bot.domain.appointments.appointments import LABEL, RULE, Details, plan_reminders, planned, tell
from bot.domain.errors import Told
from bot.domain.meetings import invited
from bot.domain.outgoing import Address, say
from bot.domain.owners import uncovered
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, Text
from bot.store import appointments, from_us, timers, to_us

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn


def as_it_stands(found: appointments.Appointment) -> str:
    """How one is named where somebody chooses it to change it: its id, and its revision then."""
    return f"{found.id}-{found.revision}"


async def as_it_stood(turn: Turn, staff: Person, chosen: str) -> int:
    """
    The id of what was chosen; another may have moved or called it off since then.

    Raises Told with what counts now, so that the last of two never wins unseen.
    """
    row, _, revision = chosen.partition("-")
    found = await appointments.by_id(turn.tx, int(row))
    if found is not None and revision and int(revision) != found.revision:
        found = await planned(turn, staff, found.id)
        at = t("appointment.choice", at=Moment(from_us(found.starts_at)))
        raise Told("appointment.staff.meanwhile", at=at)
    return int(row)


async def move(turn: Turn, staff: Person, appointment_id: int, starts: dt.datetime) -> Text:
    """A new time: planned anew from now. Raises Told for a time that has passed, or one that is over."""
    found = await planned(turn, staff, appointment_id)
    if starts <= turn.now:
        raise Told("appointment.staff.past")
    moved = await _change(turn, staff, found, "moved", starts_at=to_us(starts), answer="none")
    resident = await people.the(turn, found.resident_id)
    await plan_reminders(turn, resident, moved)
    details = await turn.unseal(found.resident_id, LABEL, found.id, found.body, Details)
    await tell(turn, staff, moved, details, "appointment.moved")
    await tasks.finish_about(turn, staff, resident.id, "move")
    return t("appointment.staff.moved", name=resident.name)


async def cancel(turn: Turn, staff: Person, appointment_id: int) -> Text:
    """It falls away, and so do its reminders. Raises Told for one that is over."""
    found = await planned(turn, staff, appointment_id)
    await _change(turn, staff, found, "cancelled", state="cancelled")
    resident = await people.the(turn, found.resident_id)
    at = Moment(from_us(found.starts_at))
    message = lines(
        t("appointment.cancelled", worker=staff.name, at=at),
        rows=((button("appointment.wish", "flow", "appointments"),),),
    )
    await say(turn, Address(resident.id, resident.id), message, purpose="news")
    await bury(turn, resident.id)
    await tasks.finish_about(turn, staff, resident.id, "move")
    return t("appointment.staff.cancelled", name=resident.name)


async def _change(
    turn: Turn, staff: Person, found: appointments.Appointment, reason: str, **fields: str | int
) -> appointments.Appointment:
    revision = found.revision + 1
    changed = msgspec.structs.replace(found, revision=revision, since=turn.at, **fields)
    await appointments.change(turn.tx, changed)
    if await people.answers_for(turn, found.with_id) != found.with_id:
        await uncovered.take_over(turn, staff, found.id)
    await uncovered.settle(turn, staff, found.id)
    await timers.cancel(turn.tx, RULE, found.id, reason)
    await invited.changed(turn, changed)
    return changed
