"""What a person typed as an answer is stored and leaves the chat; they are told why, or that it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people, screens
from bot.domain.outgoing import Address, say, take_away
from bot.domain.texts import lines, t

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def leaves(turn: Turn, who: Person, platform_id: int | None) -> tuple[Text, ...]:
    """Take the message away; the first time, a sentence that says why."""
    if platform_id is None:
        return ()
    await take_away(turn, who.id, platform_id)
    if who.profile.typed_told:
        return ()
    await people.change(turn, who, typed_told=True)
    return (t("menu.typed_away"),)


async def stays(turn: Turn, person_id: int, caused_at: int) -> None:
    """The channel refused: it is too old, or something failed. The person is told the truth."""
    who = await people.person(turn, person_id)
    if who is None:
        return
    told = lines(t("menu.typed_stays"))
    await say(turn, Address(who.id, who.id), told, purpose="answer", caused_at=caused_at)
    await screens.bury(turn, who.id)
