"""Help begun without a decision: the worker is warned on days 10 and 12 of 14, on a working day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import access, due, people, tasks
from bot.domain.errors import Refused
from bot.domain.relay import thread_access
from bot.domain.remember.unanswered import promise
from bot.domain.texts import button, lines, t, verb
from bot.flow.message import Button, Day
from bot.rules.answering import in_hours
from bot.rules.calendar import local_moment
from bot.rules.silence import decision_warnings, shifted_warning
from bot.store import contact_made
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message
    from bot.store import timers

RULE = "begun"
TASK = "help_without_decision"
LATE = "help_late"  # the coordinators' own
DAYS_AGO = (0, 1, 2, 3, 5, 7)
ENDS = ("decided", "ended")


async def screen(turn: Turn, staff: Person, resident_id: int) -> Message:
    """From which day, or what became of it where it is marked already; raises Refused."""
    resident = await _may(turn, staff, resident_id)
    back = (button("menu.button.back", "open", resident_id), button("menu.button.menu", "menu"))
    found = await contact_made.begun(turn.tx, resident_id)
    if found is None:
        days = [turn.today - dt.timedelta(days=ago) for ago in DAYS_AGO]
        rows = [
            (
                Button(
                    t("begun.day", day=Day(day)), verb("begun", f"{resident_id}.{day.isoformat()}")
                ),
            )
            for day in days
        ]
        return lines(t("begun.ask", name=resident.name), rows=(*rows, back))
    day = Day(dt.date.fromisoformat(found.began_on))
    ends = [(button(f"begun.{how}", "begun", f"{resident_id}.{how}"),) for how in ENDS]
    return lines(t("begun.since", name=resident.name, day=day), rows=(*ends, back))


async def mark(turn: Turn, staff: Person, resident_id: int, day: dt.date) -> Message:
    """Help has begun on this day; both warnings are planned; raises Refused."""
    await _may(turn, staff, resident_id)
    if await contact_made.begun(turn.tx, resident_id) is None and day <= turn.today:
        row = contact_made.Begun(turn.new_id(), resident_id, day.isoformat(), staff.id)
        await contact_made.begin_help(turn.tx, row, turn.at)
        await access.note(turn, staff, "marked help begun without a decision", resident_id)
        began = local_moment(day, dt.time(), turn.house.zone)
        for place, warn in enumerate(decision_warnings(began)):
            at = in_hours(max(shifted_warning(warn, promise(turn)), turn.now), promise(turn))
            await due.at(turn, RULE, row.id, resident_id, at, occurrence=str(place))
    return await screen(turn, staff, resident_id)


async def end(turn: Turn, staff: Person, resident_id: int, how: str) -> Message:
    """There is a decision now, or the help has ended: nothing warns of it any more; raises Refused."""
    resident = await _may(turn, staff, resident_id)
    found = await contact_made.begun(turn.tx, resident_id)
    if found is not None:
        await contact_made.end_help(turn.tx, found.id, how, turn.at)
        await due.cancel(turn, RULE, found.id, how)
        await access.note(turn, staff, f"help without a decision: {how}", resident_id)
        for kind in (TASK, LATE):
            for row in await stored_tasks.open_about(turn.tx, resident_id, kind):
                await stored_tasks.done(turn.tx, row.id, staff.id, turn.at)
    rows = ((button("task.person", "open", resident_id), button("menu.button.menu", "menu")),)
    return lines(t("begun.over", name=resident.name), rows=rows)


async def came_due(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """Day 10 warns whoever follows up, day 12 the coordinators too."""
    found = await contact_made.begun(turn.tx, who.id)
    if found is None or found.id != timer.subject:
        return
    day = dt.date.fromisoformat(found.began_on)
    note = tasks.Note(at=local_moment(day, dt.time(12), turn.house.zone))
    contact = await people.contact_of(turn, who.id)
    await tasks.open_once(turn, TASK, contact.role, subject=who.id, owner=contact.owner, note=note)
    if timer.occurrence != "0":
        await tasks.open_once(turn, LATE, "coordinator", subject=who.id, note=note)


async def _may(turn: Turn, staff: Person, resident_id: int) -> Person:
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.refused")
    return await people.the(turn, resident_id)
