"""Tasks as screens: the list, and one with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, task_moves, tasks
from bot.domain.outgoing import Address, say
from bot.domain.roles import UNITS
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
    "repair": "repair",
    "repair_unopened": "repair",
    "repair_move": "repair",
}
OF_REPAIRS = frozenset({"repair", "repair_unopened", "repair_move"})
OF_A_CASE = frozenset(
    {
        "register_application", "complete_application", "offer_accepted", "offer_declined",
        "offer_talk", "offer_unanswered", "case_unowned", "preliminary_answer",
    }
)  # fmt: skip
"""Those that lead on to where the application stands."""


async def listed(turn: Turn, staff: Person) -> Message:
    """The open tasks as a screen, the oldest first."""
    rows = await tasks.mine(turn, staff)
    if not rows:
        return lines(t("task.none"), rows=((button("menu.button.menu", "menu"),),))
    buttons: list[tuple[Button, ...]] = []
    for row in rows[:SHOWN]:
        text = await tasks.wording(turn, row, staff)
        buttons.append((Button(text, f"d:task:{row.id}"),))
    buttons.append((button("menu.button.menu", "menu"),))
    return lines(t("task.title"), rows=tuple(buttons))


async def shown(turn: Turn, staff: Person, task_id: int) -> tuple[int | None, Message]:
    """Whom a task is about, and the task with what can be done; raises Refused for somebody else's."""
    row = await tasks.own(turn, staff, task_id)
    note = await tasks.note_of(turn, row)
    buttons: list[tuple[Button, ...]] = []
    if row.kind in OF_REPAIRS:
        buttons += await _about_a_repair(turn, staff, row, note)
    elif row.kind in ACTIONS and note.row is not None:
        buttons.append((button(f"task.{row.kind}.done", ACTIONS[row.kind], note.row),))
    else:
        buttons.append((button("task.done", "task_done", row.id),))
    if row.kind in {"register_application", "complete_application"} and note.row is not None:
        buttons.append((button("task.answers", "answers", note.row),))
    if row.kind == "fault" and note.row is not None:
        buttons.insert(0, (button("task.fault.again", "fault_again", row.id),))
    if row.subject_id is not None:
        await _play(turn, Address(staff.id, row.subject_id), row, note)
        if not staff.roles <= frozenset(UNITS):
            # Who follows nobody up has no such room to go to.
            buttons.append((button("task.person", "open", row.subject_id),))
        _of_its_kind(buttons, row, row.subject_id)
    if await task_moves.may_move(turn, staff, row.id):
        moves = button("task.back", "task_back", row.id), button("task.pass", "task_pass", row.id)
        buttons.append(moves)
    buttons.append((button("staff.menu.tasks", "tasks"), button("menu.button.menu", "menu")))
    body = (await tasks.wording(turn, row, staff), *note.lines, await tasks.owner(turn, row))
    return row.subject_id, lines(*body, rows=tuple(buttons))


def _of_its_kind(buttons: list[tuple[Button, ...]], row: Row, subject: int) -> None:
    """What this kind of task is done by, beside what every one of them has."""
    if row.kind in {"move", "talk", "wish_move"}:
        change = button("staff.menu.change", "flow", "change_appointment")
        buttons.insert(0, (change,))
    if row.kind.startswith("leaving"):
        buttons.insert(0, (button("task.leaving.see", "stay", subject),))
    if row.kind == "silence":
        buttons.append((button("contact.door", "reached", subject),))
        buttons.append((button("phoneless.door", "phoneless", subject),))
    if row.kind == "help_without_decision":
        buttons.append((button("begun.door", "begun", subject),))
    if row.kind in OF_A_CASE:
        buttons.insert(0, (button("cases.open", "case", subject),))
    if row.kind in {"new_resident", "unanswered"}:
        buttons.append((button("task.take", "take", subject),))


async def _about_a_repair(
    turn: Turn, staff: Person, row: Row, note: tasks.Note
) -> list[tuple[Button, ...]]:
    """It is mended in its own room; one who only sees to it that somebody does says when that is done."""
    buttons: list[tuple[Button, ...]] = []
    subject = row.subject_id or 0
    if note.row is not None and await access.may(turn, staff, "read", Thing.REPAIRS, subject):
        buttons.append((button("task.repair.done", "repair", note.row),))
    if row.kind != "repair":
        buttons.append((button("task.done", "task_done", row.id),))
    return buttons


async def _play(turn: Turn, to: Address, row: Row, note: tasks.Note) -> None:
    """What was spoken or photographed: a message of its own each, above the task."""
    for file in note.files:
        shown = Message((), media=file)
        about = f"task:{row.id}"
        await say(turn, to, shown, purpose="answer", reads=Thing.TASKS, about=about)
