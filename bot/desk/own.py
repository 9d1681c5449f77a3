"""What somebody decides about themselves at the desk: how they are called, how they sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from bot.desk.base import LONGEST
from bot.desk.webpush import b64, public_of
from bot.domain import people
from bot.domain.at_desk import calling, pushes
from bot.domain.at_desk.calling import Wish
from bot.domain.errors import Told
from bot.domain.languages import LANGUAGES

if TYPE_CHECKING:
    from starlette.responses import Response

    from bot.desk.base import Base, Visit
    from bot.domain.people import Person


class Own:
    """The page of one's own settings."""

    def __init__(self, base: Base) -> None:
        """Of this house."""
        self._base = base

    def routes(self) -> list[Route]:
        """What answers where."""
        return [
            Route("/meg", self._base.inner(self._look), methods=["GET"]),
            Route("/meg", self._base.inner(self._choose), methods=["POST"]),
            Route("/meg/sprak", self._base.inner(self._speak), methods=["POST"]),
        ]

    async def _look(self, visit: Visit) -> Response:
        return await self._page(visit.who)

    async def _page(
        self, who: Person, *, wish: Wish | None = None, why: Any = None, saved: bool = False
    ) -> Response:
        base = self._base
        stored = await base.store.read(lambda tx: calling.wish_of(base.turn(tx), who))
        called = await base.store.read(lambda tx: pushes.browsers(base.turn(tx), who.id))
        return base.drawing.page(
            "me.html",
            who.language,
            who=who,
            wish=wish or stored,
            push=b64(public_of(await base.pusher.secret())) if base.pusher.there else "",
            browsers=len(called),
            hours=base.house.worker_hours(who.language),
            login=base.login.there,
            languages=[
                (one, LANGUAGES[one]) for one in base.house.pack.languages if one in LANGUAGES
            ],
            why=why,
            saved=saved,
        )

    async def _choose(self, visit: Visit) -> Response:
        form = await visit.request.form()
        address, hours = str(form.get("address", "")), str(form.get("hours", ""))
        base = self._base
        try:
            await base.store.transact(
                lambda tx: calling.choose(base.turn(tx), visit.who, address, hours)
            )
        except Told as told:
            kept = Wish(address[:LONGEST], "always" if hours == "always" else "working")
            return await self._page(visit.who, wish=kept, why=told.text)
        return await self._page(visit.who, saved=True)

    async def _speak(self, visit: Visit) -> Response:
        """The language of one's own pages and messages; another than ours changes nothing."""
        form = await visit.request.form()
        base, language = self._base, str(form.get("language", ""))
        who = visit.who
        if language in LANGUAGES and language in base.house.pack.languages:
            who = await base.store.transact(lambda tx: people.speak(base.turn(tx), who, language))
        return await self._page(who)
