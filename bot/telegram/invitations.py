"""Invitations that came as files: fetched and read outside any transaction, once each is written down."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain.appointments import invitations, invited
from bot.domain.errors import NotFetchedError
from bot.domain.turn import Turn
from bot.rules.calendar_lines import LARGEST
from bot.rules.invitation import Invited, NotInvited, read_invitation
from bot.store import invitations as stored
from bot.store import random_id
from bot.store.errors import NoKey, Unreadable
from bot.telegram.files import fetch

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.domain.turn import House
    from bot.store import Store, Tx
    from bot.telegram.api import Api

PAGE = 20


class Reader:
    """Reads what waits to be read; a power cut in between is made good at the start."""

    def __init__(self, house: House, store: Store, api: Api, clock: Clock) -> None:
        """Fetch by `api`; what was read is asked about in the lane of whoever sent it."""
        self._house, self._store, self._api, self._clock = house, store, api, clock
        self._one_at_a_time = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self.wanted = False

    def begin(self, soon: Callable[[dt.datetime], None]) -> None:
        """Read each that waits, beside everything else, and tell `soon` that something is due now."""
        self.wanted = False
        task = asyncio.create_task(self._finish(soon))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Leave what is being fetched: it is fetched anew at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _finish(self, soon: Callable[[dt.datetime], None]) -> None:
        async with self._one_at_a_time:
            while rows := await self._store.read(lambda tx: stored.to_fetch(tx, PAGE)):
                for row in rows:
                    await self._one(row)
                soon(self._clock.now())

    async def _one(self, row: stored.Row) -> None:
        found: Invited | None = None
        wrong = ""
        try:
            file_id = await self._store.read(lambda tx: self._file_of(tx, row))
            content = await fetch(self._api, file_id, LARGEST)
            # Beside the loop: it may be anybody's text.
            found = await asyncio.to_thread(
                read_invitation, content, self._clock.now(), self._house.zone
            )
        except NotInvited as not_one:
            wrong = not_one.why
        except NotFetchedError as missing:
            wrong = "too_large" if missing.too_large else "not_now"
        except (NoKey, Unreadable):
            # Whoever sent it is erased.
            await self._store.transact(lambda tx: stored.drop(tx, row.id))
            return

        async def known(tx: Tx) -> None:
            turn = Turn(tx, self._clock.now(), random_id, self._house)
            await invitations.fetched(turn, row.id, found, wrong)

        await self._store.transact(known)

    async def _file_of(self, tx: Tx, row: stored.Row) -> str:
        turn = Turn(tx, self._clock.now(), random_id, self._house)
        return (await invited.kept(turn, row)).file_id
