"""What flows about repairs name: the number that is answered now, who mends what, which one it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.repairs import parts, waiting
from bot.domain.texts import t
from bot.flow import Choice
from bot.flow.message import Day, Moment, Text
from bot.store import from_us

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def _now(turn: Turn, _: Person) -> str:
    return waiting.number(turn)


async def _who_mends(turn: Turn, who: Person) -> Text:
    law = turn.house.pack.repairs.who_mends
    text = law.text.in_language(who.language)
    return t("broken.who_mends", text=text, source=law.source, date=Day(law.date))


async def _theirs(turn: Turn, who: Person) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for row in await parts.open_of(turn, who.id):
        body = await parts.body_of(turn, row)
        at = Moment(from_us(row.since), "day")
        found.append(Choice(str(row.id), t("broken.choice", what=body.what, at=at)))
    return tuple(found)


async def _several(turn: Turn, who: Person) -> bool | None:
    return len(await parts.open_of(turn, who.id)) > 1


VALUES: dict[str, Callable[[Turn, Person], Awaitable[str | int | Day | Moment | Text]]] = {
    "repair_now": _now,
    "who_mends": _who_mends,
}
SOURCES = {"their_repairs": _theirs}
FACTS = {"several_repairs": _several}
