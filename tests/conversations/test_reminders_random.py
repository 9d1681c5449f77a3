"""Whatever is agreed and however long the power is away: once, at an allowed hour, and accounted for."""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import pack
from bot.app import LOCALES
from bot.clock import SetClock
from bot.domain import coming_due, people
from bot.domain.appointments import appointments, changes
from bot.domain.effects.table import EFFECTS
from bot.domain.money import rent, rent_plan
from bot.domain.outgoing import LABEL, Content
from bot.domain.reminders.send import GATHERED
from bot.domain.turn import House, Turn
from bot.flow.message import verbatim
from bot.i18n import Texts
from bot.lanes.outcome import Outcome
from bot.loading import all_words, load_flows
from bot.rules.safe_hours import Safe, allowed
from bot.store import KeyRing, Store, accounts, random_id, sending, tenancies, timers, to_us
from bot.store import appointments as stored_appointments
from bot.telegram.prepare import Preparer
from bot.telegram.prepared import Drop, Prepared, Wait

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store import Tx
    from bot.store.deliveries import Delivery

OSLO = ZoneInfo("Europe/Oslo")
PACK = pack.load("fjordvik")
FLOWS = load_flows()
TEXTS = Texts(LOCALES, all_words(FLOWS))


@dataclass
class Small:
    """The store, the rules and the last word before sending; everything but the network."""

    store: Store
    clock: SetClock
    person: int = 0
    worker: int = 0
    sent: list[tuple[str, dt.datetime]] = field(default_factory=list)

    @property
    def house(self) -> House:
        """As the app builds it."""
        return House(PACK, FLOWS, EFFECTS, self.store.keys, PACK.tz, "hjemvei_bot")

    async def turn(self, body: Callable[[Turn], Awaitable[object]]) -> None:
        """One transaction at the present moment."""

        async def within(tx: Tx) -> None:
            await body(Turn(tx, self.clock.now(), random_id, self.house))

        await self.store.transact(within)

    async def moves_in(self, safe: Safe) -> None:
        """A worker and a resident of theirs, who can be reached."""
        self.worker, self.person = random_id(), random_id()
        for one in (self.worker, self.person):
            await self.store.keys.make_person(one)

        async def begin(turn: Turn) -> None:
            await people.begin(turn, self.worker, "nb", state="active", name="Mari")
            await people.grant(turn, self.worker, "worker")
            who = await people.begin(turn, self.person, "nb", state="active", name="Kari")
            await people.change(turn, who, safe=safe)
            await people.assign(turn, self.person, self.worker)
            sealer = await self.store.keys.person(self.person)
            chat = sealer.seal(people.CHAT_LABEL, self.person, b"77")
            row = accounts.Row(self.person, self.person, "telegram", chat, turn.at)
            await accounts.add(turn.tx, row)

        await self.turn(begin)

    async def tick(self, *, crash: bool) -> None:
        """What is due is taken and carried out; after a `crash` between, at the next tick."""

        async def take(turn: Turn) -> None:
            due = await timers.due(turn.tx, turn.at, 500)
            await timers.take(turn.tx, [one.id for one in due])

        await self.turn(take)
        if crash:
            return
        for row in await self.ledger():
            if row.state == "taken" and row.reason in {None, GATHERED}:
                await self.turn(lambda turn, row=row: coming_due.came_due(turn, row.id))  # type: ignore[misc]  # mypy and default arguments
        await self.send()

    async def send(self) -> None:
        """Everything that may go goes."""
        preparer = Preparer(self.house, TEXTS, self.clock)

        async def round_(tx: Tx) -> bool:
            now = to_us(self.clock.now())
            ready = await sending.ready(tx, now, 50)
            for row in ready:
                answer = await preparer.prepare(tx, row)
                await sending.mark_sending(tx, [row.id])
                match answer:
                    case Wait(until):
                        await sending.put_back(tx, [row.id], until)
                    case Drop(reason):
                        await sending.settle(tx, [row], "dropped", reason, now)
                        await preparer.settled(tx, row, Outcome("dropped", reason))
                    case Prepared():
                        await sending.mark_sent(tx, [sending.Arrived(row, self.person, ())], now)
                        await self._note(row)
                        await preparer.settled(tx, row, Outcome("sent"))
            return bool(ready)

        while await self.store.transact(round_):
            pass

    async def _note(self, row: Delivery) -> None:
        sealer = await self.store.keys.person(row.subject_id)
        content = sealer.open(LABEL, row.id, row.body or b"")
        about = msgspec.json.decode(content, type=Content).about
        if row.recipient_id == self.person:
            self.sent.append((about or f"news:{row.id}", self.clock.now()))

    async def ledger(self) -> list[timers.Timer]:
        """Every row ever planned for the person."""
        return await self.store.read(lambda tx: timers.ledger(tx, self.person))


