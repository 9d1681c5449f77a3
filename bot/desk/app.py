"""The desk as an ASGI application, and what every one of its answers carries."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bot.desk.base import Base
from bot.desk.draw import HERE, Drawing
from bot.desk.entrance import BACK, Entrance
from bot.desk.files import Files
from bot.desk.login import MunicipalLogin
from bot.desk.own import Own
from bot.desk.pages import Pages
from bot.desk.room import Room
from bot.desk.session import Sessions

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bot.clock import Clock
    from bot.desk.acts import Acts
    from bot.desk.base import Fetch
    from bot.desk.live import Live
    from bot.domain.turn import House
    from bot.i18n import Texts
    from bot.settings import Login
    from bot.store import Store

SAFE = frozenset({"GET", "HEAD"})
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # Not «no-referrer»: with it a browser hides from us, too, where a form comes from.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
KEPT = "public, max-age=31536000, immutable"
LARGEST_BODY = 64 * 1024  # bytes; a form with one message is far smaller
LONGEST_BODY = 20.0  # seconds; whoever sends a form byte by byte keeps nobody busy for longer
TOO_LARGE, TOO_SLOW = (413, "That is too much at once."), (408, "That took too long.")


def build(
    house: House,
    store: Store,
    texts: Texts,
    clock: Clock,
    acts: Acts,
    live: Live,
    login: Login,
    fetch: Fetch,
) -> ASGIApp:
    """The desk at the address the house knows, as browsers do."""
    url = house.desk
    sessions = Sessions(store, house, clock, secure=url.startswith("https:"))
    drawing = Drawing(texts, house.zone, _version())
    municipal = MunicipalLogin(login, f"{url}{BACK}")
    base = Base(house, store, clock, sessions, acts, drawing, live, municipal, fetch)
    rooms = (Entrance(base), Own(base), Pages(base), Room(base), Files(base))
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

        refused = self._refused(scope["method"], headers)
        if refused:
            await PlainTextResponse(*refused)(scope, receive, dressed)
            return
        await self._app(scope, _measured(receive), dressed)

    def _refused(self, method: str, headers: Headers) -> tuple[str, int] | None:
        if headers.get("host") != self._host:
            return "This is not where the desk is.", 421
        length = headers.get("content-length", "0")
        # Counted before it is read: a number of five thousand digits is none.
        digits = length.isdecimal() and len(length) <= len(str(LARGEST_BODY))
        if not digits or int(length) > LARGEST_BODY:
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


def _measured(receive: Receive) -> Receive:
    """What comes, as long as it is neither too large nor too slow: a length need not be said beforehand."""
    until = asyncio.get_running_loop().time() + LONGEST_BODY
    size, more = 0, True

    async def measured() -> Message:
        nonlocal size, more
        if not more:
            return await receive()  # what is waited for now is that somebody goes away
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            raise HTTPException(*TOO_SLOW) from None
        size += len(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)
        if size > LARGEST_BODY:
            raise HTTPException(*TOO_LARGE)
        return message

    return measured


def _version() -> str:
    digest = hashlib.sha256()
    for file in sorted((HERE / "static").iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
