"""A fault of ours, tried again by an administrator: of what it is about only type and place are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, tasks
from bot.domain.errors import Told
from bot.domain.texts import button, lines, t
from bot.store import inbox
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message


async def again(turn: Turn, staff: Person, task_id: int) -> Message:
    """
    Let what was set aside be handled anew: as if it came now, whoever it is from.

    The task is done; where it fails once more there is a new one. Raises Refused for anybody
    whose task it is not, Told for what is not there any more.
    """
    row = await tasks.own(turn, staff, task_id)
    note = await tasks.note_of(turn, row)
    if row.kind != "fault" or note.row is None or not await inbox.unpark(turn.tx, note.row):
        raise Told("task.fault.gone")
    turn.again = True
    await stored_tasks.done(turn.tx, row.id, staff.id, turn.at)
    await access.note(turn, staff, "tried a fault again", None)
    back = (button("staff.menu.tasks", "tasks"), button("menu.button.menu", "menu"))
    return lines(t("task.fault.tried"), rows=(back,))
