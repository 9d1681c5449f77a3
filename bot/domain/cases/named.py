"""What the flows about cases may name: what the resident will read, wishes, meetings, kinds of decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.cases import moves, offers, wishes
from bot.domain.texts import t
from bot.flow import Choice
from bot.flow.message import Day, Text, verbatim
from bot.pack import meetings_ahead

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Moment

    Value = Callable[[Turn, Person], Awaitable[str | int | Day | Moment | Text]]

MEETINGS = 4
REASONS = ("size", "place", "rent", "other")
"""Why a home does not suit, beside what one has wished for."""


def _says(step: str) -> Callable[[Turn, Person], Awaitable[Text]]:
    async def said(turn: Turn, _: Person) -> Text:
        return moves.says(turn, step, turn.today)[0]

    return said


async def _offer_words(turn: Turn, who: Person) -> Text:
    """The home as it is offered, one thing a line."""
    found = await offers.of_resident(turn, who.id)
    if found is None:
        return t("offered.none")
    text, *more = offers.described(await offers.opened(turn, found))
    for one in more:
        text = t("offered.line", said=text, more=one)
    return text


async def _offer_day(turn: Turn, who: Person) -> Day:
    found = await offers.of_resident(turn, who.id)
    return Day(offers.last_day(found) if found is not None else turn.today)


async def _offer_rent(turn: Turn, who: Person) -> Text:
    found = await offers.of_resident(turn, who.id)
    home = await offers.opened(turn, found) if found is not None else None
    if home is None or home.rent is None:
        return t("offered.rent.unknown")
    return t("offered.rent", n=home.rent)


async def _offer_reasons(turn: Turn, who: Person) -> tuple[Choice, ...]:
    """First what they have wished for themselves, then what else it may be."""
    wished = await wishes.recorded(turn, who)
    return (
        *(Choice(one.id, t("offered.reason.wish", wish=one.label)) for one in wished),
        *(Choice(one, t(f"offered.reason.{one}")) for one in REASONS),
    )


async def _meetings(turn: Turn, _: Person) -> tuple[Choice, ...]:
    ahead = meetings_ahead(turn.house.pack, turn.today, MEETINGS)
    return tuple(Choice(day.isoformat(), t("offered.day", day=Day(day))) for day in ahead)


async def _decision_kinds(turn: Turn, who: Person) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.decision, verbatim(one.name.in_language(who.language)))
        for one in turn.house.pack.appeals
    )


async def _has_wishes(turn: Turn, who: Person) -> bool | None:
    return bool(await wishes.readable(turn, who))


async def _has_offer(turn: Turn, who: Person) -> bool | None:
    return await offers.of_resident(turn, who.id) is not None


VALUES: dict[str, Value] = {
    **{f"says_{step}": _says(step) for step in moves.STEPS},
    "offer_words": _offer_words,
    "offer_day": _offer_day,
    "offer_rent": _offer_rent,
}
SOURCES = {
    "allocation_meetings": _meetings,
    "recorded_wishes": wishes.readable,
    "offer_reasons": _offer_reasons,
    "decision_kinds": _decision_kinds,
}
FACTS = {"has_wishes": _has_wishes, "has_offer": _has_offer}
