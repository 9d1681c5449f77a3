"""A task is given back to everybody whose it may be, or passed on to a colleague: it is never nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people, tasks
from bot.domain.errors import Refused, Told
from bot.domain.relay import thread_access
from bot.domain.repairs import parts, waiting
from bot.domain.roles import UNITS
from bot.domain.texts import button, lines, t
from bot.rules.access import Thing
from bot.store import repairs
from bot.store import tasks as stored

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

FIXED = frozenset({"fault", "danger"})
"""What stays whose it is: a fault is the administrators', a flag goes its own way."""
SHARED = ("duty", "coordinator", *UNITS)
"""Roles whose tasks any of their holders may have; a worker's name somebody they follow up."""
BACK = (button("staff.menu.tasks", "tasks"), button("menu.button.menu", "menu"))


def back_to(role: str) -> str:
    """Whose it is once it is given back: the role's own, or the coordinators' for a worker's."""
    return role if role in SHARED else "coordinator"


async def may_move(turn: Turn, staff: Person, task_id: int) -> bool:
    """Whether this one can be given back or passed on by this person."""
    row = await tasks.own(turn, staff, task_id)
    return row.state == "open" and row.kind not in FIXED and row.subject_id is not None


async def _asked(turn: Turn, staff: Person, task_id: int) -> stored.Row:
    row = await tasks.own(turn, staff, task_id)
    if row.state != "open":
        raise Told("task.moved.over")
    if not await may_move(turn, staff, task_id):
        raise Refused("staff.refused")
    return row


async def give_back(turn: Turn, staff: Person, task_id: int) -> Message:
    """«Gi tilbake»: everybody in the role has it, and is told; raises Refused, Told."""
    row = await _asked(turn, staff, task_id)
    role = back_to(row.owner_role)
    if row.owner_id is None and role == row.owner_role:
        raise Told("task.moved.shared")
    role = role if await people.holders(turn, role) else "coordinator"
    await stored.hand_to(turn.tx, row.id, role, None)
    await access.note(turn, staff, "gave a task back", row.subject_id)
    if not await _of_a_repair(turn, row, None):
        await tasks.ring(turn, row.id)
    return lines(t("task.moved.back", role=t(f"staff.role.{role}")), rows=(BACK,))


async def _of_a_repair(turn: Turn, row: stored.Row, to: int | None) -> bool:
    """What is to be mended goes with its task; False for a task about something else."""
    about = (await tasks.note_of(turn, row)).row if row.kind == "repair" else None
    found = await repairs.by_id(turn.tx, about or 0)
    if found is None:
        return False
    if to is None:
        await waiting.release(turn, found)
        return True
    await parts.write(turn, found, await parts.body_of(turn, found), caretaker_id=to)
    return True


async def to_whom(turn: Turn, staff: Person, task_id: int) -> Message:
    """Colleagues who may have it, to choose from; raises Refused, Told."""
    row = await _asked(turn, staff, task_id)
    found = await able(turn, staff, row)
    if not found:
        raise Told("task.moved.nobody")
    rows = tuple(
        (button("staff.list.row", "task_pass_to", f"{row.id}.{one.id}", name=one.name),)
        for one in found
    )
    return lines(t("task.moved.who"), rows=(*rows, BACK))


async def able(turn: Turn, staff: Person, row: stored.Row) -> list[Person]:
    """
    Who else may have it: a colleague in the role it is in, and there now.

    A worker's task names somebody: only one who may read that person may have it.
    """
    away = await people.away_now(turn)
    found: list[Person] = []
    for one in await people.holders(turn, row.owner_role):
        who = await people.person(turn, one)
        if who is None or one in {staff.id, row.owner_id} or one in away:
            continue
        if row.owner_role in SHARED or await _reads(turn, who, row.subject_id or 0):
            found.append(who)
    return found


async def _reads(turn: Turn, who: Person, resident_id: int) -> bool:
    stands = await thread_access.stands(turn, who, resident_id)
    return access.whole(access.allowed(who, "read", Thing.THREAD, stands))


async def pass_on(turn: Turn, staff: Person, task_id: int, to_id: int) -> Message:
    """A colleague has it from now on, and is told; raises Refused, Told."""
    row = await _asked(turn, staff, task_id)
    if to_id == row.owner_id:
        has_it = await people.the(turn, to_id)
        return lines(t("task.moved.on", name=has_it.name), rows=(BACK,))
    to = next((one for one in await able(turn, staff, row) if one.id == to_id), None)
    if to is None:
        raise Refused("staff.refused")
    await stored.hand_to(turn.tx, row.id, row.owner_role, to.id)
    await access.note(turn, staff, "passed a task on", row.subject_id)
    await _of_a_repair(turn, row, to.id)
    await tasks.ring(turn, row.id)
    return lines(t("task.moved.on", name=to.name), rows=(BACK,))
