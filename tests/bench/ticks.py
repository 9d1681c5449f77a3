"""Times ticks that find nothing in a bot that runs, and what it holds in memory meanwhile.

`watch(app, path)` once it has started. After a pause it ticks `TICKS` times, once at a time; when the
day's planning is done it does so again. One JSON line for each in the file: the ticks' median and
95th percentile in ms of wall and their mean in ms of processor time, and the memory (MiB) before
and after. On with `BENCH_TICKS=FILE` in ours.py.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from functools import partial
from typing import TYPE_CHECKING

from machine import percentile, resident_mib

from bot.domain import housekeeping
from bot.store import kept

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app import App

TICKS, PAUSE_S = 2000, 0.2
running: set[asyncio.Task[None]] = set()


def watch(app: App, path: Path) -> None:
    """Begin beside whatever else runs."""
    running.add(asyncio.create_task(_watch(app, path)))


async def _watch(app: App, path: Path) -> None:
    await asyncio.sleep(PAUSE_S)
    await _note(app, path, "at once")
    while not await app.store.read(partial(kept.get, key=housekeeping.KEPT)):  # noqa: ASYNC110 - what is waited for tells nobody
        await asyncio.sleep(PAUSE_S)
    await _note(app, path, "planned")


async def _note(app: App, path: Path, when: str) -> None:
    pid, took = os.getpid(), []
    before, since = resident_mib(pid), time.monotonic()
    cpu = time.process_time()
    for _ in range(TICKS):
        began = time.perf_counter()
        await app.ticker.tick()
        took.append((time.perf_counter() - began) * 1000)
    found = {
        "when": when,
        "at": since,
        "p50_ms": percentile(took, 0.5),
        "p95_ms": percentile(took, 0.95),
        "cpu_ms": (time.process_time() - cpu) * 1000 / TICKS,
        "before_mib": before,
        "after_mib": resident_mib(pid),
    }
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(found) + "\n")
