"""One lane per person, in order; lanes side by side. Everything that happens comes through here, whatever its source."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import TYPE_CHECKING, Any

from bot import logs
from bot.lanes import line
from bot.lanes.intake import NotYet, opened
from bot.lanes.rooms import Rooms
from bot.lanes.straight import HandlerFailed, Occupied, Straight
from bot.lanes.together import AT_ONCE, Together, nothing_along
from bot.lanes.waiting import SHARE, Waiting
from bot.store import inbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from bot.lanes.intake import Door, Happening, Intake
    from bot.lanes.together import Along, Done, Go, Handle
    from bot.store.database import Body, Tx
    from bot.store.store import Store

    OnParked = Callable[[Tx, Intake], Awaitable[None]]

log = logs.get(__name__)
TRIES = 3
KILLED = "Killed"
UNREADABLE = "Unreadable"
HANGING = 2.0  # seconds
UNREADABLE_PAUSE = 0.5  # seconds
_PAGE = 100


class Lanes:
    """
    Hands each row of the inbox to `handle`, within the transaction that marks it done.

    Rows of several lanes that wait at the same time share that transaction, and its sync to the disk.
    A `handle` that raises is undone and tried again; after `tries` in all the row is parked with the error's type and
    place, together with what `on_parked` writes (the person is told, somebody gets a task). The lane goes on.
    `along` is asked within the transaction, after `handle`, and what it returns is called after the
    commit; at a second try it is left out. `handled` is called after every commit. `kind_of` gives the
    log a word for what a row is, never what it says.
    """

    def __init__(
        self,
        store: Store,
        handle: Handle,
        on_parked: OnParked,
        *,
        handled: Callable[[], None] = lambda: None,
        along: Along = nothing_along,
        kind_of: Callable[[bytes | None], str] = lambda _: "?",
        at_once: int = 32,
        tries: int = TRIES,
        full: int = 2000,
        share: int = SHARE,
    ) -> None:
        """Let `at_once` lanes run side by side.

        `room` waits where more than `full` rows wait in memory; of one lane no more than `share` do, the rest is read
        back from the inbox.
        """
        self._store, self._handle, self._on_parked = store, handle, on_parked
        self._along, self._kind_of = along, kind_of
        self._handled, self._at_once, self._tries = handled, at_once, tries
        self._waiting = Waiting(share)
        self._workers: set[asyncio.Task[Any]] = set()
        self._rooms, self._idle = Rooms(self._waiting, full), asyncio.Event()
        self._idle.set()
        self._open = False

    async def start(self) -> None:
        """Finish what an earlier process left, one row at a time, then open the lanes.

        Each such row has its try counted in a commit of its own first, and alone: whichever kills the process is the
        only one that was counted, and is parked the third time.
        """
        self._idle.clear()
        async for row in self._unfinished():
            self._waiting.take(row)
            await self._again(row)
            self._waiting.drop(row)
        self._open = True
        for _ in range(min(self._at_once, self._waiting.turns)):
            self._work()
        self._settle()

    def wake(self, rows: Sequence[Intake], *, later: bool = False) -> None:
        """Rows just committed to the inbox, with their payload; known ones are passed over. What may come `later` lets others go first."""
        for row in rows:
            if self._waiting.add(row, later=later):
                self._idle.clear()
                if self._open and len(self._workers) < self._at_once:
                    self._work()
        self._rooms.look()

    async def straight(self, door: Door, happenings: Sequence[Happening]) -> Sequence[Intake]:
        """Take in and handle in one transaction what comes while nothing waits; what was new.

        Raises Occupied or HandlerFailed, where it must be taken in first and go its lane, and what
        the store raises. In each case nothing of it is kept.
        """
        if not self._open or self._waiting.lanes or self._workers or len(happenings) > AT_ONCE:
            raise Occupied
        self._idle.clear()
        # A worker like the others: whoever asked may be cancelled, and a stop waits for it.
        worker = asyncio.create_task(self._straight(door, happenings))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)
        return await asyncio.shield(worker)

    async def look(self) -> None:
        """Find rows in the inbox that nobody told of."""
        self.wake([row async for row in self._unfinished()])

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._rooms.any.wait()

    async def leisure(self) -> None:
        """Wait until there is room for more that may come later: it never fills the room of what people do."""
        await self._rooms.later.wait()

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
        while self._open and (lanes := self._waiting.next(AT_ONCE)):
            await self._turn(lanes)
        if me is not None:
            self._workers.discard(me)
        self._settle()

    async def _turn(self, lanes: Sequence[str]) -> None:
        """The next row of each of these lanes."""
        waiting = self._waiting
        try:
            for lane in lanes:
                left = waiting.behind(lane)
                if left is not None:
                    await self._read_back(lane, left)
            rows = [row for row in map(waiting.first, lanes) if row is not None]
            try:
                await self._several(rows)
            finally:
                for row in rows:
                    waiting.handled(row.lane)
        finally:
            for lane in lanes:
                waiting.over(lane)
            self._rooms.look()

    async def _several(self, rows: Sequence[Intake]) -> None:
        untried = [row for row in rows if not row.tries and row.payload is not None]
        if len(untried) > 1 and await self._together(untried):
            rows = [row for row in rows if row not in untried]
        for row in rows:
            await self._one(row, row.tries)

    async def _together(self, rows: Sequence[Intake]) -> bool:
        """In one commit, where none fails; else nothing was done, and each fails or not when it goes alone."""
        try:
            done, go = await self._store.transact(self._body(rows, self._along))
        except Exception:  # noqa: BLE001 - as said
            return False
        self._over(done, go)
        return True

    async def _read_back(self, lane: str, left: int) -> None:
        share = self._waiting.share
        try:
            rows = await self._store.read(lambda tx: inbox.unfinished_in(tx, lane, share))
        except Exception:  # the rows stay where they are, and are asked for again
            log.exception("inbox_unreadable")
            await asyncio.sleep(UNREADABLE_PAUSE)
            return
        keys = self._store.keys
        self._waiting.read_back(lane, [await opened(keys, row) for row in rows], left)

    def _settle(self) -> None:
        if not self._workers and not self._waiting.lanes and self._open:
            self._idle.set()

    async def _straight(self, door: Door, happenings: Sequence[Happening]) -> Sequence[Intake]:
        attempt = Straight(door, happenings, self._handle, self._along)
        try:
            done, go = await self._store.transact(attempt.body)
        except Exception as error:
            self._end_straight()
            if attempt.handling is None:
                raise
            line.failed(attempt.handling, error, 1)
            raise HandlerFailed from error
        self._over(done, go)
        self._end_straight()
        return [one.row for one in done]

    def _end_straight(self) -> None:
        me = asyncio.current_task()
        if me is not None:
            self._workers.discard(me)
        self._settle()

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
        along, waited = self._along, False
        while True:
            try:
                done, go = await self._store.transact(self._body([row], along))
            except Exception as error:  # noqa: BLE001 - whatever a handler raises, the lane goes on
                if isinstance(error, NotYet) and not waited:
                    waited = True
                    with contextlib.suppress(Exception):
                        await error.over()
                    continue
                failed = error
                kind, place = type(error).__name__, logs.place(error)
            else:
                break
            along = nothing_along
            line.failed(row, failed, tries + (not counted))
            if not counted:
                tries += 1
                with contextlib.suppress(Exception):
                    await self._store.transact(lambda tx: inbox.count_try(tx, row.id))
            counted = False
            if tries >= self._tries:
                await self._park(row, kind, place)
                return
        self._over(done, go)

    def _body(self, rows: Sequence[Intake], along: Along) -> Body[tuple[list[Done], Go]]:
        return Together(rows, self._handle, along).body

    def _over(self, done: Sequence[Done], go: Go) -> None:
        """After the commit."""
        for row, began, where in done:
            line.handled(row, self._kind_of(row.payload), began, where)
        go()
        self._handled()

    async def _park(self, row: Intake, kind: str, place: str) -> None:
        async def told(tx: Tx) -> None:
            await inbox.park(tx, row.id, kind, place)
            await self._on_parked(tx, row)

        line.parked(row, self._kind_of(row.payload), kind, place)
        try:
            await self._store.transact(told)
        except Exception:  # to tell of it must not stand in the way of parking it
            log.exception("parked_untold", id=row.id)
            with contextlib.suppress(Exception):
                await self._store.transact(lambda tx: inbox.park(tx, row.id, kind, place))
        self._handled()
