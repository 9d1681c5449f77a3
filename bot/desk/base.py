"""What every page of the desk has at hand, and how the inner ones ask who is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import RedirectResponse

from bot.desk import measure
from bot.domain.turn import Turn
from bot.store import random_id

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.clock import Clock
    from bot.desk.acts import Acts
    from bot.desk.draw import Drawing
    from bot.desk.live import Live
    from bot.desk.login import MunicipalLogin
    from bot.desk.pusher import Pusher
    from bot.desk.session import Sessions
    from bot.desk.uploads import Intake
    from bot.domain.people import Person
    from bot.domain.turn import House
    from bot.store import Store, Tx
    from bot.store.desk import Session

    Page = Callable[["Visit"], Awaitable[Response]]
    Fetch = Callable[[str], Awaitable[bytes]]

LONGEST = 4096  # characters; what Telegram takes in one message
KEPT = ("words", "answers", "quote", "changes", "seen", "by", "nonce", "about")
"""What of a form is kept where the session ended meanwhile: never what a button would have done."""
BEGINNING = "nb"  # the language of whoever has not come in
NO_CONTENT, SEE_OTHER, UNAUTHORIZED, NOT_FOUND = 204, 303, 401, 404
TOO_LARGE, MANY, BAD_GATEWAY = 413, 429, 502


class Visit(NamedTuple):
    """One request of somebody who is signed in."""

    request: Request
    session: Session
    who: Person


@dataclass(frozen=True, slots=True)
class Base:
    """The house behind the pages."""

    house: House
    store: Store
    clock: Clock
    sessions: Sessions
    acts: Acts
    drawing: Drawing
    live: Live
    login: MunicipalLogin
    fetch: Fetch
    intake: Intake
    pusher: Pusher

    def turn(self, tx: Tx) -> Turn:
        """A turn for reading."""
        return Turn(tx, self.clock.now(), random_id, self.house)

    def inner(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        """`page`, for whoever is signed in only."""

        async def asked(request: Request) -> Response:
            found = await self.sessions.who(request)
            if found is None:
                return await self._signed_out(request)
            return await page(Visit(request, *found))

        return asked

    async def _signed_out(self, request: Request) -> Response:
        """Whoever was writing keeps what they wrote, and can send it once they are back."""
        kept: dict[str, str] = {}
        if request.method == "POST":
            measure.allow(request, measure.LARGEST_UNKNOWN)
            sent = await self.intake.collect(request, files=False)
            kept = {one: sent.fields[one][:LONGEST] for one in KEPT if one in sent.fields}
        if request.method == "GET" and request.url.path == "/":
            return RedirectResponse("/inn", SEE_OTHER)
        return self.drawing.page(
            "ended.html", BEGINNING, UNAUTHORIZED, kept=kept, to=request.url.path
        )
