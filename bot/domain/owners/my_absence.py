"""A worker's own «Jeg er borte»: one tap to whoever stands in, then until when, or planned days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.owners import away
from bot.domain.owners.assigning import MENU, named
from bot.domain.owners.standing import STAND_IN, who_may_stand_in
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment
from bot.store import absences, from_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

MAY = frozenset(STAND_IN)
"""Those who say themselves that they are away."""
ENDS = (
    (
        button("away.ends.today", "away_until", "today"),
        button("away.ends.week", "away_until", "week"),
    ),
)


async def choose(turn: Turn, staff: Person, page: int = 0) -> Message:
    """Who stands in from now: another worker, or nobody yet; or days that are planned."""
    free = await who_may_stand_in(turn, staff.id)
    rows = await named(turn, free, page, "away:", "away_page:")
    rows.append((button("staff.away.none", "away", 0),))
    rows.append((button("away.plan", "flow", "away"),))
    return lines(t("staff.away.who"), rows=(*rows, MENU))


async def go(turn: Turn, staff: Person, stand_in: int | None) -> Message:
    """Away from now; until when is the next tap. Raises Refused."""
    await away.set_away(turn, staff, staff.id, stand_in)
    if stand_in is None:
        return lines(t("staff.away.nobody"), t("away.ends.ask"), rows=(*ENDS, MENU))
    name = (await people.the(turn, stand_in)).name
    return lines(t("staff.away.set", name=name), t("away.ends.ask"), rows=(*ENDS, MENU))


async def until(turn: Turn, staff: Person, choice: str) -> Message:
    """«Ut dagen» or «Ut uka»; raises Told for one who is not away."""
    end = away.until_of(turn, "week" if choice == "week" else "today")
    await away.set_until(turn, staff, end)
    return lines(t("away.ends.set", at=Moment(end)), rows=(MENU,))


async def back(turn: Turn, staff: Person) -> Message:
    """Messages come to the worker again from now on."""
    await away.come_back(turn, staff, staff.id)
    return lines(t("staff.away.ended"), rows=(MENU,))


async def planned(turn: Turn, staff: Person) -> Moment | None:
    """When the next planned absence begins, if there is one."""
    coming = await absences.coming(turn.tx, staff.id, turn.at)
    return Moment(from_us(coming[0].since), "day") if coming else None
