"""The desk as a whole: what it does, what it shows, and where it listens."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.desk.acts import Acts
from bot.desk.live import Live
from bot.desk.mail import Mailer
from bot.desk.pusher import Pusher
from bot.domain.at_desk import calling
from bot.domain.turn import Turn
from bot.serving import Listening, listen
from bot.store import random_id

if TYPE_CHECKING:
    import socket

    import uvicorn
    from starlette.types import ASGIApp

    from bot.clock import Clock
    from bot.desk.base import Fetch
    from bot.domain.turn import House
    from bot.i18n import Texts
    from bot.lanes.lanes import Lanes
    from bot.lanes.outcome import Outcome
    from bot.settings import Settings
    from bot.store import Store, Tx
    from bot.store.deliveries import Delivery

CALLS = frozenset({"notice", "tonight"})
"""The purposes for which somebody who is not looking is called."""


class Desk:
    """The other door: built with the house, and served if the settings say where."""

    def __init__(
        self,
        house: House,
        store: Store,
        texts: Texts,
        clock: Clock,
        lanes: Lanes,
        settings: Settings,
        fetch: Fetch,
    ) -> None:
        """
        By the settings: whom the municipality's login knows comes in, a mail server calls.

        `fetch` brings what is in a file of the channel's.
        """
        self.acts = Acts(store, lanes, house, clock)
        self.live = Live()
        self.pusher = Pusher(house, store, texts, clock, settings.push)
        self.mailer = Mailer(
            house, store, texts, clock, settings.smtp, settings.mail_from, self.pusher
        )
        self._house, self._store, self._texts, self._clock = house, store, texts, clock
        self._login, self._fetch = settings.login, fetch

    @cached_property
    def page(self) -> ASGIApp:
        """What answers a browser. What it is drawn and signed in with is loaded where it is served."""
        from bot.desk.app import build  # noqa: PLC0415 - as said

        return build(
            self._house, self._store, self._texts, self._clock,
            self.acts, self.live, self._login, self._fetch, self.pusher,
        )  # fmt: skip

    async def told(self, tx: Tx, delivery: Delivery, outcome: Outcome) -> None:
        """Something was told to somebody; whoever reads it here sees it at once, or is called."""
        self.live.touch(delivery.recipient_id)
        stands = outcome.state == "sent" and not outcome.account_id
        if stands and delivery.purpose in CALLS and not self.live.looks(delivery.recipient_id):
            turn = Turn(tx, self._clock.now(), random_id, self._house)
            if await calling.want(turn, delivery.recipient_id):
                # The mailer's own transaction waits for the end of this one.
                self.mailer.ring()

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
