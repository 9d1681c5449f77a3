"""The case officers' room: the list of applications with the meetings ahead, and one case."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.desk.acts import Act
from bot.desk.base import NOT_FOUND
from bot.desk.fields import number
from bot.domain.cases import decisions, listing, offers, standing, timeline
from bot.domain.errors import Refused
from bot.flow.message import Day
from bot.store import case_steps

if TYPE_CHECKING:
    from starlette.responses import Response

    from bot.desk.base import Base, Visit
    from bot.domain.cases.standing import Seen
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Text

SHOWN = 50
OVER = 20
LIVE = "x-desk-live"
"""A page that brings itself up to date says so: nobody has opened anything anew."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The list: what waits, whose it is; the meetings ahead; what is over."""

    waits: tuple[Seen, ...]
    in_all: int
    first: int
    meetings: tuple[tuple[Day, tuple[Seen, ...]], ...]
    over: tuple[Seen, ...]

    @property
    def more(self) -> int:
        """Where the next page begins; 0 on the last."""
        after = self.first + SHOWN
        return after if after < self.in_all else 0


@dataclass(frozen=True, slots=True)
class Case:
    """One case: where it stands, what was marked, the offer, the decisions, and what can be done."""

    resident_id: int
    name: Text
    summary: tuple[Text, ...]
    happened: tuple[Text, ...]
    offer: tuple[Text, ...]
    decisions: tuple[tuple[Text, ...], ...]
    buttons: tuple[Button, ...]


async def listed(turn: Turn, who: Person, first: int) -> Listed:
    """Everything on the list's page; raises Refused for one who has no such list."""
    meetings = await listing.calendar(turn, who)
    return Listed(
        waits=tuple(await listing.page(turn, who, SHOWN, first)),
        in_all=await case_steps.count_open(turn.tx),
        first=first,
        meetings=tuple((Day(day), tuple(seen)) for day, seen in meetings),
        over=tuple(await listing.finished(turn, who, OVER)),
    )


async def one(turn: Turn, who: Person, resident_id: int) -> Case:
    """A case as this reader may see it; raises Refused, also for a resident who is gone."""
    case = await standing.ask(turn, who, "read", resident_id)
    shown = await standing.shown(turn, who, [case])
    if not shown:
        raise Refused("cases.gone")
    return Case(
        resident_id=resident_id,
        name=shown[0].name,
        summary=listing.summary(shown[0]),
        happened=tuple(await timeline.history(turn, resident_id)),
        offer=tuple(await offers.told(turn, who, resident_id)),
        decisions=tuple(await decisions.for_staff(turn, who, resident_id)),
        buttons=tuple(button for row in await listing.buttons(turn, who, case) for button in row),
    )


async def readable(turn: Turn, who: Person, resident_id: int) -> bool:
    """Whether this reader may still see that case."""
    try:
        await standing.ask(turn, who, "read", resident_id)
    except Refused:
        return False
    return True


class Cases:
    """Two pages; whatever is done is a button of the house's, as in a chat."""

    def __init__(self, base: Base) -> None:
        """Of this house."""
        self._base = base

    def routes(self) -> list[Route]:
        """What answers where."""
        inner, get = self._base.inner, ["GET"]
        return [
            Route("/saker", inner(self._list), methods=get),
            Route("/sak/{id}", inner(self._case), methods=get),
        ]

    async def _list(self, visit: Visit) -> Response:
        base = self._base
        first = number(visit.request.query_params.get("fra"))
        try:
            shown = await base.store.read(lambda tx: listed(base.turn(tx), visit.who, first))
        except Refused as refused:
            return self._refused(visit, refused)
        return base.drawing.page("cases.html", visit.who.language, who=visit.who, listed=shown)

    async def _case(self, visit: Visit) -> Response:
        base, who = self._base, visit.who
        resident_id = number(visit.request.path_params["id"])
        try:
            # Asked before it is opened: an address somebody made up opens nothing.
            await base.store.read(lambda tx: standing.ask(base.turn(tx), who, "read", resident_id))
            if LIVE not in visit.request.headers:
                act = Act("press", who.id, data=f"d:case:{resident_id}")
                await base.acts.do(act, secrets.token_urlsafe(16))
            shown = await base.store.read(lambda tx: one(base.turn(tx), who, resident_id))
        except Refused as refused:
            return self._refused(visit, refused)
        return base.drawing.page("case.html", who.language, who=who, case=shown)

    def _refused(self, visit: Visit, refused: Refused) -> Response:
        return self._base.drawing.page(
            "refused.html", visit.who.language, NOT_FOUND, who=visit.who, why=refused.text
        )
