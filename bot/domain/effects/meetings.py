"""What the conversation about who comes along sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings import inviting
from bot.domain.meetings.together import Guest

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def appointment_people(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """The resident is asked about one more; raises Told, Refused."""
    ahead = await inviting.ahead_with(turn, sent.actor.id, who.id)
    which = int(sent.word("which") or (ahead[0].id if ahead else 0))
    colleague = sent.word("who") == "colleague"
    return await inviting.invite(
        turn,
        sent.actor,
        which,
        staff_id=int(sent.word("colleague")) if colleague else None,
        guest=None if colleague else Guest(sent.word("name"), sent.word("role")),
        each_time=sent.word("how_many") == "all",
    )


MEETINGS_OF_STAFF: dict[str, Effect] = {"appointment_people": appointment_people}
