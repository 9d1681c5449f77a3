"""The desk as an ASGI application, and what every one of its answers carries."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bot.desk.base import Base
from bot.desk.cases import Cases
from bot.desk.draw import HERE, Drawing
from bot.desk.entrance import BACK, Entrance
from bot.desk.files import Files
from bot.desk.login import MunicipalLogin
from bot.desk.measure import LARGEST_BODY, LARGEST_SENT, TOO_LARGE, Measure, holds_files
from bot.desk.own import Own
from bot.desk.pages import Pages
from bot.desk.pushing import Pushing
from bot.desk.room import Room
from bot.desk.session import Sessions
from bot.desk.units import Units
from bot.desk.uploads import Intake

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bot.clock import Clock
    from bot.desk.acts import Acts
    from bot.desk.base import Fetch
    from bot.desk.live import Live
    from bot.desk.pusher import Pusher
    from bot.domain.turn import House
    from bot.i18n import Texts
    from bot.settings import Login
    from bot.store import Store

SAFE = frozenset({"GET", "HEAD"})
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self';"
        " connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # Not «no-referrer»: with it a browser hides from us, too, where a form comes from.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
WITH_FILES = ("/person/", "/invitasjon")  # the pages that take files
KEPT = "public, max-age=31536000, immutable"


def build(
    house: House,
    store: Store,
    texts: Texts,
    clock: Clock,
    acts: Acts,
    live: Live,
    login: Login,
    fetch: Fetch,
    pusher: Pusher,
) -> ASGIApp:
    """The desk at the address the house knows, as browsers do."""
    url = house.desk
    sessions = Sessions(store, house, clock, secure=url.startswith("https:"))
    drawing = Drawing(texts, house.zone, _version())
    municipal = MunicipalLogin(login, f"{url}{BACK}")
    base = Base(
        house, store, clock, sessions, acts, drawing, live, municipal, fetch, Intake(), pusher
    )  # fmt: skip
    rooms = (
        Entrance(base), Own(base), Pushing(base), Pages(base), Room(base), Units(base), Cases(base), Files(base),
    )  # fmt: skip
    static = Mount("/static", StaticFiles(directory=HERE / "static"))
    routes = [route for one in rooms for route in one.routes()]
    return Guard(Starlette(routes=[*routes, static]), urlsplit(url).netloc)


class Guard:
    """Lets in what comes from our own pages, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        """`host` is the only one we answer to: another name for this machine is another site."""
        self._app, self._host = app, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer[name] = value
                static = scope["path"].startswith("/static/")
                answer["cache-control"] = KEPT if static else "no-store"
            await send(message)

        files = scope["path"].startswith(WITH_FILES) and holds_files(headers)
        most = LARGEST_SENT if files else LARGEST_BODY
        refused = self._refused(scope["method"], headers, most)
        if refused:
            await PlainTextResponse(*refused)(scope, receive, dressed)
            return
        measure = Measure(receive)
        measure.put(scope)
        await self._app(scope, measure.receive, dressed)

    def _refused(self, method: str, headers: Headers, most: int) -> tuple[str, int] | None:
        if headers.get("host") != self._host:
            return "This is not where the desk is.", 421
        length = headers.get("content-length", "0")
        # Counted before it is read: a number of five thousand digits is none.
        digits = length.isdecimal() and len(length) <= len(str(LARGEST_SENT))
        if not digits or int(length) > most:
            status, why = TOO_LARGE
            return why, status
        if method in SAFE:
            return None
        # Every browser says in one of two ways where a form comes from; who does not is not let in.
        fetch = headers.get("sec-fetch-site")
        if fetch is not None:
            ours = fetch == "same-origin"
        else:
            ours = urlsplit(headers.get("origin", "")).netloc == self._host
        return None if ours else ("This did not come from the desk.", 403)


def _version() -> str:
    digest = hashlib.sha256()
    for file in sorted((HERE / "static").iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
