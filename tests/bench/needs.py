"""Times a worker's list with thousands of open threads, from the question to the finished screen.

    python tests/bench/needs.py [--threads 5000] [--rounds 15]

Two readers in turn: a worker who follows up everybody, and a coordinator in whose queue everybody
stands because nobody else reads. A tenth of the residents have an open task with a need as well.
Prints the median and the slowest of each, for the first page, the last page and «Neste».
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import datetime as dt
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from loopback import FIRST_USER
from population import Population

from bot import pack
from bot.clock import SystemClock
from bot.domain import people
from bot.domain.team import listing
from bot.domain.turn import Turn
from bot.store import KeyRing, Store, random_id, tasks, threads, to_us

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

TARGET_MS = 50
NEEDS = ("rent_hard", "urgent", "danger")


async def fill(population: Population, count: int, *, worker: int | None) -> list[int]:
    """Residents who wait, each since another second."""
    residents = await population.known(FIRST_USER + 10 + one for one in range(count))

    async def body(turn: Turn) -> None:
        since = to_us(turn.now - dt.timedelta(days=3))
        for place, resident in enumerate(residents):
            if worker is not None:
                await people.assign(turn, resident, worker)
            said = threads.ThreadMessage(
                turn.new_id(), resident, resident, inbound=True, kind="text", body=b"",
                created_at=since + place * 1_000_000, state="sent",
            )  # fmt: skip
            await threads.add(turn.tx, said)
            if place % 10 == 0:
                kind = NEEDS[place // 10 % len(NEEDS)]
                role = "worker" if worker else "coordinator"
                row = tasks.Row(turn.new_id(), kind, resident, role, worker, None, since + place)
                await tasks.add(turn.tx, row)

    await population.do(body)
    return residents


async def timed(rounds: int, body: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """The median and the slowest of some rounds, in milliseconds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        await body()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), max(taken)


async def measure(role: str, count: int, rounds: int) -> bool:
    """One reader's list in a store of its own; whether every median is within the target."""
    with tempfile.TemporaryDirectory() as folder:
        ring = KeyRing.create(Path(folder) / "keys.json")
        async with await Store.open(str(Path(folder) / "bench.db"), None, ring) as store:
            await store.migrate(1)
            population = Population(store, SystemClock())
            population.house = dataclasses.replace(population.house, pack=pack.load("fjordvik"))
            (reader,) = await population.known([FIRST_USER])
            granted = "worker" if role == "worker" else "coordinator"
            await population.do(lambda turn: people.grant(turn, reader, granted))
            residents = await fill(population, count, worker=reader if role == "worker" else None)

            async def within(verb: Callable[[Turn, people.Person], Awaitable[object]]) -> None:
                async def body(tx: object) -> None:
                    turn = Turn(tx, population.clock.now(), random_id, population.house)  # type: ignore[arg-type]  # a Tx
                    await verb(turn, await people.the(turn, reader))

                await store.read(body)

            async def next_one(turn: Turn, staff: people.Person) -> None:
                await listing.next_after(turn, staff, residents[count // 2])

            reached = True
            for name, verb in (
                ("first page", listing.screen),
                ("last page", lambda turn, staff: listing.screen(turn, staff, count - 8)),
                ("next", next_one),
                ("counts", listing.counted),
            ):
                median, slowest = await timed(rounds, lambda verb=verb: within(verb))
                reached = reached and median < TARGET_MS
                print(
                    f"{role}, {count} open threads, {name}: {median:.1f} ms (slowest {slowest:.1f})"
                )
            return reached


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    found = [
        asyncio.run(measure(role, options.threads, options.rounds))
        for role in ("worker", "coordinator")
    ]
    reached = "reached" if all(found) else "NOT REACHED"
    print(f"- {reached}: a worker's list within {TARGET_MS} ms")
    sys.exit(0 if all(found) else 1)


if __name__ == "__main__":
    main()
