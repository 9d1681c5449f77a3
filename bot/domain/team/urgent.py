"""Staff mark somebody as urgent: with an owner from the first moment, and a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people, tasks
from bot.domain.errors import Refused
from bot.domain.relay import thread_access
from bot.domain.texts import button, lines, t
from bot.rules.need import KINDS
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text

KIND = "urgent_marked"
AT_TOP = 3


async def _ask(turn: Turn, staff: Person, resident_id: int) -> None:
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.refused")


async def mark(turn: Turn, staff: Person, resident_id: int) -> Message:
    """
    This is urgent from now on: whoever has the resident owns it, or the one on duty if asked.

    Marked once more it is the same mark. Raises Refused.
    """
    await _ask(turn, staff, resident_id)
    contact = await people.contact_of(turn, resident_id)
    note = tasks.Note(values={"worker": staff.profile.name or ""}, at=turn.now)
    made = await tasks.open_once(
        turn, KIND, contact.role, subject=resident_id, owner=contact.owner, note=note
    )
    if made is not None:
        await access.note(turn, staff, "marked as urgent", resident_id)
    return await _screen(turn, resident_id)


async def _screen(turn: Turn, resident_id: int) -> Message:
    body: list[Text] = []
    rows: list[tuple[Button, ...]] = []
    for row in await stored_tasks.open_about(turn.tx, resident_id, KIND):
        body += [await tasks.wording(turn, row), await tasks.owner(turn, row)]
        rows.append((button("urgent.calm", "calm", resident_id),))
        if row.owner_role != "duty" and await people.holders(turn, "duty"):
            rows.append((button("urgent.to_duty", "urgent_to_duty", resident_id),))
    rows.append((button("situation.person", "open", resident_id), button("list.next", "next")))
    return lines(*body, rows=tuple(rows))


async def to_duty(turn: Turn, staff: Person, resident_id: int) -> Message:
    """Whoever is on duty owns it from now on, and is told by a notice; raises Refused."""
    await _ask(turn, staff, resident_id)
    for row in await stored_tasks.open_about(turn.tx, resident_id, KIND):
        await stored_tasks.hand_to(turn.tx, row.id, "duty", None)
        await tasks.ring(turn, row.id)
    return await _screen(turn, resident_id)


async def calm(turn: Turn, staff: Person, resident_id: int) -> Message:
    """It is not urgent any more: the mark goes, what waits for an answer stays. Raises Refused."""
    await _ask(turn, staff, resident_id)
    await tasks.finish_about(turn, staff, resident_id, KIND)
    await access.note(turn, staff, "no longer urgent", resident_id)
    resident = await people.the(turn, resident_id)
    rows = (
        (button("urgent.again", "urgent", resident_id),),
        (button("situation.person", "open", resident_id), button("list.next", "next")),
    )
    return lines(t("urgent.calmed", name=resident.name), rows=rows)


async def at_top(turn: Turn, resident_id: int) -> list[Text]:
    """Why somebody stands high in the list, for the head of an opened person."""
    found = await stored_tasks.open_about(turn.tx, resident_id)
    named = [row for row in found if row.kind in KINDS]
    return [await tasks.wording(turn, row) for row in named[:AT_TOP]]
