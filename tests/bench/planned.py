"""Fills a folder with residents who want to be reminded of their rent, planned for the next sixty days.

    python planned.py FOLDER --residents 100000 [--writers 200] [--same-day]

Each has a key, an account, a rent rule, and the rows that the planner makes of it: two a month, on
the due day and three days before. `--writers`: so many of them are found by their Telegram id, the
stand-in's scripted users. `--same-day`: all pay on the same day, and are reminded of it once, so
that all is due at one moment.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import datetime as dt
import secrets
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from loopback import FIRST_USER
from ours import OFFSET, database_url, key_file
from population import AT_ONCE, PLATFORM, Population, begin_all, to_daytime

from bot import pack
from bot.clock import SystemClock
from bot.domain import people
from bot.domain.money import rent_plan
from bot.store import KeyRing, Store, from_us, random_id, tenancies, to_us
from bot.store.sealing import KEY_BYTES

if TYPE_CHECKING:
    from bot.domain.turn import Turn

DUE_DAYS = 28
AFTER = dt.timedelta(days=16)
"""From the Wednesday on which it is filled to a Friday; three days before is a working day too."""


def same_moment(folder: Path) -> tuple[dt.datetime, int]:
    """When the most of a folder's plan is due at once, and how much that is."""
    with sqlite3.connect(folder / "hjemvei.db") as db:
        due_at, count = db.execute(
            "SELECT due_at, COUNT(*) FROM timers WHERE state = 'planned'"
            " GROUP BY due_at ORDER BY COUNT(*) DESC, due_at LIMIT 1"
        ).fetchone()
    return from_us(due_at), count


def set_clock(folder: Path, moment: dt.datetime) -> None:
    """Whoever runs on this folder from now on takes it to be that moment now."""
    offset = moment - dt.datetime.now(dt.UTC)
    (folder / OFFSET).write_text(str(offset.total_seconds()), encoding="ascii")


async def _keys(store: Store, ring: KeyRing, count: int) -> list[int]:
    """The ids of persons to be, with a key each, made in one commit."""
    ids = [random_id() for _ in range(count)]
    rows = [(f"person:{one}", secrets.token_bytes(KEY_BYTES)) for one in ids]
    wrapped = [(purpose, ring.wrap(purpose, key)) for purpose, key in rows]
    await store.keys.database.transact(
        lambda tx: tx.execute_many("INSERT INTO keys (purpose, wrapped) VALUES (?, ?)", wrapped)
    )
    return ids


async def _pays(turn: Turn, person_id: int, due_day: int, remind: str) -> None:
    tenancy = tenancies.Tenancy(
        person_id, turn.new_id(), "self", due_day, None, None, None, turn.at, remind, "hello", 0,
        stopped=False,
    )  # fmt: skip
    await tenancies.put(turn.tx, tenancy)
    await rent_plan.plan_ahead(turn, await people.the(turn, person_id), tenancy)


async def fill(folder: Path, options: argparse.Namespace) -> None:
    clock = SystemClock()
    clock.offset = to_daytime(clock.now()) + dt.timedelta(hours=1)
    set_clock(folder, clock.now())
    ring = KeyRing.load(key_file(folder))
    async with await Store.open(database_url(folder), None, ring) as store:
        await store.migrate(to_us(clock.now()))
        population = Population(store, clock)
        population.house = dataclasses.replace(population.house, pack=pack.load("fjordvik"))
        for start in range(0, options.residents, AT_ONCE):
            count = min(AT_ONCE, options.residents - start)
            links = [
                (person_id, random_id(), FIRST_USER + start + place)
                for place, person_id in enumerate(await _keys(store, ring, count))
            ]
            for _, account_id, uid in links:
                if uid < FIRST_USER + options.writers:
                    await store.keys.remember(PLATFORM, uid, account_id)

            async def body(turn: Turn, links: list[tuple[int, int, int]] = links) -> None:
                await begin_all(turn, links)
                same_day = (turn.today + AFTER).day
                for person_id, _, uid in links:
                    if options.same_day:
                        await _pays(turn, person_id, same_day, "before")
                    else:
                        await _pays(turn, person_id, uid % DUE_DAYS + 1, "before,due")

            await population.do(body)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--residents", type=int, default=100_000)
    parser.add_argument("--writers", type=int, default=200)
    parser.add_argument("--same-day", action="store_true")
    options = parser.parse_args()
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as passing:
        folder = Path(passing)
        asyncio.run(fill(folder, options))
        shutil.copytree(folder, options.folder, dirs_exist_ok=True)


if __name__ == "__main__":
    main()
