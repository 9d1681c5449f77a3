"""What the conversation about money sends: at every answer, to a human, never to the landlord's side."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain.discharge import checklist
from bot.domain.effects.own_words import to_contact
from bot.domain.housing import deadlines
from bot.domain.money import cannot_pay, rent
from bot.domain.relay.threads import Words, write_to_contact
from bot.flow.message import Media
from bot.rules.deadline_plan import KINDS

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def told(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """What is known so far."""
    await cannot_pay.tell(turn, who, sent)
    return None


async def photo(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A letter in a picture: the human reads it, nobody else does."""
    value = sent.value(sent.step)
    if isinstance(value, Media):
        await write_to_contact(turn, who, [Words(media=value)])
    await cannot_pay.tell(turn, who, sent)
    return None


async def rent_away(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """Who pays the rent while the person is away."""
    if sent.word("home") == "no":
        return None
    day = sent.word("until")
    until = dt.date.fromisoformat(day) if day else None
    if sent.word("pays") in {"self", "standing", "other"}:
        await checklist.rent_settled(turn, who)
    return await rent.away(turn, who, sent.word("pays"), until, sent.texts())


async def deadline(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A deadline to be reminded of."""
    kind = sent.word("what")
    if kind not in KINDS:
        return None
    day = sent.word("day") or sent.word("came")
    return await deadlines.wish(turn, who, kind, dt.date.fromisoformat(day) if day else None)


MONEY: dict[str, Effect] = {
    "cannot_pay": told,
    "cannot_pay_photo": photo,
    "cannot_pay_words": to_contact,
    "deadline": deadline,
    "rent_away": rent_away,
}
