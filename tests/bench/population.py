"""Fills a folder with a database of ours, for a run of the benchmark.

    python population.py FOLDER --residents 10000 [--relay 20] [--bulk 1000] [--desk 200]

`--residents`: so many residents who have said yes, each with an account; the first of them are the
stand-in's scripted users. `--relay`: so many workers, each writing to an open resident of their
own, for crash.py: a worker's words reach the resident uncovered. `--bulk`: a piece of news waits
for each of the first so many residents, for bulk.py. `--desk`: so many workers who are signed in at
the desk and have no phone, each with a resident who is talking with them, for desk.py; who, and by
which cookie, is kept in the folder.

The folder also keeps how far the bot's clock is moved, so that it is daytime and nothing waits for
the morning. It is filled in memory where there is /dev/shm, since 10,000 keys are 10,000 commits.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from crash import SENDERS
from loopback import FIRST_USER
from ours import OFFSET, database_url, key_file

from bot.clock import SystemClock
from bot.domain import outgoing, people
from bot.domain.at_desk import signing_in
from bot.domain.turn import House, Turn
from bot.flow.message import Message, verbatim
from bot.store import KeyRing, Store, accounts, open_persons, random_id, threads, to_us

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

PLATFORM = "telegram"
OSLO = ZoneInfo("Europe/Oslo")
READERS = 500
"""The residents whom the relay's workers write to come so far behind the workers."""
AT_ONCE = 500
SEATS = "seats.json"


def to_daytime(now: dt.datetime) -> dt.timedelta:
    """How far to move a clock so that it is ten in the morning in Oslo, the next Wednesday."""
    local = now.astimezone(OSLO)
    day = local.date() + dt.timedelta(days=(2 - local.weekday()) % 7 or 7)
    return dt.datetime.combine(day, dt.time(10), OSLO) - now


class Population:
    """Makes people in a store, some hundreds to a transaction."""

    def __init__(self, store: Store, clock: SystemClock) -> None:
        self.store, self.clock = store, clock
        bare: Any = None  # pack and flows decide nothing here
        self.house = House(
            pack=bare, flows={}, effects={}, keys=store.keys, zone=OSLO, bot_name="bench"
        )

    async def do(self, body: Callable[[Turn], Awaitable[None]]) -> None:
        now = self.clock.now()
        await self.store.transact(lambda tx: body(Turn(tx, now, random_id, self.house)))

    async def known(self, uids: Iterable[int]) -> list[int]:
        """Active residents with these Telegram ids, found by the door as it finds anybody."""
        ids: list[int] = []
        links: list[tuple[int, int, int]] = []
        for uid in uids:
            person_id, account_id = random_id(), random_id()
            await self.store.keys.make_person(person_id)
            await self.store.keys.remember(PLATFORM, uid, account_id)
            ids.append(person_id)
            links.append((person_id, account_id, uid))
        for start in range(0, len(links), AT_ONCE):
            some = links[start : start + AT_ONCE]
            await self.do(lambda turn, some=some: begin_all(turn, some))
        return ids

    async def relay(self, count: int) -> None:
        """Workers who are writing to a resident each, and have just written."""
        workers = await self.known(FIRST_USER + SENDERS + i for i in range(count))
        residents = await self.known(FIRST_USER + SENDERS + READERS + i for i in range(count))

        async def body(turn: Turn) -> None:
            for worker, resident in zip(workers, residents, strict=True):
                await people.grant(turn, worker, "worker")
                await people.assign(turn, resident, worker)
                await open_persons.put(turn.tx, worker, resident, turn.at)
                # Uncovered, so that the words can be seen arriving.
                await people.change(turn, await people.the(turn, resident), neutral=False)
                # Talking already: what either writes goes straight on.
                said = threads.ThreadMessage(
                    turn.new_id(), resident, worker, inbound=False, kind="text", body=b"",
                    created_at=turn.at, state="sent", opened_at=turn.at,
                )  # fmt: skip
                await threads.add(turn.tx, said)

        await self.do(body)

    async def desk(self, count: int) -> list[dict[str, Any]]:
        """Workers signed in at the desk; for each their cookie, and their resident's id and Telegram id."""
        uids = [FIRST_USER + SENDERS + i for i in range(count)]
        residents = await self.known(uids)
        found: list[dict[str, Any]] = []

        async def body(turn: Turn) -> None:
            for uid, resident in zip(uids, residents, strict=True):
                worker = await signing_in.new_colleague(turn, f"Arbeider {uid}", "worker")
                await people.assign(turn, resident, worker)
                said = threads.ThreadMessage(
                    turn.new_id(), resident, worker, inbound=False, kind="text", body=b"",
                    created_at=turn.at, state="sent", opened_at=turn.at,
                )  # fmt: skip
                await threads.add(turn.tx, said)
                cookie = f"bench-{uid}"
                await signing_in.begin(turn, worker, cookie)
                found.append({"cookie": cookie, "resident": resident, "uid": uid})

        await self.do(body)
        return found

    async def queue(self, person_ids: Sequence[int]) -> None:
        """A piece of news for each."""

        async def body(turn: Turn) -> None:
            for person_id in person_ids:
                to = outgoing.Address(person_id, person_id)
                news = Message((verbatim("Møtet er flyttet til torsdag."),))
                await outgoing.say(turn, to, news, purpose="news")

        await self.do(body)


async def begin_all(turn: Turn, some: Sequence[tuple[int, int, int]]) -> None:
    for person_id, account_id, uid in some:
        await people.begin(turn, person_id, "nb", state="active", name=f"Person {uid}")
        chat = await turn.seal(person_id, people.CHAT_LABEL, account_id, uid)
        await accounts.add(
            turn.tx, accounts.Row(account_id, person_id, PLATFORM, chat, valid_from=turn.at)
        )


async def fill(folder: Path, options: argparse.Namespace) -> None:
    clock = SystemClock()
    clock.offset = to_daytime(clock.now())
    (folder / OFFSET).write_text(str(clock.offset.total_seconds()), encoding="ascii")
    ring = KeyRing.load(key_file(folder))
    async with await Store.open(database_url(folder), None, ring) as store:
        await store.migrate(to_us(clock.now()))
        population = Population(store, clock)
        residents = await population.known(FIRST_USER + i for i in range(options.residents))
        if options.relay:
            await population.relay(options.relay)
        if options.desk:
            seats = await population.desk(options.desk)
            (folder / SEATS).write_text(json.dumps(seats), encoding="ascii")
        if options.bulk:
            await population.queue(residents[: options.bulk])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--residents", type=int, default=0)
    parser.add_argument("--relay", type=int, default=0)
    parser.add_argument("--bulk", type=int, default=0)
    parser.add_argument("--desk", type=int, default=0)
    options = parser.parse_args()
    if options.relay and options.residents > SENDERS:
        parser.error(f"--relay takes Telegram ids from the {SENDERS}th on: fewer --residents")
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as passing:
        folder = Path(passing)
        asyncio.run(fill(folder, options))
        shutil.copytree(folder, options.folder, dirs_exist_ok=True)


if __name__ == "__main__":
    main()
