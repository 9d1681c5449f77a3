"""Plays scripted users against any bot and times it; knows nothing of the bot.

    python standin.py --label ours -- BOT COMMAND...

Each user follows the script: `b` presses the first button of the message now shown, anything else
is typed. One *step* is one update sent in and the message that shows the *expected question*:
texts carry «k av N» («k of N», «k/N»); after the last answer, a text without such a mark. It may be
a new message or an edit of the one now shown; edits of older ones are passed over. Whoever does not
see the expected question in time stands *stuck*.

The bot gets API_BASE (http://127.0.0.1:PORT/bot) and TOKEN in its environment. One JSON line.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from loopback import FIRST_USER, Bot, Loopback
from machine import cpu_seconds, peak_mib, percentile

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = "/apply|b|b|Kari Nordmann|2|b|2026-12-01|Jeg trenger et rolig sted|b|b"
MARK = re.compile(r"\b(\d+)\s*(?:of|av|/)\s*(\d+)\b")
SLOW_S = 2.0
"""Whoever waits longer gives their place to the next, so that the stuck hold up nobody's pace."""
WARM, ALONE = 9_000, 9_500
"""Scripted users who warm the bot up, and who come one at a time, counted from FIRST_USER."""


def question(text: str) -> int | None:
    """The number of the question that a text shows; None where it shows none.

    The last mark counts: a first line may hold an earlier answer that looks like one.
    """
    marks = MARK.findall(text)
    return int(marks[-1][0]) if marks else None


def first_button(message: dict[str, Any] | None) -> str | None:
    """The data of the first button that can be pressed."""
    rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", [])
    return next((b["callback_data"] for row in rows for b in row if "callback_data" in b), None)


@dataclass
class Phone:
    """What one user sees: the message with the latest question, and what they wait for."""

    shown: dict[str, Any] | None = None
    expected: int | None = None
    waiting: asyncio.Future[None] | None = None

    def show(self, message: dict[str, Any]) -> None:
        if self.shown and message["message_id"] < self.shown["message_id"]:
            return
        number = question(message["text"])
        if self.waiting and not self.waiting.done():
            if number == self.expected:
                self.shown = message
                self.waiting.set_result(None)
        elif self.shown and number == question(self.shown["text"]):
            self.shown = message


@dataclass
class Place:
    """One of those side by side; left once, at the end or at the first long wait."""

    side_by_side: asyncio.Semaphore
    left: bool = False

    def leave(self) -> None:
        if not self.left:
            self.left = True
            self.side_by_side.release()


@dataclass
class Users:
    """The crowd: follows the script, and keeps how long each step took (ms)."""

    script: list[str]
    think_s: float
    patience_s: float
    phones: dict[int, Phone] = field(default_factory=dict)
    last_step: float = 0.0

    def __post_init__(self) -> None:
        self.api = Loopback(self.shown)

    async def shown(self, method: str, message: dict[str, Any]) -> None:
        if method in {"sendmessage", "editmessagetext"}:
            phone = self.phones.get(message["chat"]["id"])
            if phone:
                phone.show(message)

    async def walk(
        self, uid: int, took: list[float], slow: Callable[[], None] = lambda: None
    ) -> bool:
        """One user from the command to the end; False when stuck. `slow` is called at long waits."""
        phone = self.phones[uid] = Phone()
        for number, line in enumerate(self.script, 1):
            if self.think_s:
                await asyncio.sleep(self.think_s)
            phone.expected = number if number < len(self.script) else None
            phone.waiting = asyncio.get_running_loop().create_future()
            started = time.perf_counter()
            data = first_button(phone.shown) if line == "b" else None
            if data and phone.shown:
                self.api.press(uid, phone.shown, data)
            else:
                self.api.type(uid, line)
            try:
                await self._wait(phone.waiting, slow)
            except TimeoutError:
                seen = phone.shown["text"] if phone.shown else None
                print(f"user {uid} stuck after {line!r}; saw {seen!r}", file=sys.stderr)
                return False
            self.last_step = time.perf_counter()
            took.append((self.last_step - started) * 1000)
        return True

    async def _wait(self, answer: asyncio.Future[None], slow: Callable[[], None]) -> None:
        done, _ = await asyncio.wait([answer], timeout=min(SLOW_S, self.patience_s))
        if not done:
            slow()
            await asyncio.wait_for(answer, self.patience_s - SLOW_S)


async def time_bot(options: argparse.Namespace) -> dict[str, Any]:
    """Warm up, then users one at a time, then many at once; returns what was measured."""
    users = Users(options.script.split("|"), options.think, options.patience)
    api = users.api
    bot = Bot(options.command, await api.open(), options.label)
    try:
        startup = await bot.start(api)
        ready_mib = peak_mib(bot.pid)
        warm = (users.walk(FIRST_USER + WARM + i, []) for i in range(options.warm))
        await asyncio.gather(*warm)
        alone: list[float] = []
        for i in range(options.alone):
            await users.walk(FIRST_USER + ALONE + i, alone)

        took: list[float] = []
        side_by_side = asyncio.Semaphore(options.concurrency)

        async def one(i: int) -> bool:
            place = Place(side_by_side)
            await side_by_side.acquire()
            try:
                return await users.walk(FIRST_USER + i, took, place.leave)
            finally:
                place.leave()

        api.calls.clear()
        began, mono = time.perf_counter(), time.monotonic()
        cpu, own = cpu_seconds(bot.pid), time.process_time()
        arrived = sum(await asyncio.gather(*(one(i) for i in range(options.users))))
        wall = max(users.last_step - began, 1e-9)
        cpu, own = cpu_seconds(bot.pid) - cpu, time.process_time() - own
        steps = max(len(took), 1)
        calls = sum(n for method, n in api.calls.items() if method != "getupdates")
        return {
            "label": options.label,
            "users": options.users,
            "stuck": options.users - arrived,
            "steps": len(took),
            "steps_per_s": round(steps / wall, 1),
            "cpu_ms_per_step": round(cpu * 1000 / steps, 3),
            "calls_per_step": round(calls / steps, 2),
            "p50_ms": round(percentile(took, 0.5), 1),
            "p95_ms": round(percentile(took, 0.95), 1),
            "p99_ms": round(percentile(took, 0.99), 1),
            "alone_p50_ms": round(percentile(alone, 0.5), 2),
            "alone_p95_ms": round(percentile(alone, 0.95), 2),
            "ready_mib": round(ready_mib, 1),
            "peak_mib": round(peak_mib(bot.pid), 1),
            "startup_s": round(startup, 2),
            "standin_busy": round(own / wall, 2),
            "from_monotonic": mono,
            "to_monotonic": time.monotonic(),
        }
    finally:
        await bot.stop()
        await api.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--label", default="bot")
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--concurrency", type=int, default=50)
    parser.add_argument("--script", default=SCRIPT)
    parser.add_argument("--think", type=float, default=0.03, help="seconds before each answer")
    parser.add_argument("--patience", type=float, default=10, help="seconds until stuck")
    parser.add_argument("--warm", type=int, default=10)
    parser.add_argument("--alone", type=int, default=8)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    with contextlib.suppress(KeyboardInterrupt):
        print(json.dumps(asyncio.run(time_bot(parser.parse_args()))))


if __name__ == "__main__":
    main()
