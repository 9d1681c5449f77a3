"""Words from one person to another: how many a second, how soon, and whether each thread keeps its order.

    .venv/bin/python tests/bench/population.py FOLDER --relay 200
    BENCH_DATA=FOLDER .venv/bin/python tests/bench/relay.py --label ours -- .venv/bin/python tests/bench/ours.py
    .venv/bin/python tests/bench/relay.py --label aiogram -- .peers/bin/python tests/bench/peers/aiogram_pairs.py

One after the other writes first, timed alone; then everybody at once. Outwards workers write, and
each word is seen arriving. `--inwards` residents write: alone until the worker's notice stands; at
once until each has got the menu that they asked for behind their words, so all of these are with
the worker then. Every worker presses «Les», and what is shown is judged. `cpu_ms` and `calls` are a
message's, of those written at once, until what became of it has been told.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import statistics
import time
from collections import defaultdict
from typing import Any, Literal

from crash import SENDERS
from loopback import FIRST_USER, Bot, Loopback
from machine import cpu_seconds

READERS = 500
WORKERS_FROM = FIRST_USER + SENDERS
NUMBER = re.compile(r"nr (\d+) fra (\d+)")
OPENS, DELETES = "d:open:", "d:delete:"
QUIET_S = 4.0
"""Longer than what became of one's words waits for more of them."""

What = Literal["notice", "words", "menu"]


class Arrivals:
    """What came to the readers, and when, by who wrote it."""

    def __init__(self, writers_from: int, readers_from: int) -> None:
        self.seen: dict[int, list[int]] = defaultdict(list)
        self.notices: dict[int, dict[str, Any]] = {}
        self.last_call = self.complete_at = 0.0
        self._writers_from, self._readers_from = writers_from, readers_from
        self._what: What = "words"
        self._missing = 0
        self._all_there = asyncio.Event()

    def expect(self, count: int, what: What) -> None:
        self._missing, self._what = count, what
        self._all_there.clear()

    async def all_there(self, patience: float) -> float:
        """When the last of them came; raises TimeoutError."""
        await asyncio.wait_for(self._all_there.wait(), patience)
        return self.complete_at

    async def arrived(self, method: str, message: dict[str, Any]) -> None:
        self.last_call = time.perf_counter()
        if not method.lower().startswith("send"):
            return
        chat = message["chat"]["id"]
        reader = chat - self._readers_from
        found = NUMBER.findall(message.get("text") or "")
        for number, writer in found:
            if int(writer) == reader:
                self.seen[reader].append(int(number))
                self._came("words")
        if not found and pressing(message, OPENS):
            self.notices[reader] = message
            self._came("notice")
        elif 0 <= chat - self._writers_from < READERS and not pressing(message, DELETES):
            self._came("menu")

    def _came(self, what: What) -> None:
        self._missing -= what == self._what
        if self._missing <= 0 and not self._all_there.is_set():
            self.complete_at = self.last_call
            self._all_there.set()


def pressing(message: dict[str, Any], does: str) -> str:
    """What the button of a message that does this says, if it has one."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    found = [one.get("callback_data", "") for row in rows for one in row]
    return next((data for data in found if data.startswith(does)), "")


class Run:
    """One bot, and those who write through it."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.inwards = options, options.inwards
        self.writers, self.readers = WORKERS_FROM, WORKERS_FROM + READERS
        if self.inwards:
            self.writers, self.readers = self.readers, self.writers
        self.arrivals = Arrivals(self.writers, self.readers)
        self.api = Loopback(self.arrivals.arrived)

    async def alone(self) -> float:
        """One after the other: the median until it is there, in seconds."""
        took = []
        for writer in range(min(self.options.alone, self.options.pairs)):
            self.arrivals.expect(1, "notice" if self.inwards else "words")
            began = time.perf_counter()
            self.api.type(self.writers + writer, f"nr 0 fra {writer}")
            took.append(await self.arrivals.all_there(self.options.patience) - began)
            await self.quiet(0.05)
        if self.inwards:
            await self.read_all(len(took))
        return statistics.median(took)

    async def at_once(self, pid: int) -> dict[str, Any]:
        """Everybody at the same time."""
        count = self.options.pairs * self.options.each
        self.arrivals.seen.clear()
        if self.inwards:
            self.arrivals.expect(self.options.pairs, "menu")
        else:
            self.arrivals.expect(count, "words")
        calls, cpu = self._calls(), cpu_seconds(pid)
        began = time.perf_counter()
        for number in range(1, self.options.each + 1):
            for writer in range(self.options.pairs):
                self.api.type(self.writers + writer, f"nr {number} fra {writer}")
        if self.inwards:
            for writer in range(self.options.pairs):
                self.api.type(self.writers + writer, "/meny")
        ended = await self.arrivals.all_there(self.options.patience)
        await self.quiet(QUIET_S)
        calls, cpu = self._calls() - calls, cpu_seconds(pid) - cpu
        if self.inwards:
            await self.read_all(count)
        wanted, seen = list(range(1, self.options.each + 1)), self.arrivals.seen.values()
        return {
            "messages": count,
            "per_s": round(count / (ended - began), 1),
            "cpu_ms": round(cpu / count * 1000, 3),
            "calls": round(calls / count, 2),
            "threads": self.options.pairs,
            "in_order": sum(one == sorted(one) for one in seen),
            "whole": sum(sorted(set(one)) == wanted for one in seen),
        }

    async def read_all(self, words: int) -> None:
        """Every reader presses the button of the notice that stands, and sees the words."""
        self.arrivals.expect(words, "words")
        for reader, notice in self.arrivals.notices.items():
            self.api.press(self.readers + reader, notice, pressing(notice, OPENS))
        self.arrivals.notices.clear()
        await self.arrivals.all_there(self.options.patience)
        await self.quiet(1.0)

    async def quiet(self, seconds: float) -> None:
        """Returns once everything is taken and nothing has been said for so long."""
        while (  # noqa: ASYNC110 - what is waited for is that nothing happens
            not self.api.all_taken() or time.perf_counter() - self.arrivals.last_call <= seconds
        ):
            await asyncio.sleep(0.02)

    def _calls(self) -> int:
        return self.api.calls.total() - self.api.calls["getupdates"]


async def relay(options: argparse.Namespace) -> dict[str, Any]:
    """One alone, then all at once; raises TimeoutError where something never comes."""
    run = Run(options)
    bot = Bot(options.command, await run.api.open(), f"relay-{options.label}")
    try:
        await bot.start(run.api)
        alone = await run.alone()
        found = {"label": options.label, "alone_ms": round(alone * 1000, 2)}
        return found | await run.at_once(bot.pid)
    finally:
        await bot.stop()
        await run.api.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--label", default="bot")
    parser.add_argument("--inwards", action="store_true", help="residents write, not workers")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--alone", type=int, default=50)
    parser.add_argument("--patience", type=float, default=120, help="seconds")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    options.command = [one for one in options.command if one != "--"]
    print(json.dumps(asyncio.run(relay(options))))


if __name__ == "__main__":
    main()
