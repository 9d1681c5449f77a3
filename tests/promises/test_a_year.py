"""A year of two hundred residents, with power cuts and kills: of every reminder it is known what became of it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import random
from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from bot import pack
from bot.app import LOCALES
from bot.clock import SetClock
from bot.domain import coming_due, people
from bot.domain.appointments import appointments
from bot.domain.discharge import owners, stays
from bot.domain.discharge import planning as discharge_plan
from bot.domain.discharge.items import Told
from bot.domain.effects.table import EFFECTS
from bot.domain.money import rent, rent_plan
from bot.domain.outgoing import LABEL, Content
from bot.domain.reminders.send import GATHERED
from bot.domain.turn import House, Turn
from bot.flow.message import verbatim
from bot.i18n import Texts
from bot.lanes.outcome import Outcome
from bot.loading import all_words, load_flows
from bot.rules.safe_hours import allowed
from bot.store import (
    KeyRing,
    Store,
    accounts,
    from_us,
    random_id,
    sending,
    tenancies,
    timers,
    to_us,
)
from bot.telegram.prepare import Preparer
from bot.telegram.prepared import Drop, Prepared, Wait

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.store import Tx

OSLO = ZoneInfo("Europe/Oslo")
PACK = pack.load("fjordvik")
FLOWS = load_flows()
TEXTS = Texts(LOCALES, all_words(FLOWS))
RESIDENTS, SEED = 200, 2027
BEGINS = dt.datetime(2027, 1, 4, 8, tzinfo=OSLO)
YEAR = dt.timedelta(days=365)
HOUR = dt.timedelta(hours=1)
WAYS = (("payday",), ("before",), ("due",), ("payday", "due"))
REMINDERS = ("appointment", "rent", "discharge", "checkin")
STAYS = 40  # of the residents leave somewhere in the course of the year
SETTLED = {"done", "skipped", "cancelled"}


def lot_of(now: int) -> bool:
    """Half of the kills come before what is due is carried out, half while it is sent."""
    return now // 3_600_000_000 % 2 == 0


class Town:
    """The store, the rules and the last word before sending, for many; everything but the network."""

    def __init__(self, store: Store, clock: SetClock) -> None:
        """Nobody lives here yet."""
        self.store, self.clock = store, clock
        self.house = House(PACK, FLOWS, EFFECTS, store.keys, PACK.tz, "hjemvei_bot")
        self.preparer = Preparer(self.house, TEXTS, clock)
        self.worker = random_id()
        self.residents: list[int] = []
        self.inbox: list[int] = []
        self.sent: list[tuple[str, dt.datetime]] = []

    async def turn(self, body: Callable[[Turn], Awaitable[None]]) -> None:
        """One transaction at the present moment."""
        await self.store.transact(
            lambda tx: body(Turn(tx, self.clock.now(), random_id, self.house))
        )

    async def peopled(self, lot: random.Random) -> None:
        """A worker, and residents with rent to pay and a wish to be reminded of it."""
        self.residents = [random_id() for _ in range(RESIDENTS)]
        for one in (self.worker, *self.residents):
            await self.store.keys.make_person(one)

        async def begin(turn: Turn) -> None:
            await people.begin(turn, self.worker, "nb", state="active", name="Mari")
            await people.grant(turn, self.worker, "worker")
            for number in self.residents:
                who = await people.begin(turn, number, "nb", state="active", name="Kari")
                # Nobody asks the worker to look in: the year is about reminders.
                who = await people.change(turn, who, no_follow_up=True)
                await people.assign(turn, number, self.worker)
                sealer = await self.store.keys.person(number)
                chat = sealer.seal(people.CHAT_LABEL, number, b"77")
                await accounts.add(turn.tx, accounts.Row(number, number, "telegram", chat, turn.at))
                wish = rent.Wish(
                    "self",
                    wanted=True,
                    due_day=lot.randint(1, 31),
                    payday=lot.randint(1, 31),
                    remind=lot.choice(WAYS),
                )
                await rent.choose(turn, who, wish)

        await self.turn(begin)

    async def meets(self, number: int, lot: random.Random) -> None:
        """The worker makes an appointment in the coming weeks."""
        day = self.clock.now() + dt.timedelta(days=lot.randint(1, 20))
        starts = day.replace(hour=lot.randint(8, 15), minute=lot.choice((0, 30)), second=0)

        async def make(turn: Turn) -> None:
            worker = await people.the(turn, self.worker)
            details = appointments.Details(verbatim("Ute"), verbatim("Prat"))
            await appointments.make(
                turn, worker, number, starts=starts, minutes=30, details=details
            )

        await self.turn(make)

    async def leaves(self, lot: random.Random) -> None:
        """Some are somewhere they will leave: known long before, late, moved, out early."""

        async def tell(turn: Turn) -> None:
            for number in self.residents[:STAYS]:
                who = await people.the(turn, number)
                who = await people.change(turn, who, no_follow_up=False, seven_days=False)
                # Half of them share it with nobody: then what is open is their own.
                await owners.say(turn, who, yes=lot.random() < 0.5)
                leaves = turn.today + dt.timedelta(days=lot.randint(5, 300))
                await stays.begin(turn, who, Told(leaves=leaves.isoformat()))

        await self.turn(tell)

    async def changes_its_day(self, number: int, lot: random.Random) -> None:
        """The day is another one, or they are out already."""

        async def change(turn: Turn) -> None:
            who = await people.the(turn, number)
            if lot.random() < 0.3:
                await stays.out(turn, who, turn.today)
            else:
                days = dt.timedelta(days=lot.randint(3, 100))
                await stays.change_day(turn, who, turn.today + days)

        await self.turn(change)

    async def nightly(self) -> None:
        """The plan is extended, as `housekeeping` does."""

        async def plan(turn: Turn) -> None:
            for tenancy in await tenancies.in_force(turn.tx, 0, RESIDENTS):
                who = await people.the(turn, tenancy.resident_id)
                await rent_plan.plan_ahead(turn, who, tenancy)
                await discharge_plan.plan_all(turn, who)

        await self.turn(plan)

    async def ticks(self, *, killed: bool) -> None:
        """What is due is taken and carried out; `killed` between, it is carried out by the next."""
        now = to_us(self.clock.now())
        found: list[int] = []

        async def take(turn: Turn) -> None:
            found.extend(one.id for one in await timers.due(turn.tx, now, 1000))
            await timers.take(turn.tx, found)

        await self.turn(take)
        # It stands in the inbox now, as in the real house, and is found there after a kill.
        self.inbox += found
        if killed and lot_of(now):
            return
        while self.inbox:
            number = self.inbox.pop(0)
            await self.turn(lambda turn, number=number: coming_due.came_due(turn, number))  # type: ignore[misc]  # mypy and default arguments
        await self.sends(killed=killed)

    async def sends(self, *, killed: bool) -> None:
        """Everything that may go goes; `killed` in the middle, it is done anew and nothing twice."""

        class Killed(Exception):
            """The process is gone before its commit."""

        async def round_(tx: Tx, *, dies: bool) -> bool:
            now = to_us(self.clock.now())
            ready = await sending.ready(tx, now, 100)
            noted: list[tuple[str, dt.datetime]] = []
            for row in ready:
                answer = await self.preparer.prepare(tx, row)
                await sending.mark_sending(tx, [row.id])
                match answer:
                    case Wait(until):
                        await sending.put_back(tx, [row.id], until)
                    case Drop(reason):
                        await sending.settle(tx, [row], "dropped", reason, now)
                        await self.preparer.settled(tx, row, Outcome("dropped", reason))
                    case Prepared():
                        arrived = [sending.Arrived(row, row.recipient_id, ())]
                        await sending.mark_sent(tx, arrived, now)
                        sealer = await self.store.keys.person(row.subject_id)
                        body = sealer.open(LABEL, row.id, row.body or b"")
                        about = msgspec.json.decode(body, type=Content).about
                        noted.append((about, self.clock.now()))
                        await self.preparer.settled(tx, row, Outcome("sent"))
            if dies and ready:
                raise Killed
            self.sent += [one for one in noted if one[0].startswith("timer:")]
            return bool(ready)

        if killed:
            with contextlib.suppress(Killed):
                await self.store.transact(lambda tx: round_(tx, dies=True))
        while await self.store.transact(lambda tx: round_(tx, dies=False)):
            pass


def test_a_year_of_reminders_is_accounted_for(tmp_path: Path) -> None:
    """Nothing twice, nothing in quiet hours, and of each of thousands it is known whether it went, or why not."""
    asyncio.run(_lives(tmp_path))


async def _lives(folder: Path) -> None:
    lot = random.Random(SEED)  # noqa: S311 - a year, the same each time
    store = await Store.open(str(folder / "h.db"), None, KeyRing.create(folder / "ring.json"))
    town = Town(store, SetClock(BEGINS))
    try:
        await store.migrate(to_us(BEGINS))
        await town.peopled(lot)
        await town.leaves(lot)
        day = 0
        while town.clock.now() < BEGINS + YEAR:
            for number in lot.sample(town.residents, 4):
                await town.meets(number, lot)
            if day % 14 == 0:
                await town.nightly()
                await town.changes_its_day(lot.choice(town.residents[:STAYS]), lot)
            # A cut every tenth day, from an hour to three days; kills come as they like.
            away = lot.choice((1, 5, 26, 70)) if day % 10 == 7 else 0
            hours = max(24, away + (24 - away % 24) % 24)
            for hour in range(hours):
                town.clock.move(HOUR)
                if hour >= away:
                    await town.ticks(killed=lot.random() < 0.05)
            day += hours // 24
        await _accounted_for(town)
    finally:
        await store.close()


async def _accounted_for(town: Town) -> None:
    now = town.clock.now()
    assert all(allowed(at, "any", OSLO) for _, at in town.sent)
    assert not [about for about, times in Counter(one for one, _ in town.sent).items() if times > 1]
    went, known = {about for about, _ in town.sent}, 0
    of_each: Counter[str] = Counter()
    for number in town.residents:
        for row in await town.store.read(lambda tx, number=number: timers.ledger(tx, number)):  # type: ignore[misc]  # mypy and default arguments
            if row.rule.partition(".")[0] not in REMINDERS:
                continue
            if from_us(row.due_at) < now - dt.timedelta(days=4):
                known += 1
                assert row.state in SETTLED, row
                assert row.reason, row
            assert (f"timer:{row.id}" in went) == (row.reason == "sent"), row
            of_each[row.rule.partition(".")[0]] += row.reason == "sent"
            assert row.reason != GATHERED or row.state != "done", row
    assert known > 5000
    assert all(of_each[family] > 20 for family in REMINDERS), of_each
    assert len(went) > 2500
