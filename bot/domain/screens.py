"""
The one living screen: a conversation is one message that changes.

A press edits it. When something else has been said in the chat since, it is sent anew at the
bottom and the old one is folded to a line, so that nobody can scroll through a life.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.outgoing import LABEL, Address, Content, amend, retract, say
from bot.store import deliveries, screens

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.flow.message import Message


async def show(
    turn: Turn,
    person_id: int,
    message: Message,
    *,
    pressed: int | None = None,
    anew: bool = False,
    about: int | None = None,
    reads: str = "",
) -> int:
    """
    Let the person's screen be this message.

    `pressed` is the id of our message on which a button was pressed, if one was: while nothing has
    come in between, that message is changed; otherwise the screen moves to the bottom. `about` is
    whose answers it shows, if another's: it is sealed with their key; `reads` is which thing of
    theirs they belong to.
    """
    to = Address(person_id, about or person_id)
    current = await screens.of(turn.tx, person_id)
    if (
        current is not None
        and not anew
        and not current.buried
        and pressed in {None, current.message_id}
    ):
        await amend(turn, to, current.message_id, message, purpose="screen", reads=reads)
        return current.message_id
    if current is not None:
        await retract(turn, to, current.message_id, purpose="screen")
    if pressed is not None and (current is None or pressed != current.message_id):
        await forget_buttons(turn, person_id, pressed)
    message_id = await say(turn, to, message, purpose="screen", reads=reads)
    await screens.put(turn.tx, person_id, message_id, turn.at)
    return message_id


async def forget_buttons(turn: Turn, person_id: int, message_id: int) -> None:
    """An old screen with buttons is taken away once the current one is shown below it."""
    if await screens.is_screen(turn.tx, message_id):
        await retract(turn, Address(person_id, person_id), message_id, purpose="screen")


async def is_shown(turn: Turn, person_id: int, message_id: int | None) -> bool:
    """Whether this message of ours is the person's screen, with nothing below it."""
    current = await screens.of(turn.tx, person_id)
    return current is not None and not current.buried and current.message_id == message_id


async def _content(turn: Turn, message_id: int) -> Message | None:
    shown = await deliveries.latest_of(turn.tx, message_id)
    if shown is None or shown.body is None:
        return None
    content = await turn.unseal(shown.subject_id, LABEL, shown.id, shown.body, Content)
    return content.message


async def shown(turn: Turn, person_id: int) -> Message | None:
    """What the person's screen shows now, for a door that draws it itself."""
    current = await screens.of(turn.tx, person_id)
    return await _content(turn, current.message_id) if current is not None else None


async def offers(turn: Turn, person_id: int, message_id: int | None, data: str) -> bool:
    """Whether this message is the screen, and has this button now: an old one authorises nothing."""
    if message_id is None or not await is_shown(turn, person_id, message_id):
        return False
    shown = await _content(turn, message_id)
    return shown is not None and any(one.data == data for row in shown.rows for one in row)


async def repeat(turn: Turn, person_id: int) -> bool:
    """Show once more what the screen shows; False where that is not known any more."""
    current = await screens.of(turn.tx, person_id)
    shown = await _content(turn, current.message_id) if current else None
    if current is None or shown is None:
        return False
    to = Address(person_id, person_id)
    await amend(turn, to, current.message_id, shown, purpose="screen")
    return True


async def bury(turn: Turn, person_id: int) -> None:
    """Something else now stands below the screen: the next thing to show goes to the bottom."""
    await screens.bury(turn.tx, person_id)
