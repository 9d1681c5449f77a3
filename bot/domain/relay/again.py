"""«Prøv igjen»: words to a resident that did not come through, sent once more by whoever wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access
from bot.domain.errors import Refused, Told
from bot.domain.relay import thread_access
from bot.domain.relay.content import words_of
from bot.domain.relay.threads import pass_on
from bot.store import threads

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def send_again(turn: Turn, staff: Person, message_id: int) -> int:
    """
    Let one's own words that did not come through go out once more; to whom.

    Raises Told for words that are not theirs, are gone, or have come through; Refused for a
    resident they may no longer write to.
    """
    message = await threads.by_id(turn.tx, message_id)
    if message is None or message.deleted_at is not None or message.inbound:
        raise Told("thread.gone")
    if message.author_id != staff.id:
        raise Told("came.not_yours")
    if not await thread_access.may_write(turn, staff, message.resident_id):
        raise Refused("staff.no_longer")
    if message.state != "failed":
        raise Told("thread.again.not_needed")
    await access.note(turn, staff, "send own message again", message.resident_id)
    await threads.mark_state(turn.tx, message.id, "queued", turn.at)
    await pass_on(turn, staff, message, await words_of(turn, message))
    return message.resident_id
