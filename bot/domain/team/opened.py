"""What stands around the words of somebody who is open: why they are here, notes, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.relay import thread_access
from bot.domain.remember import unanswered
from bot.domain.team import notes, urgent
from bot.domain.texts import button, lines, t
from bot.store import danger, need, open_persons

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text
    from bot.rules.access import Relation


async def before(turn: Turn, staff: Person, stands: Relation, resident_id: int) -> list[Text]:
    """Above what the resident wrote: what is open about them, and what colleagues noted."""
    return [
        *await urgent.at_top(turn, resident_id),
        *await notes.at_top(turn, staff, stands, resident_id),
    ]


async def first(turn: Turn, resident_id: int) -> list[tuple[Button, ...]]:
    """Before every other button: what may be danger, which a human has to open and answer for."""
    flags = await danger.open_about(turn.tx, resident_id)
    return [(button("danger.staff.see", "danger", flag.id),) for flag in flags[:1]]


def below(resident_id: int) -> tuple[tuple[Button, ...], ...]:
    """Under everything else: the next one, done for now, and back to the list."""
    return (
        (button("list.next", "next", resident_id), button("staff.done", "done", resident_id)),
        (button("staff.menu.list", "list"),),
    )


async def done(turn: Turn, staff: Person, resident_id: int) -> Message:
    """
    «Ferdig nå»: what has been opened needs no answer, and plain words go to nobody.

    What came after it was shown still waits, and that is said.
    """
    closed = True
    if await thread_access.may_write(turn, staff, resident_id):
        closed = await need.close_seen(turn.tx, resident_id)
        await unanswered.answered(turn, resident_id)
        await unanswered.watch(turn, resident_id)
    await open_persons.put(turn.tx, staff.id, None, turn.at)
    rows: tuple[tuple[Button, ...], ...] = (
        (button("list.next", "next", resident_id), button("menu.button.menu", "menu")),
    )
    if closed:
        return lines(t("staff.done.said"), rows=rows)
    resident = await people.the(turn, resident_id)
    opens = (button("staff.notice.open", "open", resident_id),)
    return lines(t("staff.done.more", name=resident.name), rows=(opens, *rows))
