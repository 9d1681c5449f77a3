"""An emoji put on somebody's words: it stands under the same words in the writer's own chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.outgoing import Address, react, say
from bot.domain.relay import answers, thread_access
from bot.domain.texts import lines, t
from bot.flow.message import verbatim
from bot.store import crossing, messages

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def reacted(turn: Turn, who: Person, message_id: int | None, emoji: str) -> None:
    """
    Pass on what now stands on one of our messages; an empty `emoji` takes it back.

    It is no answer, and opens nothing. On one's own words, or on ours, it is nobody's.
    """
    message = await answers.newest(turn, message_id) if message_id is not None else None
    if message is None or message.author_id == who.id or message.deleted_at is not None:
        return
    if who.is_staff and not await thread_access.may_write(turn, who, message.resident_id):
        return
    to = Address(message.author_id, message.resident_id)
    for own in await crossing.own_of(turn.tx, message.id):
        if await messages.places(turn.tx, own.own_id):
            await react(turn, to, own.own_id, emoji)
            return
    if emoji:
        told = lines(t("thread.reacted", name=who.name, emoji=verbatim(emoji)))
        await say(turn, to, told, purpose="receipt", silent=True)
