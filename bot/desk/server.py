"""The desk as a whole: what it does, what it shows, and where it listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk.acts import Acts
from bot.desk.app import build
from bot.desk.live import Live
from bot.serving import Listening, listen

if TYPE_CHECKING:
    import socket

    import uvicorn

    from bot.clock import Clock
    from bot.domain.turn import House
    from bot.i18n import Texts
    from bot.store import Store
    from bot.telegram.lanes import Lanes


class Desk:
    """The other door: built with the house, and served if the settings say where."""

    def __init__(
        self, house: House, store: Store, texts: Texts, clock: Clock, lanes: Lanes, url: str
    ) -> None:
        """`url` is where browsers find it."""
        self.acts = Acts(store, lanes, house, clock)
        self.live = Live()
        self.page = build(house, store, texts, clock, self.acts, self.live, url)

    async def serve(self, port: int, host: str = "127.0.0.1") -> Served:
        """Listen, on this machine; raises OSError for a port that is taken."""
        return Served(self.live, *await listen(self.page, port, host))


class Served(Listening):
    """The desk while it listens in this loop."""

    def __init__(self, live: Live, server: uvicorn.Server, sock: socket.socket) -> None:
        """Made by `Desk.serve`."""
        super().__init__(server, sock)
        self._live = live

    async def stop(self) -> None:
        """Let open pages go, answer what is under way, close."""
        self._live.close()
        await super().stop()
