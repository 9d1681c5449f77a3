"""The tick: what is due goes into the inbox, like everything else that happens."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from bot import logs
from bot.domain import housekeeping
from bot.lanes.intake import Happening, open_door
from bot.store import people, random_id, taking, timers, to_us

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.clock import Clock
    from bot.domain.turn import House
    from bot.lanes.intake import Intake
    from bot.lanes.lanes import Lanes
    from bot.store import Store, Tx

log = logs.get(__name__)
SOURCE = "timer"
AT_ONCE, IN_ORDER = 250, 5000
EARLY = dt.timedelta(seconds=20)
"""What is due later is found by the ordinary tick."""


class Ticker:
    """Looks for what is due; called by the scheduler, and whenever the clock was moved."""

    def __init__(self, house: House, store: Store, lanes: Lanes, clock: Clock) -> None:
        """Hand what is due to `lanes`."""
        self._house, self._store, self._lanes, self._clock = house, store, lanes, clock
        self._wakes: asyncio.TimerHandle | None = None
        self._early: set[asyncio.Task[None]] = set()
        self._tidying = asyncio.Lock()

    async def tick(self) -> None:
        """Everything due by now; in pages, so that the loop is never held."""
        while await self._found():
            pass

    def soon(self, moment: dt.datetime) -> None:
        """Tick at this moment, which is before the next ordinary tick."""
        seconds = max(0.0, (moment - self._clock.now()).total_seconds())
        loop = asyncio.get_running_loop()
        if self._wakes is not None and not self._wakes.cancelled():
            if self._wakes.when() <= loop.time() + seconds and self._wakes.when() > loop.time():
                # It looks then, and sets the next from what is due.
                return
            self._wakes.cancel()
        self._wakes = loop.call_later(seconds, self._wake)

    def _wake(self) -> None:
        task = asyncio.create_task(self._tick_early())
        self._early.add(task)
        task.add_done_callback(self._early.discard)

    async def _tick_early(self) -> None:
        await self.tick()
        nearest = await self.next_due()
        if nearest is not None and nearest - self._clock.now() <= EARLY:
            self.soon(nearest)

    async def stop(self) -> None:
        """Begin no early tick any more, and let one that runs end."""
        if self._wakes is not None:
            self._wakes.cancel()
        await asyncio.gather(*self._early, return_exceptions=True)

    async def _found(self) -> bool:
        now = self._clock.now()
        nearest = await self.next_due()
        if nearest is None or nearest > now:
            return False
        # Put in order once for many pages; whoever takes one meanwhile, or puts it off, comes before us.
        due = await self._store.read(lambda tx: timers.due(tx, to_us(now), IN_ORDER))
        for start in range(0, max(1, len(due)), AT_ONCE):
            await self._take(now, due[start : start + AT_ONCE])
            await self._lanes.room()
            await self._lanes.leisure()
        return True

    async def _take(self, now: dt.datetime, due: Sequence[timers.Timer]) -> None:
        door = await open_door(self._house.keys, now)
        later = {b"timer:%d" % one.id for one in due if taking.may_come_later(one.rule)}

        async def take(tx: Tx) -> list[Intake]:
            taken = await taking.take_due(tx, [one.id for one in due], to_us(now))
            happenings = [
                # A name of its own each time: a row put off, even to the same moment, is taken anew.
                Happening(
                    SOURCE, f"{one.id}.{random_id()}", str(one.person_id), b"timer:%d" % one.id
                )
                for one in due
                if one.id in taken
            ]
            for person_id in await people.to_erase(tx, to_us(now)):
                name = f"erase.{person_id}.{random_id()}"
                await people.looked_at(tx, person_id, to_us(now + dt.timedelta(hours=24)))
                happenings.append(Happening(SOURCE, name, str(person_id), b"erase:%d" % person_id))
            return await door.take_in(tx, happenings)

        rows = await self._store.transact(take)
        self._lanes.wake([row for row in rows if row.payload not in later])
        self._lanes.wake([row for row in rows if row.payload in later], later=True)

    async def next_due(self) -> dt.datetime | None:
        """When something is due next."""
        return await self._store.read(housekeeping.next_due)

    async def tidy(self) -> None:
        """Once a day: plan further ahead, and forget what has no use any more."""
        async with self._tidying:
            gone = await housekeeping.tidy(self._store, self._house, self._clock.now())
        for kind, count in gone.items():
            log.info("forgotten", kind=kind, count=count)
