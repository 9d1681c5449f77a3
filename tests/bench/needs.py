"""Times a worker's list and the desk's first page with thousands of open threads, from the question to the end.

    python tests/bench/needs.py [--threads 5000] [--rounds 15]

Two readers in turn: a worker who follows up everybody, and a coordinator in whose queue everybody
stands because nobody else reads. A tenth of the residents have an open task with a need as well.
Prints the median and the slowest of each: the first page of the list, the last page and «Neste»;
and the desk's first page, with all that it shows, drawn.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import datetime as dt
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from loopback import FIRST_USER
from population import OSLO, Population

from bot import pack
from bot.clock import SystemClock
from bot.desk import view
from bot.desk.draw import Drawing
from bot.domain import people
from bot.domain.team import listing
from bot.domain.turn import Turn
from bot.i18n import Texts
from bot.store import KeyRing, Store, random_id, tasks, threads, to_us

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

LOCALES = Path(__file__).resolve().parents[2] / "locales"
TARGET_MS, DESK_TARGET_MS = 50, 100
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


async def measure(role: str, count: int, rounds: int) -> list[dict[str, Any]]:
    """One reader's list in a store of its own: for each page its name, median, slowest and target."""
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

            drawing = Drawing(Texts(LOCALES, {}), OSLO, "bench")

            async def desk(turn: Turn, staff: people.Person) -> None:
                today = await view.today(turn, staff)
                drawing.page("today.html", "nb", who=staff, today=today)

            found: list[dict[str, Any]] = []
            for name, verb, target in (
                ("first page", listing.screen, TARGET_MS),
                ("last page", lambda turn, one: listing.screen(turn, one, count - 8), TARGET_MS),
                ("next", next_one, TARGET_MS),
                ("counts", listing.counted, TARGET_MS),
                ("the desk's first page", desk, DESK_TARGET_MS),
            ):
                median, slowest = await timed(rounds, lambda verb=verb: within(verb))
                one = {"name": f"{role}, {name}", "target": target}
                found.append(one | {"median": median, "slowest": slowest})
            return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true", help="figures on one line, for bench.py")
    options = parser.parse_args()
    found = [
        one
        for role in ("worker", "coordinator")
        for one in asyncio.run(measure(role, options.threads, options.rounds))
    ]
    if options.json:
        print(json.dumps({"threads": options.threads, "found": found}))
        return
    for one in found:
        mark = "reached" if one["median"] < one["target"] else "NOT REACHED"
        print(
            "- {0}: {name}: {median:.1f} ms (slowest {slowest:.1f}, target {target})".format(
                mark, **one
            )
        )
    sys.exit(any(one["median"] >= one["target"] for one in found))


if __name__ == "__main__":
    main()
