"""Staff at the desk with live screens: how soon a resident's words stand there, and what screens cost the residents.

    python population.py FOLDER --residents 1000 --desk 200
    BENCH_DATA=FOLDER python desk.py -- .venv/bin/python tests/bench/ours.py

*words*: from a resident's update until the page of their worker, who has their thread open, shows
the words: an event comes, and the page is fetched anew, as the desk's own script does. *steps*: what
standin.py calls so, in rounds with every screen shut and open in turn. In both somebody writes
to staff after `--every` steps, to one worker after the other: at 350 steps a second that is a piece of news
a minute on each screen. Half of the open screens show the first page, half the thread. What counts
is processor time a step, of rounds that follow each other.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import socket
import statistics
import time
from pathlib import Path
from typing import Any

import aiohttp
from loopback import FIRST_USER, Bot
from machine import cpu_seconds, peak_mib, percentile
from population import SEATS
from standin import SCRIPT, Users

ALONE = 5_000
"""Who takes steps, counted from FIRST_USER, in so many rounds at most."""


class Screen:
    """One page open in a browser."""

    def __init__(self, http: aiohttp.ClientSession, url: str, seat: dict[str, Any]) -> None:
        self.http, self.url, self.seat = http, url, seat
        self.headers = {"cookie": f"desk={seat['cookie']}"}
        self.path = f"/person/{seat['resident']}"
        self.shown, self.changed = "", asyncio.Event()
        self.rang_at = 0.0

    async def fetch(self) -> None:
        async with self.http.get(self.url + self.path, headers=self.headers) as answer:
            if answer.status != 200:
                raise RuntimeError(f"the desk answered {answer.status}")
            self.shown = await answer.text()
        self.changed.set()

    async def look(self, opened: asyncio.Event) -> None:
        """Until cancelled; `opened` once it hears of news."""
        await self.fetch()
        async with self.http.get(self.url + "/nytt", headers=self.headers) as news:
            opened.set()
            async for line in news.content:
                if line.startswith(b"data:"):
                    self.rang_at = time.perf_counter()
                    await self.fetch()

    async def sees(self, words: str, patience_s: float) -> float:
        """When the words stand on the page; raises TimeoutError."""
        async with asyncio.timeout(patience_s):
            while words not in self.shown:
                self.changed.clear()
                await self.changed.wait()
        return time.perf_counter()


class Desk:
    """A bot with its desk open, residents and staff."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.users = Users(SCRIPT.split("|"), options.think, 10)
        folder = Path(os.environ["BENCH_DATA"])
        self.seats: list[dict[str, Any]] = json.loads((folder / SEATS).read_text(encoding="ascii"))
        self.written = self.rounds = 0

    def write(self, seat: dict[str, Any]) -> str:
        """A resident writes; the words."""
        self.written += 1
        words = f"Hei, dette er nummer {self.written}."
        self.users.api.type(seat["uid"], words)
        return words

    @contextlib.asynccontextmanager
    async def screens(self, http: aiohttp.ClientSession, url: str, count: int) -> Any:
        found = [Screen(http, url, seat) for seat in self.seats[:count]]
        opened = [asyncio.Event() for _ in found]
        for one in found[1::2]:
            one.path = "/"
        looking = [
            asyncio.create_task(one.look(event)) for one, event in zip(found, opened, strict=True)
        ]
        try:
            await asyncio.wait_for(asyncio.gather(*(event.wait() for event in opened)), 60)
            yield found
        finally:
            for task in looking:
                task.cancel()
            await asyncio.gather(*looking, return_exceptions=True)

    async def words(self, screens: list[Screen]) -> tuple[list[float], list[float]]:
        """How long until the event came, and until the words stood there, in ms."""
        events: list[float] = []
        shown: list[float] = []
        for number in range(self.options.words):
            screen = screens[2 * (number % (len(screens) // 2))]
            began = time.perf_counter()
            words = self.write(screen.seat)
            shown.append((await screen.sees(words, 10) - began) * 1000)
            events.append((screen.rang_at - began) * 1000)
            await asyncio.sleep(0.1)
        return events, shown

    async def steps(self, pid: int) -> tuple[float, float]:
        """Processor time a step, and their median, both in ms, while somebody writes now and then."""
        took: list[float] = []
        side_by_side = asyncio.Semaphore(self.options.concurrency)
        first = FIRST_USER + self.rounds * self.options.users % ALONE
        self.rounds += 1
        before = self.written

        async def one(uid: int) -> None:
            async with side_by_side:
                await self.users.walk(uid, took)
            while len(took) // self.options.every > self.written - before:
                self.write(self.seats[self.written % len(self.seats)])

        cpu = cpu_seconds(pid)
        await asyncio.gather(*(one(first + i) for i in range(self.options.users)))
        cpu = cpu_seconds(pid) - cpu
        return cpu * 1000 / max(1, len(took)), percentile(took, 0.5)

    async def go(self) -> dict[str, Any]:
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        os.environ["HJEMVEI_DESK"] = url
        bot = Bot(self.options.command, await self.users.api.open(), "desk")
        try:
            await bot.start(self.users.api)
            connector = aiohttp.TCPConnector(limit=0)
            async with aiohttp.ClientSession(connector=connector) as http:
                await _listens(port)
                async with self.screens(http, url, 20) as some:
                    events, shown = await self.words(some)
                await self.steps(bot.pid)
                rounds: dict[str, list[tuple[float, float]]] = {"shut": [], "open": []}
                for _ in range(self.options.rounds):
                    rounds["shut"].append(await self.steps(bot.pid))
                    async with self.screens(http, url, len(self.seats)):
                        rounds["open"].append(await self.steps(bot.pid))
            cpu = {name: [one for one, _ in found] for name, found in rounds.items()}
            ratios = [b / a for a, b in zip(cpu["shut"], cpu["open"], strict=True)]
            return {
                "seats": len(self.seats),
                "words": len(shown),
                "event_p50_ms": round(percentile(events, 0.5), 1),
                "shown_p50_ms": round(percentile(shown, 0.5), 1),
                "shown_p95_ms": round(percentile(shown, 0.95), 1),
                "shut_cpu_ms": round(statistics.median(cpu["shut"]), 3),
                "open_cpu_ms": round(statistics.median(cpu["open"]), 3),
                "ratio": round(statistics.median(ratios), 3),
                "shut_p50_ms": round(statistics.median(p for _, p in rounds["shut"]), 1),
                "open_p50_ms": round(statistics.median(p for _, p in rounds["open"]), 1),
                "peak_mib": round(peak_mib(bot.pid), 1),
            }
        finally:
            await bot.stop()
            await self.users.api.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def _listens(port: int) -> None:
    """The desk opens a moment after the bot has asked for updates."""
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--users", type=int, default=100)
    parser.add_argument("--concurrency", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--think", type=float, default=0.03, help="seconds before each answer")
    parser.add_argument("--every", type=int, default=100, help="steps between words to staff")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    options.command = [one for one in options.command if one != "--"]
    print(json.dumps(asyncio.run(Desk(options).go())))


if __name__ == "__main__":
    main()
