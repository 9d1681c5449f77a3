"""What the flows of the peers' inbox send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.talk import peers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def peer_message(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A resident's words to the peers."""
    words = sent.word(sent.step)
    return await peers.write(turn, who, words) if words else None


async def peer_answer(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A consultant's words to a resident; raises Refused once it is another's."""
    return await peers.answer(turn, sent.actor, who.id, sent.word("words"))


PEERS: dict[str, Effect] = {"peer_message": peer_message}
PEERS_OF_STAFF: dict[str, Effect] = {"peer_answer": peer_answer}
