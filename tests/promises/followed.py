"""Residents who write, and the office they write to; what staff do and what must hold is in `test_owned`."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.domain import people, received
from bot.domain.came import Came
from bot.domain.errors import Refused, Told
from bot.flow.message import Media
from bot.store import accounts, random_id
from tests.promises import holding
from tests.promises.office import OSLO, Office

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store import KeyRing

RESIDENTS, WORKERS = st.integers(0, 2), st.integers(0, 2)
STAFF = st.integers(0, 4)
BEGINS = [
    dt.datetime(2026, 12, 16, 10, 5, tzinfo=OSLO),  # a Wednesday
    dt.datetime(2026, 12, 18, 14, 50, tzinfo=OSLO),  # a weekend ahead
    dt.datetime(2026, 12, 23, 13, 0, tzinfo=OSLO),  # the holidays ahead
    dt.datetime(2027, 3, 27, 21, 0, tzinfo=OSLO),  # the night in which the clock changes
]
WORDS = ["Hei", "Det lekker fra taket", "Kan du ringe meg"]
DANGER = "Jeg orker ikke mer, jeg vil dø"
A_MOMENT = dt.timedelta(seconds=1)
PASSES = [
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=20),
    dt.timedelta(hours=2),
    dt.timedelta(hours=7),
    dt.timedelta(hours=16),
    dt.timedelta(days=3),
    dt.timedelta(days=8),
]


class Residents(RuleBasedStateMachine):
    """Three residents, three workers, one on duty, a coordinator or none, and time."""

    runner: asyncio.Runner
    ring: KeyRing

    def __init__(self) -> None:
        """An office is opened in `opens`."""
        super().__init__()
        self.office: Office | None = None
        self.seen = holding.Seen()
        self.lines: list[tuple[int, int]] = []

    @initialize(begins=st.sampled_from(BEGINS), coordinator=st.booleans())
    def opens(self, begins: dt.datetime, *, coordinator: bool) -> None:
        """Everybody is here; one of the residents has nobody yet."""
        self.runner.run(self._opens(begins, coordinator=coordinator))

    async def _opens(self, begins: dt.datetime, *, coordinator: bool) -> None:
        self.office = await Office.open(self.ring, begins)
        self.workers = [
            await self.office.joins(name, "worker") for name in ("Mari", "Jonas", "Siv")
        ]
        self.duty = await self.office.joins("Vakt", "duty")
        roles: tuple[Any, ...] = ("coordinator",) if coordinator else ("administrator",)
        self.coordinator = await self.office.joins("Kirsti", *roles)
        self.admin = await self.office.joins("Adm", "administrator")
        self.residents = [await self.office.joins(name) for name in ("Kari", "Per", "Liv")]
        self.staff = [*self.workers, self.duty, self.coordinator]
        self.everyone = [*self.staff, self.admin, *self.residents]

        async def assigned(turn: Turn) -> None:
            for resident, worker in zip(self.residents, self.workers[:2], strict=False):
                await people.assign(turn, resident, worker)

        await self.office.turn(assigned)
        self.seen.owed = {one: set() for one in self.residents}

    def run(self, doing: Callable[[Office], Awaitable[object]]) -> None:
        """Something is done; what a verb refuses is told, and nothing more."""
        office = self.office
        assert office is not None

        async def within() -> None:
            with suppress(Refused, Told):
                await doing(office)
            await self._note()
            await office.wait(A_MOMENT)

        self.runner.run(within())

    async def _note(self) -> None:
        assert self.office is not None

        async def note(turn: Turn) -> None:
            for one in self.residents:
                if await people.person(turn, one) is not None:
                    await holding.note_answers(turn, self.seen, one)

        await self.office.turn(note)

    def by(self, who: int, doing: Callable[[Turn, Person], Awaitable[object]]) -> None:
        """One person does something with a verb of the domain."""
        self.run(lambda office: office.does(who, doing))

    # What residents do.

    @rule(one=RESIDENTS, words=st.sampled_from([*WORDS, DANGER]), yes=st.booleans())
    def writes(self, one: int, words: str, *, yes: bool) -> None:
        """Words, which go straight on, or wait for a yes that comes or does not."""

        async def doing(office: Office) -> None:
            own = await office.says(self.residents[one], words)
            self.lines.append((one, own))
            if yes:
                await office.presses(self.residents[one], "send_held:")

        self.run(doing)

    @rule(one=RESIDENTS)
    def speaks(self, one: int) -> None:
        """A voice message, and the yes to it."""
        own, media = random_id(), Media("voice", "file", 4)
        self.lines.append((one, own))

        async def doing(office: Office) -> None:
            who = self.residents[one]
            await office.does(
                who, lambda turn, said: received.sent(turn, said, media, Came(own=own))
            )
            await office.presses(who, "send_held:")

        self.run(doing)

    @precondition(lambda self: self.lines)
    @rule(data=st.data(), words=st.sampled_from([*WORDS, DANGER]))
    def edits(self, data: st.DataObject, words: str) -> None:
        """Other words where a line stands."""
        one, own = data.draw(st.sampled_from(self.lines))
        self.by(
            self.residents[one],
            lambda turn, who: received.edited(turn, who, words, Came(own=own)),
        )

    @precondition(lambda self: self.lines)
    @rule(data=st.data())
    def deletes(self, data: st.DataObject) -> None:
        """«Slett» as a reply to one's own line."""
        one, own = data.draw(st.sampled_from(self.lines))
        self.run(lambda office: office.says(self.residents[one], "slett", own))

    @rule(one=RESIDENTS, word=st.sampled_from(["no", "yes"]))
    def no_follow_up(self, one: int, word: str) -> None:
        """«Nei til oppfølging», or yes again."""
        self.run(lambda office: office.presses(self.residents[one], f"follow_up:{word}"))

    @rule(
        who=st.one_of(RESIDENTS.map(lambda n: ("residents", n)), STAFF.map(lambda n: ("staff", n))),
        blocked=st.booleans(),
    )
    def blocks(self, who: tuple[str, int], *, blocked: bool) -> None:
        """The bot is blocked in a chat, or is not any more."""
        one = getattr(self, who[0])[who[1]]

        async def body(turn: Turn) -> None:
            account = await accounts.of_person(turn.tx, one)
            if account is not None:
                at = turn.at if blocked else None
                await accounts.set_blocked(turn.tx, account.id, at)

        self.run(lambda office: office.turn(body))
