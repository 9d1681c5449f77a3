"""A follow-up service in memory: the real domain, store, pack and last word before sending, no network."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from bot import pack
from bot.app import LOCALES
from bot.clock import SetClock
from bot.domain import coming_due, front, people
from bot.domain.came import Came
from bot.domain.effects.table import EFFECTS
from bot.domain.outgoing import LABEL, Content
from bot.domain.turn import House, Turn
from bot.i18n import Texts
from bot.lanes.outcome import Outcome
from bot.loading import all_words, load_flows
from bot.store import Store, accounts, from_us, random_id, sending, timers, to_us
from bot.telegram.prepare import Preparer
from bot.telegram.prepared import Drop, Prepared, Wait

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.roles import StaffRole
    from bot.store import KeyRing, Tx
    from bot.store.deliveries import Delivery

T = TypeVar("T")
OSLO = ZoneInfo("Europe/Oslo")
PACK = pack.load("fjordvik")
FLOWS = load_flows()
TEXTS = Texts(LOCALES, all_words(FLOWS))


@dataclass(frozen=True)
class Arrival:
    """A message that came through: to whom, about whom, as what, and when."""

    to: int
    subject: int
    purpose: str
    about: str
    at: dt.datetime


@dataclass
class Office:
    """The house, a clock, and what has come through to whom."""

    store: Store
    clock: SetClock
    sent: list[Arrival] = field(default_factory=list)
    platform: count[int] = field(default_factory=lambda: count(1))

    @classmethod
    async def open(cls, ring: KeyRing, at: dt.datetime) -> Office:
        """An office in which nobody works yet."""
        store = await Store.open(":memory:", None, ring)
        await store.migrate(to_us(at))
        return cls(store, SetClock(at))

    @property
    def house(self) -> House:
        """As the app builds it."""
        return House(PACK, FLOWS, EFFECTS, self.store.keys, PACK.tz, "hjemvei_bot")

    async def turn(self, body: Callable[[Turn], Awaitable[T]], caused_by: int | None = None) -> T:
        """One transaction at the present moment; then everything goes out that may."""
        made: list[Turn] = []

        async def within(tx: Tx) -> T:
            turn = Turn(tx, self.clock.now(), random_id, self.house, caused_by=caused_by)
            made[:] = [turn]
            return await body(turn)

        answer = await self.store.transact(within)
        if made[0].erased is not None:
            await self.store.keys.destroy_person(made[0].erased.person_id)
        await self.send()
        return answer

    async def joins(self, name: str, *roles: StaffRole) -> int:
        """Somebody with a phone and these roles, or a resident without one."""
        person_id = random_id()
        await self.store.keys.make_person(person_id)

        async def begin(turn: Turn) -> None:
            await people.begin(turn, person_id, "nb", state="active", name=name)
            for role in roles:
                await people.grant(turn, person_id, role)
            sealer = await self.store.keys.person(person_id)
            chat = sealer.seal(people.CHAT_LABEL, person_id, b"77")
            row = accounts.Row(person_id, person_id, "telegram", chat, turn.at)
            await accounts.add(turn.tx, row)

        await self.turn(begin)
        return person_id

    async def does(self, person_id: int, doing: Callable[[Turn, Person], Awaitable[T]]) -> T | None:
        """What one person does themselves; nothing for one who is erased."""

        async def body(turn: Turn) -> T | None:
            who = await people.person(turn, person_id)
            if who is None:
                return None
            if who.is_staff or not turn.caused_by:
                return await doing(turn, who)
            account = await accounts.of_person(turn.tx, person_id)
            if account is not None and account.blocked_at is not None:
                await accounts.set_blocked(turn.tx, account.id, None)  # as the door does
            return await doing(turn, who)

        return await self.turn(body, caused_by=person_id)

    async def says(self, person_id: int, words: str, replied_to: int | None = None) -> int:
        """Words in their own chat; our id of the line."""
        own = random_id()
        came = Came(own=own, platform_id=next(self.platform))
        await self.does(
            person_id,
            lambda turn, who: front.said(turn, who, words, came, replied_to=replied_to),
        )
        return own

    async def presses(self, person_id: int, button: str) -> None:
        """One of the house's own buttons, whoever presses it."""
        await self.does(
            person_id, lambda turn, who: front.pressed(turn, who, f"d:{button}", Came())
        )

    async def wait(self, long: dt.timedelta) -> None:
        """Time passes through every moment at which something is due or may go out."""
        until = self.clock.now() + long
        while True:
            at = await self.store.read(_next)
            moment = max(from_us(at), self.clock.now()) if at is not None else until
            if moment > until:
                break
            if at is None:
                break
            self.clock.set(moment)
            await self._tick()
        self.clock.set(until)
        await self._tick()

    async def _tick(self) -> None:
        async def take(turn: Turn) -> list[int]:
            due = [one.id for one in await timers.due(turn.tx, turn.at, 500)]
            await timers.take(turn.tx, due)
            return due

        for row in await self.turn(take):
            await self.turn(lambda turn, row=row: coming_due.came_due(turn, row))  # type: ignore[misc]  # mypy and default arguments

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
                    case Prepared(account_id=account_id):
                        places = (next(self.platform),) if row.kind == "send" else ()
                        arrived = sending.Arrived(row, account_id, places)
                        await sending.mark_sent(tx, [arrived], now)
                        await self._note(row)
                        await preparer.settled(tx, row, Outcome("sent"))
            return bool(ready)

        while await self.store.transact(round_):
            pass

    async def _note(self, row: Delivery) -> None:
        if row.kind != "send":
            return
        sealer = await self.store.keys.person(row.subject_id)
        content = msgspec.json.decode(sealer.open(LABEL, row.id, row.body or b""), type=Content)
        self.sent.append(
            Arrival(row.recipient_id, row.subject_id, row.purpose, content.about, self.clock.now())
        )


async def _next(tx: Tx) -> int | None:
    """When something is due, or may go out, after a rest."""
    planned = await timers.next_due(tx)
    # What stands behind another in its stream waits for that one.
    waiting: int | None = await tx.value(
        "SELECT MIN(d.not_before) FROM deliveries d WHERE d.state = 'queued' AND NOT EXISTS"
        " (SELECT 1 FROM deliveries e WHERE e.stream = d.stream AND e.settled_at IS NULL"
        " AND e.place < d.place)"
    )
    return min((one for one in (planned, waiting) if one is not None), default=None)
