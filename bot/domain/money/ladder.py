"""What may happen when rent is not paid, in calm words: the pack's cards, each with its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.texts import t
from bot.flow.message import Day, Text
from bot.pack import cards

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.pack.parts.places import Card

STEPS = (1, 2, 3)
"""As many cards as the conversation has room for, the pack's first ones."""


def card(step: int) -> Callable[[Turn, Person], Awaitable[Text]]:
    """The words of a card, when it was checked, and for one about the law where that stands."""

    async def shown(turn: Turn, who: Person) -> Text:
        found = _card(turn, step)
        if found is None:
            return Text("engine.gone")
        law = next((one for one in turn.house.pack.laws if one.id == found.law), None)
        return t(
            "cannot_pay.card" if law is None else "cannot_pay.card.law",
            title=found.title.in_language(who.language),
            text=found.text.in_language(who.language),
            checked=Day(found.checked),
            source=law.source if law else "",
        )

    return shown


def there_is(step: int) -> Callable[[Turn, Person], Awaitable[bool | None]]:
    """Whether there is such a card that is not too old to be shown."""

    async def known(turn: Turn, _: Person) -> bool | None:
        return _card(turn, step) is not None

    return known


def _card(turn: Turn, step: int) -> Card | None:
    found = cards(turn.house.pack, "arrears", turn.today)
    return found[step - 1] if len(found) >= step else None
