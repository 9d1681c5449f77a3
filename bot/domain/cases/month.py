"""A month without an answer: before it has passed, somebody is asked to say when the answer comes.

Source: `bot.rules.deadlines.preliminary_answer_due` (forvaltningsloven 1967 § 11 a, LOV-2025-06-20-81
§ 17, as of 22 November 2026).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import access, due, tasks
from bot.rules.calendar import ONE_DAY, local_moment
from bot.rules.deadlines import preliminary_answer_due
from bot.store import applications, case_steps, consents, from_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store import timers

RULE = "case.month"
TASK = "preliminary_answer"
BEFORE = 5 * ONE_DAY
AT = dt.time(9)


async def plan(turn: Turn, who: Person) -> None:
    """For the newest application; planned twice it is one thing."""
    found = await applications.newest(turn.tx, who.id)
    if found is not None:
        last = preliminary_answer_due(_day(turn, found.sent_at))
        when = max(turn.now, local_moment(last - BEFORE, AT, turn.house.zone))
        await due.at(turn, RULE, found.id, who.id, when)


def _day(turn: Turn, at: int) -> dt.date:
    return from_us(at).astimezone(turn.house.zone).date()


async def came_due(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """Nothing has been said of it yet: whoever has the case says why, and when the answer comes."""
    case = await case_steps.of(turn.tx, who.id)
    if case is None or case.application_id != timer.subject or case.step is not None:
        return
    last = preliminary_answer_due(_day(turn, case.sent_at))
    note = tasks.Note(at=local_moment(last, dt.time(12), turn.house.zone), row=case.application_id)
    read = await consents.given(turn.tx, who.id, access.UNIT, "application")
    role = turn.house.pack.tasks.applications if read else "coordinator"
    owner = case.owner_id if read and role == "case_officer" else None
    await tasks.open_once(turn, TASK, role, subject=who.id, owner=owner, note=note)
