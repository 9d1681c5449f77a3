"""What the bot has shown in a worker's chat about a resident goes, when the resident is theirs no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, conversations, people, screens, staff
from bot.domain.came import Came
from bot.domain.outgoing import Address, retract
from bot.domain.relay import notice, thread_access
from bot.domain.texts import lines
from bot.rules.access import Thing
from bot.store import screens as stored_screens
from bot.store import shown

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def sweep(turn: Turn, staff_id: int, resident_id: int, *told: Text) -> None:
    """
    Take away what stands in this chat about this resident, and what waits to be sent there.

    Under 48 hours old it is deleted, after that emptied. Their screen may list the name: it is
    shown anew, under what is `told`.
    """
    await take_away(turn, staff_id, resident_id)
    await show_anew(turn, staff_id, *told)


async def take_away(turn: Turn, staff_id: int, resident_id: int) -> None:
    """As `sweep`, but the screen stays; for one of several, before `show_anew`."""
    await shown.close(turn.tx, staff_id, resident_id)
    await shown.drop_runs(turn.tx, staff_id, resident_id, turn.at)
    await notice.take(turn, staff_id, resident_id)
    to = Address(staff_id, resident_id)
    for message_id in await shown.about(turn.tx, staff_id, resident_id):
        await retract(turn, to, message_id, purpose="screen")


async def no_longer_theirs(turn: Turn, who: Person) -> None:
    """As `take_away`, of everybody of whom they may read nothing any more."""
    for resident_id in await shown.whom(turn.tx, who.id):
        if await people.person(turn, resident_id) is None:
            continue  # erased: nothing of them stands anywhere
        stands = await thread_access.stands(turn, who, resident_id)
        if not access.whole(access.allowed(who, "read", Thing.THREAD, stands)):
            await take_away(turn, who.id, resident_id)


async def show_anew(turn: Turn, staff_id: int, *told: Text) -> None:
    """The conversation they are in, or the menu, as it reads now."""
    who = await people.person(turn, staff_id)
    if who is None or await stored_screens.of(turn.tx, staff_id) is None:
        return
    if await conversations.show_again(turn, who, Came(), before=told):
        return
    home = await staff.menu(turn, who)
    await screens.show(turn, staff_id, lines(*told, *home.lines, rows=home.rows), anew=True)
