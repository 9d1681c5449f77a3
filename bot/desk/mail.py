"""Calling staff by e-mail and in browsers: «Noe venter», and never what, from whom, or about whom."""

from __future__ import annotations

import asyncio
import contextlib
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import aiosmtplib

from bot import logs
from bot.domain.at_desk import calling
from bot.domain.texts import t
from bot.domain.turn import Turn
from bot.store import desk_calls, random_id, to_us

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.desk.pusher import Pusher
    from bot.domain.at_desk.calling import Call
    from bot.domain.turn import House
    from bot.i18n import Texts
    from bot.store import Store, Tx

log = logs.get(__name__)
LOOKS_EVERY = 60.0  # seconds: hours begin, a mail server comes back
PATIENCE = 20.0
TLS_PORT, START_TLS_PORT, PLAIN_PORT = 465, 587, 25


class Mailer:
    """Calls whoever is to be called, through the mail server the settings name."""

    def __init__(
        self,
        house: House,
        store: Store,
        texts: Texts,
        clock: Clock,
        server: str,
        sender: str,
        pusher: Pusher,
    ) -> None:
        """`server` is `smtp://…` or `smtps://…`; without one nobody is called by mail."""
        self._pusher = pusher
        self._house, self._store, self._texts, self._clock = house, store, texts, clock
        self._server, self._sender = urlsplit(server), sender
        self._bell, self._calling = asyncio.Event(), asyncio.Lock()

    def ring(self) -> None:
        """Somebody is to be called."""
        self._bell.set()

    async def run(self) -> None:
        """Call until cancelled; with no way to call anybody there is nothing to do."""
        while self._server.hostname or self._pusher.there:
            self._bell.clear()
            await self.call()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOKS_EVERY):
                    await self._bell.wait()

    async def call(self) -> None:
        """Everybody who is to be called now; whom it does not reach is called again later."""

        async def take(tx: Tx) -> list[Call]:
            return await calling.take(Turn(tx, self._clock.now(), random_id, self._house))

        async with self._calling:
            for one in await self._store.transact(take):
                await self._try(one)

    async def _try(self, one: Call) -> None:
        came = await self._pusher.call(one)
        if one.address and self._server.hostname:
            try:
                await self._send(one)
                came = True
            except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as error:
                # ValueError: an address that no letter can carry. The others are called all the same.
                log.warning("mail_failed", error=type(error).__name__)
        elif not one.browsers:
            return
        if not came:
            await self._not_called(one.person_id)

    async def _not_called(self, person_id: int) -> None:
        at = to_us(self._clock.now())
        await self._store.transact(lambda tx: desk_calls.not_called(tx, person_id, at))

    async def _send(self, one: Call) -> None:
        def say(key: str) -> str:
            text = t(key, address=self._house.desk) if key == "desk.call.body" else t(key)
            return self._texts.say(text, one.language, self._house.zone)

        letter = EmailMessage()
        letter["From"], letter["To"] = self._sender, one.address
        letter["Subject"] = say("desk.call.subject")
        letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answers of machines
        letter.set_content(say("desk.call.body"))
        secure = self._server.scheme == "smtps"
        await aiosmtplib.send(
            letter,
            hostname=self._server.hostname,
            port=self._server.port or (TLS_PORT if secure else START_TLS_PORT),
            use_tls=secure,
            username=unquote(self._server.username) if self._server.username else None,
            password=unquote(self._server.password) if self._server.password else None,
            timeout=PATIENCE,
        )
