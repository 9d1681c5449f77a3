"""The addresses of the desk: what is read, what is done, and who may come here at all."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.desk import view
from bot.desk.acts import Act
from bot.domain import calling
from bot.domain.calling import Wish
from bot.domain.errors import Refused, Told
from bot.domain.texts import t
from bot.domain.turn import Turn
from bot.flow.message import Message
from bot.store import random_id

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from bot.clock import Clock
    from bot.desk.acts import Acts, Answer
    from bot.desk.draw import Drawing
    from bot.desk.live import Live
    from bot.desk.session import Sessions
    from bot.domain.people import Person
    from bot.domain.turn import House
    from bot.store import Store, Tx
    from bot.store.desk import Session

    Page = Callable[["Visit"], Awaitable[Response]]

LONGEST = 4096  # characters; what Telegram takes in one message
LARGEST = 2**63 - 1
SEE_OTHER = 303
NOT_FOUND, GONE_OUT, MANY, SLOW = 404, 401, 429, 202
BEGINNING = "nb"


class Visit(NamedTuple):
    """One request of somebody who is signed in."""

    request: Request
    session: Session
    who: Person


class Pages:
    """Every page: `inner` ones ask first who is there."""

    def __init__(
        self,
        house: House,
        store: Store,
        clock: Clock,
        sessions: Sessions,
        acts: Acts,
        drawing: Drawing,
        live: Live,
    ) -> None:
        """Made by `app.build`."""
        self._house, self._store, self._clock = house, store, clock
        self._sessions, self._acts, self._drawing, self._live = sessions, acts, drawing, live

    def routes(self) -> list[Route]:
        """What answers where."""
        inner, get, post = self._inner, ["GET"], ["POST"]
        return [
            Route("/", inner(self._today), methods=get),
            Route("/inn", self._no_link, methods=get),
            Route("/inn/{code}", self._link, methods=get),
            Route("/inn/{code}", self._come_in, methods=post),
            Route("/ut", inner(self._out), methods=post),
            Route("/person/{id}", inner(self._person), methods=get),
            Route("/person/{id}", inner(self._write), methods=post),
            Route("/gjor", inner(self._again), methods=get),
            Route("/gjor", inner(self._press), methods=post),
            Route("/nytt", inner(self._news), methods=get),
            Route("/meg", inner(self._me), methods=get),
            Route("/meg", inner(self._choose), methods=post),
        ]

    def _turn(self, tx: Tx) -> Turn:
        return Turn(tx, self._clock.now(), random_id, self._house)

    def _inner(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        async def asked(request: Request) -> Response:
            found = await self._sessions.who(request)
            if found is None:
                return await self._signed_out(request)
            return await page(Visit(request, *found))

        return asked

    async def _signed_out(self, request: Request) -> Response:
        """Whoever was writing keeps what they wrote, and can send it once they are back."""
        words = ""
        if request.method == "POST":
            words = str((await request.form()).get("words", ""))[:LONGEST]
        if not words and request.method == "GET" and request.url.path == "/":
            return RedirectResponse("/inn", SEE_OTHER)
        return self._drawing.page(
            "ended.html", BEGINNING, GONE_OUT, words=words, to=request.url.path
        )

    # Coming in and going out -------------------------------------------------------------------

    async def _no_link(self, _: Request) -> Response:
        return self._drawing.page("in.html", BEGINNING, code=None, wrong=None)

    async def _link(self, request: Request) -> Response:
        """Looking at a link uses nothing up: a preview in a mail program does that too."""
        return self._drawing.page(
            "in.html", BEGINNING, code=request.path_params["code"], wrong=None
        )

    async def _come_in(self, request: Request) -> Response:
        if self._sessions.too_many():
            return self._drawing.page("in.html", BEGINNING, MANY, code=None, wrong=t("desk.many"))
        inside = RedirectResponse("/", SEE_OTHER)
        try:
            await self._sessions.come_in(request.path_params["code"], inside)
        except Refused as refused:
            return self._drawing.page(
                "in.html", BEGINNING, NOT_FOUND, code=None, wrong=refused.text
            )
        return inside

    async def _out(self, visit: Visit) -> Response:
        form = await visit.request.form()
        outside = RedirectResponse("/inn", SEE_OTHER)
        await self._sessions.sign_out(
            visit.session, outside, everywhere=bool(form.get("everywhere"))
        )
        return outside

    # Reading -----------------------------------------------------------------------------------

    async def _today(self, visit: Visit) -> Response:
        shown = await self._store.read(lambda tx: view.today(self._turn(tx), visit.who))
        return self._drawing.page("today.html", visit.who.language, who=visit.who, today=shown)

    async def _person(self, visit: Visit) -> Response:
        resident_id = _number(visit.request.path_params["id"])
        return await self._room(visit.who, resident_id)

    async def _room(
        self, who: Person, resident_id: int, words: str = "", why: Any = None
    ) -> Response:
        try:
            # Asked before it is opened: an address somebody made up opens nothing.
            await self._store.read(lambda tx: view.opened(self._turn(tx), who, resident_id))
            act = Act("open", who.id, resident_id=resident_id)
            await self._acts.do(act, secrets.token_urlsafe(16))
            shown = await self._store.read(lambda tx: view.opened(self._turn(tx), who, resident_id))
        except Refused as refused:
            return self._drawing.page(
                "refused.html", who.language, NOT_FOUND, who=who, why=refused.text
            )
        return self._drawing.page(
            "person.html", who.language, who=who, room=shown, words=words, why=why
        )

    async def _news(self, visit: Visit) -> Response:
        return StreamingResponse(
            self._live.news(visit.who.id),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    async def _me(self, visit: Visit) -> Response:
        return await self._settings(visit.who)

    async def _settings(
        self, who: Person, *, wish: Wish | None = None, why: Any = None, saved: bool = False
    ) -> Response:
        stored = await self._store.read(lambda tx: calling.wish_of(self._turn(tx), who))
        hours = self._house.worker_hours(who.language)
        return self._drawing.page(
            "me.html", who.language, who=who, wish=wish or stored, hours=hours, why=why, saved=saved
        )

    async def _choose(self, visit: Visit) -> Response:
        form = await visit.request.form()
        address, hours = str(form.get("address", "")), str(form.get("hours", ""))
        try:
            await self._store.transact(
                lambda tx: calling.choose(self._turn(tx), visit.who, address, hours)
            )
        except Told as told:
            kept = Wish(address[:LONGEST], "always" if hours == "always" else "working")
            return await self._settings(visit.who, wish=kept, why=told.text)
        return await self._settings(visit.who, saved=True)

    # Doing -------------------------------------------------------------------------------------

    async def _write(self, visit: Visit) -> Response:
        form = await visit.request.form()
        resident_id = _number(visit.request.path_params["id"])
        words = str(form.get("words", ""))[:LONGEST]
        act = Act("write", visit.who.id, words=words, resident_id=resident_id)
        answer = await self._acts.do(act, _nonce(form.get("nonce")))
        if answer.refused is not None:
            # What was written stays in the box.
            return await self._room(visit.who, resident_id, words, answer.refused)
        return RedirectResponse(f"/person/{resident_id}", SEE_OTHER)

    async def _press(self, visit: Visit) -> Response:
        form = await visit.request.form()
        words, data = str(form.get("words", ""))[:LONGEST], str(form.get("data", ""))
        act = (
            Act("press", visit.who.id, data=data) if data else Act("say", visit.who.id, words=words)
        )
        opened = data.removeprefix("d:open:")
        if opened != data and opened.isdigit():
            # A person has a page of their own here.
            return RedirectResponse(f"/person/{int(opened)}", SEE_OTHER)
        return self._screen(visit.who, await self._acts.do(act, _nonce(form.get("nonce"))))

    async def _again(self, visit: Visit) -> Response:
        """Where one was in a conversation of one's own."""
        act = Act("press", visit.who.id, data="d:again:")
        return self._screen(visit.who, await self._acts.do(act, secrets.token_urlsafe(16)))

    def _screen(self, who: Person, answer: Answer) -> Response:
        said = answer.said or ((Message((t("desk.slow"),)),) if answer.late else ())
        if not said and answer.refused is None:
            return RedirectResponse("/", SEE_OTHER)
        return self._drawing.page(
            "screen.html",
            who.language,
            SLOW if answer.late else 200,
            who=who,
            said=said,
            refused=answer.refused,
        )


def _number(found: str) -> int:
    return min(int(found), LARGEST) if found.isascii() and found.isdigit() else 0


def _nonce(found: object) -> str:
    return found[:64] if isinstance(found, str) and found else secrets.token_urlsafe(16)
