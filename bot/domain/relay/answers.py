"""Which message of a thread a reply answers, when it is a reply to one of ours or to one's own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.relay.content import words_of
from bot.store import crossing, threads

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def answered(
    turn: Turn, who: Person, replied_to: int | None, quote: str
) -> tuple[int | None, str]:
    """
    The thread's message and the quoted part of it.

    Where ours shows several, it is the one that was quoted from; of a list as a whole nothing is
    guessed. A quote from something else than a human's words is kept for a resident only: staff
    may quote what is not for the resident's eyes.
    """
    if replied_to is None:
        return None, ""
    found = await _candidates(turn, replied_to)
    if quote:
        for message in reversed(found):
            if any(quote in one for one in (await words_of(turn, message)).written):
                return message.id, quote
    if len(found) == 1:
        return found[0].id, ""
    return None, "" if who.is_staff else quote


async def newest(turn: Turn, message_id: int) -> threads.ThreadMessage | None:
    """The thread's message that this line or message shows, the last where it shows several."""
    found = await _candidates(turn, message_id)
    return found[-1] if found else None


async def _candidates(turn: Turn, message_id: int) -> list[threads.ThreadMessage]:
    own = await crossing.own(turn.tx, message_id)
    if own is not None:
        ids = [own.thread_id]
    else:
        ids = [one.thread_id for one in await crossing.shown_in(turn.tx, message_id)]
    if not ids:
        return await threads.told_by(turn.tx, message_id)
    found = [await threads.by_id(turn.tx, one) for one in dict.fromkeys(ids)]
    return [one for one in found if one is not None]
