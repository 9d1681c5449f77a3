"""Deliveries on their way out: marked, sent side by side, settled, in few transactions.

One round is one transaction: what came back is settled, and what may go is marked as being sent. Only after its commit
the calls are made. At most one delivery of a stream is under way, because the store hands out the first of each.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from bot import logs
from bot.domain.outgoing import Priority
from bot.lanes.outcome import Outcome
from bot.store import messages, sending, to_us
from bot.telegram.along import pick_along
from bot.telegram.carry import Carrier, Result, is_hurried
from bot.telegram.faults import after_unknown
from bot.telegram.prepared import Drop, Prepared, Stands, Wait
from bot.telegram.rounds import Round

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.store.database import Tx
    from bot.store.deliveries import Delivery
    from bot.store.store import Store
    from bot.telegram.api import Api
    from bot.telegram.limits import Limits
    from bot.telegram.prepared import Answer, Prepare, Settled

log = logs.get(__name__)
LONGEST_SLEEP = 30.0
HOPELESS = 2
"""Rounds that failed one after another: a stop waits no longer, and the next start has doubts."""
METHOD_OF = {"send": "send", "edit": "editMessageText", "delete": "deleteMessage"}


class Sender:
    """Sends what is ready, by priority and within the limits; `prepare` and `settled` are asked within transactions."""

    def __init__(
        self,
        api: Api,
        store: Store,
        prepare: Prepare,
        settled: Settled,
        limits: Limits,
        clock: Clock,
        *,
        at_once: int = 100,
        monotonic: Callable[[], float] = time.monotonic,
        first_pause: float = 0.5,
        after_doubt: float = 1.0,
    ) -> None:
        """Have at most `at_once` deliveries under way; after a failed connection all rest for `first_pause` seconds,
        doubled each time, and after a call of unknown fate that person's chat rests for `after_doubt`.
        """
        self._store, self._prepare, self._settled = store, prepare, settled
        self._limits, self._clock, self._at_once = limits, clock, at_once
        self._monotonic = monotonic
        self._news, self._idle = asyncio.Event(), asyncio.Event()
        went = self._news.set
        self._carrier = Carrier(api, limits, self._came_back, monotonic, first_pause, went)
        self._results: list[Result] = []
        self._resting: dict[int, float] = {}
        self._doubts: dict[int, int] = {}
        # Where the last transaction stood, so that a callback that raises can be passed by.
        self._at: tuple[str, Delivery] | None = None
        self._broken: dict[int, str] = {}
        self._unheard: set[int] = set()
        self._errors = 0
        self._stopping = self._looked_back = False
        self._first_pause, self._after_doubt = first_pause, after_doubt

    async def along(self, tx: Tx) -> Callable[[], None]:
        """Within a transaction that may have queued something; after its commit, call what is returned."""
        hindered = self._stopping or self._resting or self._broken or not self._looked_back
        if hindered or self._results or self._carrier.busy:
            # A round takes many together, and knows what stands in the way.
            return self.wake
        begin = await pick_along(
            tx,
            self._prepare,
            self._carrier,
            self._limits,
            now_us=to_us(self._clock.now()),
            now=self._monotonic(),
        )

        def go() -> None:
            begin()
            self.wake()

        return go

    def wake(self) -> None:
        """Deliveries were queued, or the clock was moved."""
        self._idle.clear()
        self._news.set()

    async def idle(self) -> None:
        """Wait until everything that is due has been sent and settled."""
        await self._idle.wait()

    def stop(self) -> None:
        """Begin nothing more; `run` ends when what is under way has come back and is settled."""
        self._stopping = True
        self._news.set()

    async def run(self) -> None:
        """Send until stopped. Cancelled, it leaves what is under way to the next start, as in doubt."""
        try:
            await self._find_doubts()
            while not self._stopping or self._carrier.busy or self._results:
                seconds = await self._round()
                if self._stopping and self._errors >= HOPELESS:
                    return
                if seconds > 0 and not self._news.is_set():
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(seconds):
                            await self._news.wait()
        finally:
            await self._carrier.stop()

    def _came_back(self, result: Result) -> None:
        self._results.append(result)
        self._news.set()

    async def _find_doubts(self) -> None:
        """What an earlier process was sending: nobody knows whether it came through."""
        for delivery in await self._store.read(sending.in_doubt):
            self._doubts[delivery.id] = int(delivery.reason == sending.DOUBT)
            self._results.append(
                Result(delivery, "unknown", METHOD_OF[delivery.kind], reason="restart")
            )
        self._looked_back = True

    async def _round(self) -> float:
        """One transaction, then the calls; returns the seconds until there is something to look for."""
        self._news.clear()
        try:
            this = await self._store.transact(self._body)
        except Exception as error:  # noqa: BLE001 - whatever a callback raises, the others go on
            return self._stumble(error)
        self._errors = 0
        del self._results[: len(this.results)]
        for number in this.ended:
            self._forget(number)
        for result in this.again:
            if result.state == "unknown":
                self._doubts[result.delivery.id] = self._doubts.get(result.delivery.id, 0) + 1
        self._resting.update(this.resting)
        for delivery, prepared in this.picked:
            self._carrier.carry(delivery, prepared)
        return self._wait(this)

    def _forget(self, delivery_id: int) -> None:
        self._broken.pop(delivery_id, None)
        self._doubts.pop(delivery_id, None)
        self._unheard.discard(delivery_id)
        self._carrier.forget(delivery_id)

    def _wait(self, this: Round) -> float:
        if self._stopping:
            return LONGEST_SLEEP if self._carrier.busy else 0.0
        now = self._monotonic()
        if this.more or not this.looked:
            rest = self._carrier.rest(now, self._at_once)
            return LONGEST_SLEEP if rest is None else rest
        waits = [LONGEST_SLEEP, *(until - now for until in self._resting.values())]
        if this.due is not None:
            waits.append((this.due - this.now_us) / 1e6)
        quiet = not (this.picked or self._carrier.busy or self._results or self._resting)
        if quiet and not self._news.is_set():
            self._idle.set()
        return max(0.0, min(waits))

    def _stumble(self, error: Exception) -> float:
        kind, place = type(error).__name__, logs.place(error)
        at, self._at = self._at, None
        if at is None:
            self._errors += 1
            log.error("send_round_failed", error=kind, place=place)
            return min(LONGEST_SLEEP, self._first_pause * 2.0 ** min(self._errors, 8))
        stage, delivery = at
        log.error("delivery_failed", id=delivery.id, state=stage, error=kind, place=place)
        if stage == "prepare":
            self._broken[delivery.id] = f"{kind} {place}"
        else:
            self._unheard.add(delivery.id)
        return 0.0

    async def _body(self, tx: Tx) -> Round:
        self._at, now = None, self._monotonic()
        this = Round(now, to_us(self._clock.now()), list(self._results))
        await self._settle(tx, this)
        self._resting = {who: until for who, until in self._resting.items() if until > now}
        room = 0 if self._stopping else self._carrier.room(now, self._at_once)
        if room <= 0:
            return this
        this.looked, leisure = True, self._carrier.leisure(now)
        below, resting = None if leisure else Priority.REMINDER, [*self._resting, *this.resting]
        rows = await sending.ready(tx, this.now_us, room, (), resting, below=below)
        this.more = len(rows) == room
        for row in rows:
            if not is_hurried(row) and this.unhurried >= leisure:
                this.more = False  # until one of those that stand ready has gone
                break
            await self._pick(tx, this, row)
        if this.picked:
            await sending.mark_sending(tx, [row.id for row, _ in this.picked])
        elif not self._carrier.busy:
            this.due = await sending.next_due(tx, this.now_us)
        return this

    async def _pick(self, tx: Tx, this: Round, row: Delivery) -> None:
        answer = await self._ask(tx, this, row)
        if isinstance(answer, Drop):
            outcome = Outcome("failed" if row.id in self._broken else "dropped", answer.reason)
            await self._end(tx, this, row, outcome)
            this.more = True
        elif isinstance(answer, Wait):
            await sending.postpone(tx, row.id, max(answer.until, this.now_us + 1))
            this.more = True
        elif isinstance(answer, Stands):
            await sending.mark_sent(tx, [sending.Arrived(row, 0)], this.now_us)
            await self._tell(tx, this, row, Outcome("sent"))
            this.more = True
        else:
            chat, new = answer.chat_id, answer.calls[0].new
            wait = self._limits.rests(chat, this.now, new=new)
            if wait > 0:
                this.resting[row.recipient_id] = this.now + wait
            elif chat in this.chats:
                # Counted when they go, so one at a time.
                this.more = True
            else:
                this.chats.add(chat)
                this.picked.append((row, answer))
                this.unhurried += not is_hurried(row)

    async def _ask(self, tx: Tx, this: Round, row: Delivery) -> Answer:
        if row.id in self._broken:
            return Drop(self._broken[row.id])
        if row.expires_at is not None and row.expires_at <= this.now_us:
            return Drop("expired")
        self._at = ("prepare", row)
        answer = await self._prepare(tx, row)
        self._at = None
        if isinstance(answer, Prepared) and not answer.calls:
            return Drop("nothing")
        return answer

    async def _settle(self, tx: Tx, this: Round) -> None:
        sent = [one for one in this.results if one.state == "sent"]
        if sent:
            arrived = [
                sending.Arrived(one.delivery, one.account_id, one.message_ids) for one in sent
            ]
            await sending.mark_sent(tx, arrived, this.now_us)
        for one in this.results:
            if one.state == "sent":
                await self._tell(tx, this, one.delivery, one.outcome())
            elif one.state == "failed" or (one.state == "unknown" and self._gives_up(one)):
                await self._end(tx, this, one.delivery, one.outcome())
            else:
                this.again.append(one)
                if one.state == "unknown":
                    this.resting[one.delivery.recipient_id] = this.now + self._after_doubt
        for doubt in (False, True):
            ids = [one.delivery.id for one in this.again if (one.state == "unknown") is doubt]
            await sending.put_back(tx, ids, this.now_us, in_doubt=doubt)

    def _gives_up(self, result: Result) -> bool:
        doubts = self._doubts.get(result.delivery.id, 0)
        return after_unknown(result.method, result.delivery.purpose, doubts) == "give_up"

    async def _end(self, tx: Tx, this: Round, row: Delivery, outcome: Outcome) -> None:
        if outcome.message_ids and row.message_id:
            # The first part of a long text stands there although the rest came not through.
            placed = [
                messages.Placed(outcome.account_id, number, row.message_id, this.now_us)
                for number in outcome.message_ids
            ]
            await messages.place(tx, placed)
        state: sending.Ending = "failed" if outcome.state == "sent" else outcome.state
        await sending.settle(tx, [row], state, outcome.reason, this.now_us)
        await self._tell(tx, this, row, outcome)

    async def _tell(self, tx: Tx, this: Round, row: Delivery, outcome: Outcome) -> None:
        this.ended.append(row.id)
        if row.id in self._unheard:
            return
        self._at = ("settled", row)
        await self._settled(tx, row, outcome)
        self._at = None
