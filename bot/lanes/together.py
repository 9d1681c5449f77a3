"""Rows of several lanes, handled one after the other in one transaction, with one sync to the disk.

Each keeps every promise it has alone: its state, what it asks to be said and its «done» are one
commit. Whatever fails is undone as a whole, and each is handled alone then (see `Lanes`), where its
tries are counted and it is parked.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple

from bot.store import inbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.lanes.intake import Intake
    from bot.lanes.line import Where
    from bot.store.database import Tx

    Handle = Callable[[Tx, Intake], Awaitable[Where | None]]
    Go = Callable[[], None]
    Along = Callable[[Tx], Awaitable[Go]]

AT_ONCE = 8
"""So many rows share a commit at most: whoever is first waits for the last."""


async def nothing_along(_: Tx) -> Go:
    """Nothing leaves with a commit."""
    return lambda: None


class Done(NamedTuple):
    """A row that was handled; `began` on the performance counter, and where it led."""

    row: Intake
    began: float
    where: Where | None


class Together:
    """The body of a transaction, which may run twice."""

    def __init__(self, rows: Sequence[Intake], handle: Handle, along: Along) -> None:
        """Take at most one row of each lane; `handle` and `along` as the lanes have them."""
        self._rows, self._handle, self._along = rows, handle, along

    async def body(self, tx: Tx) -> tuple[list[Done], Go]:
        """What was handled, and what is to be called after the commit; raises whatever a handler raises.

        A row that does not wait any more is passed over.
        """
        done: list[Done] = []
        for row in self._rows:
            if done:
                # Handling one never lets go of the loop by itself.
                await asyncio.sleep(0)
            began = time.perf_counter()
            if await inbox.mark_done(tx, row.id):
                done.append(Done(row, began, await self._handle(tx, row)))
        return done, await self._along(tx)
