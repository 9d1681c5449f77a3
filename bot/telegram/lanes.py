"""One lane per person, in order; lanes side by side. Everything that happens comes through here, whatever its source."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from bot import logs
from bot.store import inbox
from bot.telegram.intake import opened
from bot.telegram.peek import kind_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from bot.store.database import Tx
    from bot.store.store import Store
    from bot.telegram.intake import Intake

    Handle = Callable[[Tx, Intake], Awaitable[None]]
    Along = Callable[[Tx], Awaitable[Callable[[], None]]]

log = logs.get(__name__)
TRIES = 3
KILLED = "Killed"
UNREADABLE = "Unreadable"
HANGING = 2.0  # seconds
_PAGE = 100


class _Settled(Exception):
    """The row is not waiting any more: there is nothing to do."""


async def _nothing_along(_: Tx) -> Callable[[], None]:
    return lambda: None


class Lanes:
    """
    Hands each row of the inbox to `handle`, within the transaction that marks it done.

    A `handle` that raises is undone and tried again; after `tries` in all the row is parked with the error's type and
    place, together with what `on_parked` writes (the person is told, somebody gets a task). The lane goes on.
    `along` is asked within the transaction, after `handle`, and what it returns is called after the
    commit; at a second try it is left out. `handled` is called after every commit.
    """

    def __init__(
        self,
        store: Store,
        handle: Handle,
        on_parked: Handle,
        *,
        handled: Callable[[], None] = lambda: None,
        along: Along = _nothing_along,
        at_once: int = 32,
        tries: int = TRIES,
        full: int = 2000,
    ) -> None:
        """Let `at_once` lanes run side by side; `room` waits where more than `full` rows wait in memory."""
        self._store, self._handle, self._on_parked = store, handle, on_parked
        self._along = along
        self._handled, self._at_once, self._tries, self._full = handled, at_once, tries, full
        self._lanes: dict[str, deque[Intake]] = {}
        self._ready: deque[str] = deque()
        self._known: set[int] = set()
        self._workers: set[asyncio.Task[None]] = set()
        self._idle, self._room = asyncio.Event(), asyncio.Event()
        self._idle.set()
        self._room.set()
        self._open = False

    async def start(self) -> None:
        """Finish what an earlier process left, one row at a time, then open the lanes.

        Each such row has its try counted in a commit of its own first, and alone: whichever kills the process is the
        only one that was counted, and is parked the third time.
        """
        self._idle.clear()
        async for row in self._unfinished():
            self._known.add(row.id)
            await self._again(row)
            self._known.discard(row.id)
        self._open = True
        for _ in range(min(self._at_once, len(self._ready))):
            self._work()
        self._settle()

    def wake(self, rows: Sequence[Intake]) -> None:
        """Rows that were just committed to the inbox, with their payload; known ones are passed over."""
        for row in rows:
            if row.id in self._known:
                continue
            self._known.add(row.id)
            lane = self._lanes.get(row.lane)
            if lane is not None:
                lane.append(row)
                continue
            self._lanes[row.lane] = deque((row,))
            self._ready.append(row.lane)
            self._idle.clear()
            if self._open and len(self._workers) < self._at_once:
                self._work()
        if len(self._known) > self._full:
            self._room.clear()

    async def look(self) -> None:
        """Find rows in the inbox that nobody told of."""
        self.wake([row async for row in self._unfinished()])

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._room.wait()

    async def idle(self) -> None:
        """Wait until nothing waits and nothing is being handled."""
        await self._idle.wait()

    async def stop(self) -> None:
        """Begin nothing more, and let what is being handled end, with what its commit lets go.

        Whoever hangs is cancelled; a transaction that is running ends properly by itself.
        """
        self._open = False
        workers = list(self._workers)
        if workers:
            await asyncio.wait(workers, timeout=HANGING)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _unfinished(self) -> AsyncIterator[Intake]:
        after = 0
        while rows := await self._store.read(partial(inbox.unfinished, limit=_PAGE, after=after)):
            for row in rows:
                yield await opened(self._store.keys, row)
            after = rows[-1].id

    def _work(self) -> None:
        worker = asyncio.create_task(self._run())
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _run(self) -> None:
        me = asyncio.current_task()
        while self._ready and self._open:
            name = self._ready.popleft()
            lane = self._lanes[name]
            row = lane[0]
            try:
                await self._one(row, row.tries)
            finally:
                lane.popleft()
                self._known.discard(row.id)
                if lane:
                    self._ready.append(name)
                else:
                    del self._lanes[name]
                if len(self._known) <= self._full // 2:
                    self._room.set()
        if me is not None:
            self._workers.discard(me)
        self._settle()

    def _settle(self) -> None:
        if not self._workers and not self._lanes and self._open:
            self._idle.set()

    async def _again(self, row: Intake) -> None:
        if row.tries >= self._tries:
            await self._park(row, KILLED, "?")
            return
        try:
            await self._store.transact(lambda tx: inbox.count_try(tx, row.id))
        except Exception:  # the row stays where it is and the next start finds it
            log.exception("inbox_unwritable", id=row.id)
            return
        await self._one(row, row.tries + 1, counted=True)

    async def _one(self, row: Intake, tries: int, *, counted: bool = False) -> None:
        if row.payload is None:
            await self._park(row, UNREADABLE, "?")
            return
        began = time.perf_counter()
        along = self._along
        while True:
            try:
                go = await self._store.transact(partial(self._body, row, along))
            except _Settled:
                return
            except Exception as error:  # noqa: BLE001 - whatever a handler raises, the lane goes on
                kind, place = type(error).__name__, logs.place(error)
            else:
                break
            along = _nothing_along
            log.warning(
                "handler_failed",
                id=row.id,
                source=row.source,
                error=kind,
                place=place,
                tries=tries + (not counted),
            )
            if not counted:
                tries += 1
                with contextlib.suppress(Exception):
                    await self._store.transact(lambda tx: inbox.count_try(tx, row.id))
            counted = False
            if tries >= self._tries:
                await self._park(row, kind, place)
                return
        log.info(
            "handled",
            id=row.id,
            source=row.source,
            kind=kind_of(row.payload),
            ms=round((time.perf_counter() - began) * 1000, 1),
            outcome="done",
        )
        go()
        self._handled()

    async def _body(self, row: Intake, along: Along, tx: Tx) -> Callable[[], None]:
        if not await inbox.mark_done(tx, row.id):
            raise _Settled
        await self._handle(tx, row)
        return await along(tx)

    async def _park(self, row: Intake, kind: str, place: str) -> None:
        async def told(tx: Tx) -> None:
            await inbox.park(tx, row.id, kind, place)
            await self._on_parked(tx, row)

        log.error(
            "handled",
            id=row.id,
            source=row.source,
            kind=kind_of(row.payload),
            outcome="parked",
            error=kind,
            place=place,
        )
        try:
            await self._store.transact(told)
        except Exception:  # to tell of it must not stand in the way of parking it
            log.exception("parked_untold", id=row.id)
            with contextlib.suppress(Exception):
                await self._store.transact(lambda tx: inbox.park(tx, row.id, kind, place))
        self._handled()
