"""The simulator as a server on loopback: the Bot API, the control API and the page with phones."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.serving import Listening, listen
from bot.simulator import door
from bot.simulator.control import routes

if TYPE_CHECKING:
    import socket

    import uvicorn
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from bot.simulator.world import Simulator

PAGE = Path(__file__).with_name("page")
_REAL = re.compile(r"\d{8,10}:[A-Za-z0-9_-]{35}")


class RealToken(Exception):
    """A token of a real bot is configured; the simulator does not run beside one."""


def refuse_beside(token: str | None, *, own: str | None = None) -> None:
    """Raise RealToken if `token` looks like a real bot's and is not the simulator's `own`."""
    if token and token != own and _REAL.fullmatch(token.strip()):
        raise RealToken(
            "a real bot's token is configured: remove it from the settings before you start the simulator"
        )


class SimulatorApp(Starlette):
    """Starlette for the page and the control API; the Bot API goes past its middleware, which costs time."""

    def __init__(self, world: Simulator) -> None:
        """Routes for one world."""
        self.world = world
        hosts = ["127.0.0.1", "localhost", "[::1]"]
        super().__init__(
            routes=[
                *routes(world),
                Route("/", _home),
                Mount("/page", StaticFiles(directory=PAGE, html=True, check_dir=False)),
            ],
            # Another site in the same browser must not reach us by a name of its own.
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; those that a browser makes for another site are refused."""
        if scope["type"] == "http" and _from_elsewhere(Headers(scope=scope)):
            await PlainTextResponse("not from here", 403)(scope, receive, send)
        elif scope["type"] == "http" and door.is_ours(scope["path"]):
            await door.handle(self.world, scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def _from_elsewhere(headers: Headers) -> bool:
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


async def _home(_request: Request) -> Response:
    return RedirectResponse("/page/")


def build_app(world: Simulator) -> Starlette:
    """The whole simulator as an ASGI application."""
    return SimulatorApp(world)


class Running(Listening):
    """The simulator while it runs in this loop, until `stop`."""

    def __init__(self, world: Simulator, server: uvicorn.Server, sock: socket.socket) -> None:
        """Made by `serve`."""
        super().__init__(server, sock)
        self.world = world

    @property
    def api_url(self) -> str:
        """python-telegram-bot's base_url."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """python-telegram-bot's base_file_url."""
        return f"{self.url}/file/bot"

    async def stop(self) -> None:
        """End all waiting, answer what is under way, close."""
        self.world.changes.close()
        await super().stop()


async def serve(
    world: Simulator, port: int = 0, host: str = "127.0.0.1", *, beside: str | None = None
) -> Running:
    """Start on loopback; port 0 takes a free one.

    `beside` is the token in the settings. Raises RealToken for a real one, ValueError for a host that is not
    loopback, OSError for a port that is taken.
    """
    refuse_beside(beside, own=world.token)
    if not ipaddress.ip_address(host).is_loopback:
        raise ValueError(f"the simulator listens on loopback only, not on {host}")
    return Running(world, *await listen(build_app(world), port, host))
