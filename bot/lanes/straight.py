"""Straight through: what comes in while nothing waits is taken in and handled in one transaction, with one sync to the disk.

It keeps every promise of the long way (the inbox first, then the lane): the row stands in the inbox
before Telegram is told that we have it, since both are one commit; whatever fails is undone as a
whole and goes the long way, where its tries are counted and it is parked. What only the long way
can bear is an update that takes the process with it, since nothing of it is committed to be
counted: so what may have been tried by an earlier process never goes straight (see `Receiver`).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.store import inbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.lanes.intake import Door, Happening, Intake
    from bot.lanes.line import Where
    from bot.store.database import Tx

    Handle = Callable[[Tx, Intake], Awaitable[Where | None]]
    Along = Callable[[Tx], Awaitable[Callable[[], None]]]

AT_ONCE = 8
"""So many updates share a commit at most: whoever is first waits for the last."""


class Occupied(Exception):
    """Something waits already, and comes first: nothing was done."""


class HandlerFailed(Exception):
    """A handler raised; nothing was done. `__cause__` says why."""


class Straight:
    """One attempt: the body of a transaction that may run twice."""

    def __init__(
        self, door: Door, happenings: Sequence[Happening], handle: Handle, along: Along
    ) -> None:
        """Take `happenings` in by `door`; `handle` and `along` as the lanes have them."""
        self._door, self._happenings = door, happenings
        self._handle, self._along = handle, along
        self.handling: Intake | None = None

    async def body(self, tx: Tx) -> tuple[list[tuple[Intake, Where | None]], Callable[[], None]]:
        """What was new and where it led, and what is to be called after the commit. Raises Occupied, and whatever a handler raises."""
        self.handling = None
        if await inbox.anything_waits(tx):
            raise Occupied
        taken: list[tuple[Intake, Where | None]] = []
        for one in self._happenings:
            row = await self._door.straight(tx, one)
            if row is None:
                continue
            if taken:
                # Handling one never lets go of the loop by itself.
                await asyncio.sleep(0)
            self.handling = row
            taken.append((row, await self._handle(tx, row)))
        return taken, await self._along(tx)
