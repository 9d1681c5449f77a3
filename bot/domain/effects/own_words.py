"""What a person adds in their own words, wherever a flow asks for it: it is a message to their contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.relay.threads import Words, write_to_contact
from bot.flow.message import Media

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def to_contact(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """Words or a file go to the contact, as if written there; nothing where none was given."""
    value = sent.value(sent.step)
    if isinstance(value, Media):
        await write_to_contact(turn, who, [Words(media=value)])
    elif isinstance(value, str) and value:
        await write_to_contact(turn, who, [Words(text=value)])
    return None
