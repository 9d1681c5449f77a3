"""Straight through: what comes in while nothing waits is taken in and handled in one transaction, with one sync to the disk.

It keeps every promise of the long way (the inbox first, then the lane): the row stands in the inbox
before Telegram is told that we have it, since both are one commit; whatever fails is undone as a
whole and goes the long way, where its tries are counted and it is parked. What only the long way
can bear is an update that takes the process with it, since nothing of it is committed to be
counted: so what may have been tried by an earlier process never goes straight (see `Receiver`).
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from bot.lanes.together import Done
from bot.store import inbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.lanes.intake import Door, Happening, Intake
    from bot.lanes.together import Along, Go, Handle
    from bot.store.database import Tx


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

    async def body(self, tx: Tx) -> tuple[list[Done], Go]:
        """What was new and where it led, and what is to be called after the commit. Raises Occupied, and whatever a handler raises."""
        self.handling = None
        if await inbox.anything_waits(tx):
            raise Occupied
        done: list[Done] = []
        for one in self._happenings:
            began = time.perf_counter()
            row = await self._door.straight(tx, one)
            if row is None:
                continue
            if done:
                # Handling one never lets go of the loop by itself.
                await asyncio.sleep(0)
            self.handling = row
            done.append(Done(row, began, await self._handle(tx, row)))
        return done, await self._along(tx)
