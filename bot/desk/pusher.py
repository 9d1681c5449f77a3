"""«Noe venter» in a browser, through its maker's push service; nothing else ever goes that way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp

from bot import logs
from bot.desk import webpush
from bot.desk.webpush import Subscription
from bot.domain.at_desk import pushes
from bot.domain.texts import t
from bot.domain.turn import Turn
from bot.store import desk_pushes, random_id

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.at_desk.calling import Call
    from bot.domain.turn import House
    from bot.i18n import Texts
    from bot.store import Store, Tx

log = logs.get(__name__)
PATIENCE = aiohttp.ClientTimeout(total=20)
GONE = frozenset({403, 404, 410})
"""The browser takes nothing from us any more (RFC 8030, § 7.3; 403 for another's key)."""


class Pusher:
    """Calls browsers; without somebody who can be asked about it (`contact`) none is."""

    def __init__(
        self, house: House, store: Store, texts: Texts, clock: Clock, contact: str
    ) -> None:
        """`contact` is a mailto: or https: address that push services are told (RFC 8292, § 2.1)."""
        self._house, self._store, self._texts, self._clock = house, store, texts, clock
        self._contact = contact
        self._secret = b""

    @property
    def there(self) -> bool:
        """Whether anybody is called this way."""
        return bool(self._contact)

    @property
    def loopback(self) -> bool:
        """Whether everything is on this machine: then a push service may be, too."""
        return self._house.desk.startswith("http://127.0.0.1")

    async def secret(self) -> bytes:
        """By which push services know us; made the first time."""
        if not self._secret:
            made = webpush.new_key()
            self._secret = await self._store.transact(
                lambda tx: pushes.secret(self._turn(tx), made)
            )
        return self._secret

    async def call(self, one: Call) -> bool:
        """Every browser of this person; whether one of them has taken it."""
        if not self._contact or not one.browsers:
            return False
        words = self._texts.say(t("desk.call.subject"), one.language, self._house.zone)
        secret = await self.secret()
        async with aiohttp.ClientSession(timeout=PATIENCE) as http:
            came = await asyncio.gather(
                *(self._one(http, browser, words, secret) for browser in one.browsers)
            )
        return any(came)

    async def _one(
        self, http: aiohttp.ClientSession, browser: pushes.Browser, words: str, secret: bytes
    ) -> bool:
        where = browser.where
        to = Subscription(where.endpoint, where.p256dh, where.auth)
        made = webpush.push(to, words, secret, self._contact, self._clock.now())
        try:
            async with http.post(
                made.url, data=made.body, headers=made.headers, allow_redirects=False
            ) as answer:
                status = answer.status
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("push_failed", error=type(error).__name__)
            return False
        if status in GONE:
            await self._store.transact(lambda tx: desk_pushes.drop(tx, browser.id))
        elif status >= 300:  # noqa: PLR2004 - all of these say no
            log.warning("push_failed", status=status)
        return status < 300  # noqa: PLR2004 - as above

    def _turn(self, tx: Tx) -> Turn:
        return Turn(tx, self._clock.now(), random_id, self._house)
