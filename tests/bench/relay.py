"""Words from one person to another: how many a second, how soon, and whether each thread keeps its order.

    .venv/bin/python tests/bench/population.py FOLDER --relay 200
    BENCH_DATA=FOLDER .venv/bin/python tests/bench/relay.py --label ours -- .venv/bin/python tests/bench/ours.py
    .venv/bin/python tests/bench/relay.py --label aiogram -- .peers/bin/python tests/bench/peers/aiogram_pairs.py

Everybody writes at once; the reader of each is READERS ids behind. One alone is timed first.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import statistics
import time
from collections import defaultdict
from typing import Any

from crash import SENDERS
from loopback import FIRST_USER, Bot, Loopback

READERS = 500
WRITERS_FROM = FIRST_USER + SENDERS
NUMBER = re.compile(r"nr (\d+) fra (\d+)")


class Arrivals:
    """What came to the readers, and when, by who wrote it."""

    def __init__(self) -> None:
        self.seen: dict[int, list[int]] = defaultdict(list)
        self.times: list[float] = []
        self.wanted = 0
        self.all_there = asyncio.Event()

    def expect(self, count: int) -> None:
        self.times.clear()
        self.wanted = count
        self.all_there.clear()

    async def arrived(self, method: str, message: dict[str, Any]) -> None:
        found = NUMBER.search(message.get("text") or "")
        if found is None or not method.lower().startswith("send"):
            return
        number, writer = int(found[1]), int(found[2])
        if message["chat"]["id"] != WRITERS_FROM + writer + READERS:
            return
        self.times.append(time.perf_counter())
        self.seen[writer].append(number)
        if len(self.times) >= self.wanted:
            self.all_there.set()


async def relay(options: argparse.Namespace) -> dict[str, Any]:
    """One alone, then all at once; raises TimeoutError where something never comes."""
    arrivals = Arrivals()
    api = Loopback(arrivals.arrived)
    bot = Bot(options.command, await api.open(), f"relay-{options.label}")
    try:
        await bot.start(api)
        alone = []
        for number in range(options.alone):
            arrivals.expect(1)
            began = time.perf_counter()
            api.type(WRITERS_FROM, f"nr {number} fra 0")
            await asyncio.wait_for(arrivals.all_there.wait(), options.patience)
            alone.append(arrivals.times[0] - began)
        arrivals.seen.clear()
        arrivals.expect(options.pairs * options.each)
        began = time.perf_counter()
        for number in range(options.each):
            for writer in range(options.pairs):
                api.type(WRITERS_FROM + writer, f"nr {number} fra {writer}")
        await asyncio.wait_for(arrivals.all_there.wait(), options.patience)
        span = arrivals.times[-1] - began
        in_order = sum(numbers == sorted(numbers) for numbers in arrivals.seen.values())
        whole = sum(set(numbers) == set(range(options.each)) for numbers in arrivals.seen.values())
        return {
            "label": options.label,
            "alone_ms": round(statistics.median(alone) * 1000, 2),
            "messages": options.pairs * options.each,
            "per_s": round(len(arrivals.times) / span, 1),
            "threads_in_order": in_order,
            "threads_whole": whole,
            "threads": options.pairs,
        }
    finally:
        await bot.stop()
        await api.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--label", default="bot")
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
