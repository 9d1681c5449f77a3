"""Calls under way: made side by side, each ending in one result; nothing here touches the store."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

import msgspec
from telegram.error import TelegramError

from bot import logs
from bot.domain.outgoing import Priority
from bot.lanes.outcome import Outcome
from bot.store.deliveries import Delivery
from bot.telegram.api import message_ids
from bot.telegram.faults import Fault, Verdict, classify

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram.api import Api
    from bot.telegram.limits import Limits, Taken
    from bot.telegram.prepared import Prepared
    from bot.telegram.render import Call

log = logs.get(__name__)
LONGEST_PAUSE = 30.0
AHEAD = 3
"""So many stand ready for the limits before their turn: none of it passes while a commit is written."""
STAND_BACK = 0.005  # seconds
_AS_GOOD_AS_SENT = frozenset({"not_modified", "delete_not_found"})
_WRONG = frozenset({Verdict.REFUSED, Verdict.GONE})  # of this call; another may be right


def is_hurried(delivery: Delivery) -> bool:
    """Whether somebody waits for it: anything but reminders and news."""
    return delivery.priority < Priority.REMINDER


class Result(msgspec.Struct, frozen=True):
    """What became of one delivery's calls; `again` for what surely was not carried out."""

    delivery: Delivery
    state: Literal["sent", "failed", "unknown", "again"]
    method: str
    reason: str = ""
    blocked: bool = False
    gone: bool = False
    account_id: int = 0
    message_ids: tuple[int, ...] = ()
    results: tuple[bytes, ...] = ()

    def outcome(self) -> Outcome:
        """As the domain is told; what is `again` is told nothing."""
        state = "unknown" if self.state == "again" else self.state
        return Outcome(
            state,
            self.reason,
            self.blocked,
            self.gone,
            self.account_id,
            self.message_ids,
            self.results,
        )


class _Done:
    """The calls of one delivery that were carried out; kept where a later one must be made again."""

    def __init__(self, calls: int) -> None:
        self.calls = calls
        self.message_ids: list[int] = []
        self.results: list[bytes] = []


