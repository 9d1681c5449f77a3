"""Tasks as screens: the list, and one with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import tasks
from bot.domain.outgoing import Address, say
from bot.domain.texts import button, lines, t
from bot.flow.message import Button, Message
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store.tasks import Row

SHOWN = 8
# Those who have a button of their own beside «Ferdig».
ACTIONS = {
    "register_application": "register",
    "report_tonight": "reported",
    "tonight_unopened": "tonight",
    "appointment_uncovered": "cover",
    "departure_passed_away": "departed_show",
    "departure_moved_away": "departed_show",
    "danger": "danger",
}


async def listed(turn: Turn, staff: Person) -> Message:
    """The open tasks as a screen, the oldest first."""
    rows = await tasks.mine(turn, staff)
    if not rows:
        return lines(t("task.none"), rows=((button("menu.button.menu", "menu"),),))
    buttons: list[tuple[Button, ...]] = []
    for row in rows[:SHOWN]:
        text = await tasks.wording(turn, row)
        buttons.append((Button(text, f"d:task:{row.id}"),))
    buttons.append((button("menu.button.menu", "menu"),))
    return lines(t("task.title"), rows=tuple(buttons))


async def shown(turn: Turn, staff: Person, task_id: int) -> tuple[int | None, Message]:
    """Whom a task is about, and the task with what can be done; raises Refused for somebody else's."""
    row = await tasks.own(turn, staff, task_id)
    note = await tasks.note_of(turn, row)
    buttons: list[tuple[Button, ...]] = []
    if row.kind in ACTIONS and note.row is not None:
        buttons.append((button(f"task.{row.kind}.done", ACTIONS[row.kind], note.row),))
    else:
        buttons.append((button("task.done", "task_done", row.id),))
    if row.kind in {"register_application", "complete_application"} and note.row is not None:
        buttons.append((button("task.answers", "answers", note.row),))
    if row.kind == "fault" and note.row is not None:
        buttons.insert(0, (button("task.fault.again", "fault_again", row.id),))
    if row.subject_id is not None:
        await _play(turn, Address(staff.id, row.subject_id), row, note)
        buttons.append((button("task.person", "open", row.subject_id),))
        if row.kind in {"move", "talk", "wish_move"}:
            change = button("staff.menu.change", "flow", "change_appointment")
            buttons.insert(0, (change,))
        if row.kind.startswith("leaving"):
            buttons.insert(0, (button("task.leaving.see", "stay", row.subject_id),))
        if row.kind == "silence":
            buttons.append((button("contact.door", "reached", row.subject_id),))
            buttons.append((button("phoneless.door", "phoneless", row.subject_id),))
        if row.kind == "help_without_decision":
            buttons.append((button("begun.door", "begun", row.subject_id),))
        if row.kind in {"new_resident", "unanswered"}:
            buttons.append((button("task.take", "take", row.subject_id),))
    buttons.append((button("staff.menu.tasks", "tasks"), button("menu.button.menu", "menu")))
    body = (await tasks.wording(turn, row), *note.lines, await tasks.owner(turn, row))
    return row.subject_id, lines(*body, rows=tuple(buttons))


async def _play(turn: Turn, to: Address, row: Row, note: tasks.Note) -> None:
    """What was spoken or photographed: a message of its own each, above the task."""
    for file in note.files:
        shown = Message((), media=file)
        about = f"task:{row.id}"
        await say(turn, to, shown, purpose="answer", reads=Thing.TASKS, about=about)
