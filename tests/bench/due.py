"""Thousands of reminders due at one moment, while some residents are in a conversation.

    python planned.py FOLDER --residents 10004 --writers 4 --same-day
    BENCH_DATA=FOLDER BENCH_LIMITS=telegram python due.py [--messages 1000] -- BOT COMMAND...

The clock stands a few seconds before that moment when the bot starts. *queued*: from that moment
until a delivery of each stands in the database, the tick that finds them included. Calls are
judged as in bulk.py. *rate*: every call to a chat, the conversations' included, from the first
reminder to the last of `--messages`. *steps*: what standin.py calls so, from the moment on.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bulk import IN_ALL, Watch
from loopback import FIRST_USER, Bot, TooManyError
from machine import cpu_seconds, peak_mib, percentile
from planned import same_moment, set_clock
from standin import SCRIPT, Users

LEAD_S = 12.0
LOOK_S = 0.25
SOON_MS = 300.0
WAITING = "SELECT COUNT(*) FROM deliveries WHERE purpose = 'reminder'"


@dataclass
class Crowd(Users):
    """Users who talk, beside many who only get a message; every call is judged."""

    talkers: int = 4
    wanted: int = 0
    watch: Watch = field(default_factory=Watch)
    calls: list[float] = field(default_factory=list)
    reminded: list[float] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def shown(self, method: str, message: dict[str, Any]) -> None:
        now, chat = time.perf_counter(), message["chat"]["id"]
        new = not method.startswith("edit")
        if not self.watch.arrives(now, chat, new=new):
            raise TooManyError
        self.calls.append(now)
        if chat >= FIRST_USER + self.talkers:
            self.reminded.append(now)
            if len(self.reminded) >= self.wanted:
                self.done.set()
        else:
            await super().shown(method, message)

    async def talk(self, uid: int, took: list[tuple[float, float]]) -> None:
        """One conversation after the other; keeps when each step was done, and how long it took."""
        while not self.done.is_set():
            # Not as one: each begins where another is, as people do.
            await asyncio.sleep(self.think_s * (uid - FIRST_USER) / self.talkers)
            steps: list[float] = []
            if not await self.walk(uid, steps):
                took.append((time.perf_counter(), self.patience_s * 1000))
            took += [(self.last_step, one) for one in steps]


async def queued(database: Path, count: int, patience_s: float) -> float:
    """When so many reminders stand in the database; not a number where they never do."""
    began = time.perf_counter()
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        while time.perf_counter() - began < patience_s:
            (found,) = db.execute(WAITING).fetchone()
            if found >= count:
                return time.perf_counter()
            await asyncio.sleep(LOOK_S)
    return float("nan")


def rate(crowd: Crowd, since: float = 0.0) -> tuple[float, float]:
    """Reminders a second, and all calls a second, from the first reminder after `since` to the last."""
    reminded = [one for one in crowd.reminded if one >= since]
    if len(reminded) < 2:
        return 0.0, 0.0
    first, last = reminded[0], reminded[-1]
    calls = sum(first <= one <= last for one in crowd.calls)
    return (len(reminded) - 1) / (last - first), (calls - 1) / (last - first)


async def due(options: argparse.Namespace) -> dict[str, Any]:
    """Runs the bot until so many are sent or patience ends."""
    folder = Path(os.environ["BENCH_DATA"])
    moment, count = same_moment(folder)
    count -= options.talkers
    crowd = Crowd(
        SCRIPT.split("|"), options.think, 10, talkers=options.talkers,
        wanted=min(options.messages or count, count),
    )  # fmt: skip
    bot = Bot(options.command, await crowd.api.open(), "due")
    set_clock(folder, moment - dt.timedelta(seconds=LEAD_S))
    at = time.perf_counter() + LEAD_S
    try:
        startup = await bot.start(crowd.api)
        took: list[tuple[float, float]] = []
        talks = [
            asyncio.create_task(crowd.talk(FIRST_USER + one, took))
            for one in range(options.talkers)
        ]
        looking = asyncio.create_task(queued(folder / "hjemvei.db", count, options.patience))
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        cpu = cpu_seconds(bot.pid)
        all_queued = await looking
        cpu_queued = cpu_seconds(bot.pid) - cpu
        try:
            await asyncio.wait_for(crowd.done.wait(), options.patience)
        except TimeoutError:
            crowd.done.set()
        await asyncio.gather(*talks)
        reminders, calls = rate(crowd)
        during = [ms for when, ms in took if when >= at]
        meanwhile = [ms for when, ms in took if at <= when <= all_queued]
        return {
            "due": count,
            "queued_s": round(all_queued - at, 1),
            "cpu_queued_s": round(cpu_queued, 1),
            "sent": len(crowd.reminded),
            "reminders_per_s": round(reminders, 2),
            "calls_per_s": round(calls, 2),
            "share_of_30": round(calls / IN_ALL, 3),
            "calls_per_s_afterwards": round(rate(crowd, all_queued)[1], 2),
            "worst_second": crowd.watch.worst_second,
            "refused_429": crowd.api.refused,
            "steps": len(during),
            "soon": round(sum(ms <= SOON_MS for ms in during) / max(1, len(during)), 3),
            "p50_ms": round(percentile(during, 0.5), 1),
            "p95_ms": round(percentile(during, 0.95), 1),
            "queueing_steps": len(meanwhile),
            "queueing_p50_ms": round(percentile(meanwhile, 0.5), 1),
            "queueing_p95_ms": round(percentile(meanwhile, 0.95), 1),
            "startup_s": round(startup, 2),
            "peak_mib": round(peak_mib(bot.pid), 1),
        }
    finally:
        await bot.stop()
        await crowd.api.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=int, default=0, help="how many to wait for; 0 for all")
    parser.add_argument("--talkers", type=int, default=4)
    parser.add_argument("--think", type=float, default=1.2, help="seconds before each answer")
    parser.add_argument("--patience", type=float, default=600, help="seconds")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    options.command = [one for one in options.command if one != "--"]
    print(json.dumps(asyncio.run(due(options))))


if __name__ == "__main__":
    main()