class Carrier:
    """Makes the calls of deliveries as tasks and hands each result to `came_back`."""

    def __init__(
        self,
        api: Api,
        limits: Limits,
        came_back: Callable[[Result], None],
        monotonic: Callable[[], float],
        first_pause: float,
        went: Callable[[], None] = lambda: None,
    ) -> None:
        """After a call that never left, rest `first_pause` seconds, doubled each time up to half a minute.

        `went` is called when one that had to stand in line goes: another may be made ready.
        """
        self._api, self._limits, self._came_back = api, limits, came_back
        self._monotonic, self._first_pause = monotonic, first_pause
        self._went = went
        self._tasks: set[asyncio.Task[None]] = set()
        # Calls that wait for the limits, by whether they are hurried.
        self._standing = {True: 0, False: 0}
        self._partly: dict[int, _Done] = {}
        self._failures = 0
        self._paused_until = 0.0

    @property
    def busy(self) -> int:
        """How many deliveries are under way."""
        return len(self._tasks)

    def room(self, now: float, at_once: int) -> int:
        """How many deliveries may be begun now, with `at_once` under way at most."""
        if now < self._paused_until:
            return 0
        ready = self._limits.room(now) + AHEAD - self._standing[True]
        return max(0, min(self._at_once(at_once) - self.busy, ready))

    def leisure(self, now: float) -> int:
        """How many of those may be deliveries that nobody waits for."""
        return max(0, self._limits.unhurried(now) + AHEAD - self._standing[False])

    def rest(self, now: float, at_once: int) -> float | None:
        """Seconds until there may be room again; None if only what is under way can make it."""
        if now < self._paused_until:
            return self._paused_until - now
        return 0.0 if self.room(now, at_once) else None

    def _at_once(self, at_once: int) -> int:
        # While Telegram cannot be reached, one at a time tries whether it can.
        return 1 if self._failures else at_once

    def carry(self, delivery: Delivery, prepared: Prepared) -> None:
        """Begin. Each call is counted with the limits when it goes, and waits for them if it must."""
        self._standing[is_hurried(delivery)] += 1
        task = asyncio.create_task(self._carry(delivery, prepared))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def forget(self, delivery_id: int) -> None:
        """This delivery is settled: none of its calls will be made again."""
        self._partly.pop(delivery_id, None)

    async def stop(self) -> None:
        """Cancel what is under way."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _carry(self, delivery: Delivery, prepared: Prepared) -> None:
        calls, hurried = prepared.calls, is_hurried(delivery)
        self._standing[hurried] -= 1  # from now on each call counts itself
        done = self._partly.pop(delivery.id, None)
        if done is None or done.calls != len(calls):
            done = _Done(len(calls))
        fault, first = None, len(done.results)
        call = calls[-1]
        for call in calls[first:]:
            fault = await self._call(prepared.chat_id, call, done, hurried=hurried)
            if fault is not None:
                break
        me = asyncio.current_task()
        if me is not None:
            # Before the result is looked at, not a turn of the loop later.
            self._tasks.discard(me)
        self._came_back(self._result(delivery, prepared, call.method, fault, done))

    async def _turn(self, chat: int, call: Call, *, hurried: bool) -> Taken:
        self._standing[hurried] += 1
        stood = False
        try:
            # Room may come earlier than announced, when an answer does: so look again before long.
            while (wait := self._line(chat, call, hurried=hurried)) > 0:
                stood = True
                await asyncio.sleep(min(wait, 0.05))
        finally:
            self._standing[hurried] -= 1
        if stood:
            self._went()
        return self._limits.take(chat, self._monotonic(), new=call.new, hurried=hurried)

    def _line(self, chat: int, call: Call, *, hurried: bool) -> float:
        """Seconds to wait; what is unhurried leaves a place for each that is hurried and stands in line."""
        now = self._monotonic()
        wait = self._limits.wait(chat, now, new=call.new, hurried=hurried)
        if not hurried and 0 < self._standing[True] >= self._limits.room(now):
            return max(wait, STAND_BACK)
        return wait

    async def _call(self, chat: int, call: Call, done: _Done, *, hurried: bool) -> Fault | None:
        taken = await self._turn(chat, call, hurried=hurried)
        try:
            raw = await self._api.call(call.method, {"chat_id": chat, **call.params}, call.files)
        except TelegramError as error:
            fault = classify(error)
        except Exception as error:  # noqa: BLE001 - values that cannot be sent: ours to mend, not Telegram's
            fault = Fault(Verdict.REFUSED, type(error).__name__)
        else:
            self._failures = 0
            done.results.append(raw)
            if call.new:
                done.message_ids += message_ids(raw)
            return None
        finally:
            taken.landed(self._monotonic())
        if fault.reason in _AS_GOOD_AS_SENT:
            done.results.append(b"true")
            return None
        other = call.instead(fault.reason) if fault.verdict in _WRONG else None
        if other is None:
            return fault
        return await self._call(chat, other, done, hurried=hurried)

    def _result(
        self,
        delivery: Delivery,
        prepared: Prepared,
        method: str,
        fault: Fault | None,
        done: _Done,
    ) -> Result:
        verdict = Verdict.SENT if fault is None else fault.verdict
        state: Literal["sent", "failed", "unknown", "again"] = "failed"
        if verdict is Verdict.SENT:
            state = "sent"
        elif verdict is Verdict.UNKNOWN:
            state = "unknown"
        elif verdict in {Verdict.FLOOD, Verdict.NOT_SENT}:
            state = "again"
        if fault is not None:
            log.warning(
                "call_failed",
                id=delivery.id,
                method=method,
                outcome=verdict.value,
                reason=fault.reason,
            )
            self._back_off(fault, prepared.chat_id)
            if state in {"again", "unknown"}:
                self._partly[delivery.id] = done
        return Result(
            delivery,
            state,
            method,
            "" if fault is None else fault.reason,
            verdict is Verdict.BLOCKED,
            verdict is Verdict.GONE,
            prepared.account_id,
            tuple(done.message_ids),
            tuple(done.results),
        )

    def _back_off(self, fault: Fault, chat: int) -> None:
        now = self._monotonic()
        if fault.verdict is Verdict.FLOOD:
            self._limits.hold(chat, now, fault.wait)
        elif fault.verdict is Verdict.NOT_SENT and now >= self._paused_until:
            pause = self._first_pause * 2.0 ** min(self._failures, 10)
            self._failures += 1
            self._paused_until = now + min(LONGEST_PAUSE, pause)
