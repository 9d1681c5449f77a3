"""Who is at the desk: a cookie that scripts cannot read and other sites cannot send."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.domain.at_desk import calling, signing_in
from bot.domain.turn import Turn
from bot.store import desk, random_id, to_us

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.clock import Clock
    from bot.domain.people import Person
    from bot.domain.turn import House
    from bot.store import Store, Tx
    from bot.store.desk import Session

COOKIE = "desk"
LIVE, NEWS = "x-desk-live", "/nytt"


class Sessions:
    """Signing in, staying in, signing out; `secure`: the cookie travels over https only."""

    def __init__(self, store: Store, house: House, clock: Clock, *, secure: bool) -> None:
        """Of this house."""
        self._store, self._house, self._clock, self.secure = store, house, clock, secure

    def _turn(self, tx: Tx) -> Turn:
        return Turn(tx, self._clock.now(), random_id, self._house)

    async def leads(self, code: str) -> bool:
        """Whether a link leads in now; a wrong one is found out without a write."""
        return await self._store.read(lambda tx: signing_in.leads(self._turn(tx), code))

    async def come_in(self, code: str, response: Response) -> None:
        """Sign in by a link; raises Refused."""
        cookie = secrets.token_urlsafe(32)
        await self._store.transact(lambda tx: signing_in.come_in(self._turn(tx), code, cookie))
        self._give(cookie, response)

    async def begin(self, person_id: int, response: Response) -> None:
        """Sign in whom the municipality's login knows; raises Refused."""
        cookie = secrets.token_urlsafe(32)
        await self._store.transact(lambda tx: signing_in.begin(self._turn(tx), person_id, cookie))
        self._give(cookie, response)

    def _give(self, cookie: str, response: Response) -> None:
        response.set_cookie(
            COOKIE, cookie, httponly=True, samesite="strict", secure=self.secure, path="/"
        )

    async def who(self, request: Request) -> tuple[Session, Person] | None:
        """
        Who asks; None for nobody, or one whose time here is over.

        A page that looks for itself whether there is news is nobody sitting there.
        """
        found = await self.look(request)
        by_itself = request.headers.get(LIVE) is not None or request.url.path == NEWS
        if by_itself:
            return found
        now = self._clock.now()
        if found is not None and signing_in.is_news(found[0], now):
            session = found[0]

            async def here(tx: Tx) -> None:
                await desk.seen(tx, session.id, to_us(now))
                await calling.was_there(self._turn(tx), session.person_id)

            await self._store.transact(here)
        return found

    async def look(self, request: Request) -> tuple[Session, Person] | None:
        """The same, without being noted as here."""
        cookie = request.cookies.get(COOKIE)
        if not cookie:
            return None
        return await self._store.read(lambda tx: signing_in.signed_in(self._turn(tx), cookie))

    async def sign_out(self, session: Session, response: Response, *, everywhere: bool) -> None:
        """Here, or everywhere."""
        await self._store.transact(
            lambda tx: signing_in.sign_out(self._turn(tx), session, everywhere=everywhere)
        )
        response.delete_cookie(COOKIE, path="/")
        # Others use the machine too: what was typed and not sent goes with whoever typed it.
        response.headers["clear-site-data"] = '"storage"'
