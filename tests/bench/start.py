"""Starts a bot on a folder whose plan is large, and looks at how soon it is there and what it holds.

    python planned.py FOLDER --residents 100000
    BENCH_DATA=FOLDER python start.py -- .venv/bin/python tests/bench/ours.py

*startup*: until it asks for updates. *first answer*: until somebody's command, written before it
started, has its answer. Then one resident after the other goes through the nine questions while
the bot plans the day for everybody, which it has not done yet; and ticks.py times ticks that find
nothing, before that is done and after.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from loopback import FIRST_USER, Bot
from machine import cpu_seconds, peak_mib, percentile
from standin import SCRIPT, Phone, Users

PATIENCE_S = 30.0


async def start(options: argparse.Namespace) -> dict[str, Any]:
    """One start, until the day is planned and the ticks are timed."""
    users = Users(SCRIPT.split("|"), options.think, 10)
    with tempfile.TemporaryDirectory() as folder:
        ticks = Path(folder) / "ticks"
        os.environ["BENCH_TICKS"] = str(ticks)
        bot = Bot(options.command, await users.api.open(), "start")
        early = users.phones[FIRST_USER] = Phone(expected=1)
        early.waiting = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        users.api.type(FIRST_USER, users.script[0])
        try:
            startup = await bot.start(users.api)
            await asyncio.wait_for(early.waiting, PATIENCE_S)
            answered = time.perf_counter() - began
            took: list[float] = []
            one = 0
            while _lines(ticks) < 2 and time.perf_counter() - began < options.patience:
                one = one % (options.writers - 1) + 1
                await users.walk(FIRST_USER + one, took)
            found = [json.loads(line) for line in ticks.read_text(encoding="utf-8").splitlines()]
            return {
                "startup_s": round(startup, 2),
                "first_answer_s": round(answered, 2),
                "steps": len(took),
                "p50_ms": round(percentile(took, 0.5), 1),
                "p95_ms": round(percentile(took, 0.95), 1),
                "slowest_ms": round(max(took, default=0.0), 1),
                "all_s": round(time.perf_counter() - began, 1),
                "cpu_s": round(cpu_seconds(bot.pid), 1),
                "peak_mib": round(peak_mib(bot.pid), 1),
                "ticks": found,
            }
        finally:
            await bot.stop()
            await users.api.close()


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--think", type=float, default=0.2, help="seconds before each answer")
    parser.add_argument("--writers", type=int, default=200, help="as planned.py was told")
    parser.add_argument("--patience", type=float, default=600, help="seconds")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    options.command = [one for one in options.command if one != "--"]
    print(json.dumps(asyncio.run(start(options))))


if __name__ == "__main__":
    main()
