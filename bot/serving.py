"""A Starlette application served in the bot's own loop, until it is stopped: the simulator, the desk."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import TYPE_CHECKING, Self

import uvicorn

if TYPE_CHECKING:
    from types import TracebackType

    from starlette.types import ASGIApp

GRACE = 2.0
"""Seconds that answers under way get when the server stops."""


class Listening:
    """A server that runs in this loop until `stop`; also an async context manager."""

    def __init__(self, server: uvicorn.Server, sock: socket.socket) -> None:
        """Made by `listen`."""
        self._server = server
        self._sock = sock
        self.port: int = sock.getsockname()[1]
        host = sock.getsockname()[0]
        self.url = f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    async def stop(self) -> None:
        """Answer what is under way, close."""
        state = self._server.server_state
        for listener in self._server.servers:
            listener.close()
        self._sock.close()
        until = time.monotonic() + GRACE
        while (state.connections or state.tasks) and time.monotonic() < until:
            for connection in list(state.connections):
                connection.shutdown()
            await asyncio.sleep(0.005)
        for task in list(state.tasks):
            task.cancel()
        for connection in list(state.connections):
            connection.transport.abort()
        for listener in self._server.servers:
            await listener.wait_closed()

    async def __aenter__(self) -> Self:
        """Itself."""
        return self

    async def __aexit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """Stop."""
        await self.stop()


async def listen(app: ASGIApp, port: int, host: str) -> tuple[uvicorn.Server, socket.socket]:
    """Start `app`; port 0 takes a free one. Raises OSError for a port that is taken."""
    # asyncio turns Nagle off only where the protocol is named; with it every answer takes 40 ms.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    sock.setblocking(False)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        date_header=False,
        timeout_keep_alive=75,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    # startup and shutdown rather than serve: signals belong to the bot, and nothing ticks in between.
    await server.startup(sockets=[sock])
    return server, sock