MEETING = st.tuples(st.just("meet"), st.integers(1, 24 * 9), st.integers(0, 59))
RENT = st.tuples(
    st.just("rent"), st.integers(1, 31), st.sets(st.sampled_from(["payday", "before", "due"]))
)
CHANGE = st.tuples(
    st.sampled_from(["cancel", "move", "safe", "nightly"]), st.integers(0, 72), st.integers(0, 2)
)
POWER = st.tuples(
    st.just("away"), st.sampled_from([-1, 0, 1, 3, 8, 24, 30, 60]), st.integers(0, 59)
)
SAFE: list[Safe] = ["any", "daytime", "not_evenings"]


@settings(max_examples=20, deadline=None)
@given(
    begins=st.datetimes(dt.datetime(2027, 3, 20), dt.datetime(2027, 11, 10)),  # noqa: DTZ001 - made aware below
    safe=st.sampled_from(SAFE),
    doings=st.lists(st.one_of(MEETING, RENT, CHANGE, POWER, POWER), min_size=4, max_size=14),
    crashes=st.sets(st.integers(0, 13)),
)
def test_once_allowed_and_accounted_for(
    begins: dt.datetime, safe: Safe, doings: list[tuple[object, ...]], crashes: set[int]
) -> None:
    """No reminder comes twice or at a forbidden hour, and every row whose time is past is settled."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_plays(Path(folder), begins, safe, doings, crashes))


async def _plays(
    folder: Path,
    begins: dt.datetime,
    safe: Safe,
    doings: list[tuple[object, ...]],
    crashes: set[int],
) -> None:
    store = await Store.open(str(folder / "h.db"), None, KeyRing.create(folder / "ring.json"))
    small = Small(store, SetClock(begins.replace(tzinfo=OSLO)))
    now_safe = {"is": safe}
    try:
        await store.migrate(to_us(small.clock.now()))
        small.clock.move(-dt.timedelta(days=1))
        await small.moves_in(safe)
        small.clock.move(dt.timedelta(days=1))
        for step, (what, first, second) in enumerate(doings):
            if what == "away":
                small.clock.move(dt.timedelta(hours=int(str(first)), minutes=int(str(second))))
            else:
                await small.turn(lambda turn, d=(what, first, second): _does(turn, small, d))  # type: ignore[misc]  # mypy and default arguments
            if what == "safe":
                now_safe["is"] = SAFE[int(str(second))]
            before = len(small.sent)
            await small.tick(crash=step in crashes)
            for about, at in small.sent[before:]:
                assert allowed(at, now_safe["is"], OSLO), (about, at.astimezone(OSLO))
        for _ in range(30):
            small.clock.move(dt.timedelta(hours=9))
            before = len(small.sent)
            await small.tick(crash=False)
            for about, at in small.sent[before:]:
                assert allowed(at, now_safe["is"], OSLO), (about, at.astimezone(OSLO))
        ledger = await small.ledger()
        reminders = Counter(about for about, _ in small.sent if about.startswith("timer:"))
        assert not [about for about, n in reminders.items() if n > 1]
        now = to_us(small.clock.now())
        late = [one for one in ledger if one.due_at < now - 72 * 3600 * 1_000_000]
        assert {one.state for one in late} <= {"done", "skipped", "cancelled"}, late
        assert all(one.reason for one in late if one.state != "done")
        done = {f"timer:{one.id}" for one in ledger if one.reason == "sent"}
        assert done == set(reminders)
    finally:
        await store.close()


async def _does(turn: Turn, small: Small, doing: tuple[object, ...]) -> None:
    what, first, second = str(doing[0]), doing[1], doing[2]
    worker, who = await people.the(turn, small.worker), await people.the(turn, small.person)
    ahead = await stored_appointments.coming_with(turn.tx, small.worker, turn.at)
    if what == "meet":
        starts = turn.now + dt.timedelta(hours=int(str(first)), minutes=int(str(second)))
        details = appointments.Details(verbatim("Ute"), verbatim("Prat"))
        await appointments.make(
            turn, worker, small.person, starts=starts, minutes=0, details=details
        )
    elif what == "rent":
        wish = rent.Wish(
            "self",
            wanted=True,
            due_day=int(str(first)),
            payday=12,
            remind=tuple(second),  # type: ignore[arg-type]  # a set of words
        )
        await rent.choose(turn, who, wish)
    elif what == "safe":
        who = await people.change(turn, who, safe=SAFE[int(str(second))])
        await appointments.plan_anew(turn, who)
        tenancy = await tenancies.of(turn.tx, who.id)
        if tenancy is not None:
            await rent_plan.plan_ahead(turn, who, tenancy, anew=True)
    elif what == "nightly":
        for tenancy in await tenancies.in_force(turn.tx, 0, 10):
            await rent_plan.plan_ahead(turn, who, tenancy)
    elif ahead and what == "cancel":
        await changes.cancel(turn, worker, ahead[0].id)
    elif ahead:
        starts = turn.now + dt.timedelta(hours=1 + int(str(first)))
        await changes.move(turn, worker, ahead[0].id, starts)
