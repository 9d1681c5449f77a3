"""
«Trussel, jeg trenger leder»: one tap, and the coordinators' phones ring.

The resident is told nothing, and nothing is closed to them: not tonight, not help, not housing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import access, due, people, tasks
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, say
from bot.domain.relay import thread_access
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, verbatim
from bot.store import tasks as stored_tasks
from bot.store import timers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message, Text

KIND = "threat"
RULE = "threat"
SEEN = "threat_seen"
TIMES = 3  # rung again, until a coordinator has opened it


async def alarm(turn: Turn, staff: Person, resident_id: int) -> Message:
    """The coordinators are told at once, aloud; then what to do oneself. Raises Refused."""
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.refused")
    task_id = await _open(turn, staff, resident_id)
    if task_id is None:
        note = tasks.Note(values={"worker": staff.profile.name or ""}, at=turn.now, row=staff.id)
        task_id = await tasks.open_task(turn, KIND, "coordinator", subject=resident_id, note=note)
        await access.note(turn, staff, "asked for the leader: threat", resident_id)
        await _again(turn, staff, task_id, 1)
    rows = (
        (button("threat.undo", "threat_undo", task_id),),
        (button("situation.person", "open", resident_id), button("menu.button.menu", "menu")),
    )
    return lines(t("threat.first"), await _told(turn, staff), t("threat.silent"), rows=rows)


async def _open(turn: Turn, staff: Person, resident_id: int) -> int | None:
    """The alarm of this person that stands about this resident: a second tap is the same one."""
    for row in await stored_tasks.open_about(turn.tx, resident_id, KIND):
        if (await tasks.note_of(turn, row)).row == staff.id:
            return row.id
    return None


async def _told(turn: Turn, staff: Person) -> Text:
    names: list[str] = []
    for one in await people.holders(turn, "coordinator"):
        if one != staff.id and await people.reachable(turn, one):
            found = await people.the(turn, one)
            names.append(" ".join((found.profile.name or "").split()))
    if not names:
        return t("threat.nobody", phone=turn.house.phone)
    return t("threat.told", names=verbatim(", ".join(names)))


async def undo(turn: Turn, staff: Person, task_id: int) -> Message:
    """It was pressed by mistake: the coordinators read that too. Raises Refused for another's."""
    row = await stored_tasks.by_id(turn.tx, task_id)
    if row is None or row.kind != KIND or row.subject_id is None:
        raise Refused("staff.refused")
    if (await tasks.note_of(turn, row)).row != staff.id:
        raise Refused("staff.refused")
    await due.cancel(turn, RULE, row.id, "taken back")
    if await stored_tasks.done(turn.tx, row.id, staff.id, turn.at):
        await access.note(turn, staff, "took back: threat", row.subject_id)
        for one in await people.holders(turn, "coordinator"):
            if one != staff.id:
                notice = lines(t("threat.undone.notice", name=staff.name))
                await say(turn, Address(one, one), notice, purpose="notice", silent=True)
    return lines(t("threat.undone"), rows=((button("menu.button.menu", "menu"),),))


async def seen(turn: Turn, staff: Person, task_id: int) -> None:
    """A coordinator has opened it: whoever pressed is told who, once."""
    row = await stored_tasks.by_id(turn.tx, task_id)
    if row is None or row.kind != KIND or row.subject_id is None:
        return
    author = (await tasks.note_of(turn, row)).row
    if author in {None, staff.id} or await timers.exists(turn.tx, SEEN, row.id):
        return
    await timers.record(turn.tx, turn.new_id(), SEEN, row.id, staff.id, turn.at)
    told = lines(t("threat.opened", name=staff.name, at=Moment(turn.now, "time")))
    await say(turn, Address(author or 0, author or 0), told, purpose="notice")


async def came_due(turn: Turn, staff: Person, task_id: int, time: int) -> None:
    """No coordinator has opened it in time: they are rung again, and whoever pressed is told so."""
    row = await stored_tasks.by_id(turn.tx, task_id)
    if row is None or row.state != "open" or await timers.exists(turn.tx, SEEN, row.id):
        return
    await tasks.ring(turn, row.id)
    if staff.is_staff:
        told = lines(t("threat.again", phone=turn.house.phone))
        await say(turn, Address(staff.id, staff.id), told, purpose="notice")
    if time < TIMES:
        await _again(turn, staff, row.id, time + 1)


async def _again(turn: Turn, staff: Person, task_id: int, time: int) -> None:
    minutes = dt.timedelta(minutes=turn.house.pack.danger.escalation_minutes)
    await due.at(turn, RULE, task_id, staff.id, turn.now + minutes, occurrence=str(time))
