"""Whoever asks, allows, takes back, moves or leaves, and however time passes: nobody comes without a yes."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import people
from bot.domain.appointments import appointments, changes
from bot.domain.errors import Told
from bot.domain.meetings import asking, invited, inviting, partings
from bot.domain.meetings.together import Guest
from bot.flow.message import verbatim
from bot.store import KeyRing, participants
from bot.store import appointments as stored
from bot.store import people as stored_people
from tests.promises.office import OSLO, Office

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn

BEGINS = dt.datetime(2027, 3, 10, 10, tzinfo=OSLO)
ONE = st.integers(0, 1)
DOINGS = st.one_of(
    st.tuples(st.just("ask"), ONE),
    st.tuples(st.just("guest"), ONE),
    st.tuples(st.just("yes"), ONE),
    st.tuples(st.just("yes"), ONE),
    st.tuples(st.just("no"), ONE),
    st.tuples(st.just("out"), ONE),
    st.tuples(st.just("comes"), ONE),
    st.tuples(st.just("cannot"), ONE),
    st.tuples(st.just("move"), st.integers(1, 90)),
    st.tuples(st.just("cancel"), ONE),
    st.tuples(st.just("leaves"), ONE),
    st.tuples(st.just("wait"), st.integers(1, 60)),
)


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    """The master keys of all these offices."""
    return KeyRing.create(tmp_path_factory.mktemp("keys") / "keys.json")


class Table:
    """Kari meets Mari; two others who work here may come, as far as Kari has said."""

    def __init__(self, office: Office) -> None:
        """Nobody has been asked for yet."""
        self.office = office
        self.mari = self.kari = self.meeting = 0
        self.others: list[int] = []
        self.allowed = [False, False]

    async def begins(self) -> None:
        """An appointment in three days."""
        self.mari = await self.office.joins("Mari", "worker")
        self.others = [
            await self.office.joins("Jonas", "worker"),
            await self.office.joins("Siv", "duty"),
        ]
        self.kari = await self.office.joins("Kari")

        async def meets(turn: Turn) -> None:
            await people.assign(turn, self.kari, self.mari)
            details = appointments.Details(verbatim("Ute"), verbatim("Prat"))
            starts, mari = turn.now + dt.timedelta(days=3), await people.the(turn, self.mari)
            await appointments.make(
                turn, mari, self.kari, starts=starts, minutes=0, details=details
            )
            self.meeting = (await stored.coming_of(turn.tx, self.kari, turn.at))[0].id

        await self.office.turn(meets)

    async def does(self, what: str, n: int) -> None:
        """One thing somebody does; what the house refuses changes nothing."""
        if what == "wait":
            await self.office.wait(dt.timedelta(hours=n))
            return
        who = {
            "yes": self.kari,
            "no": self.kari,
            "comes": self.others[n % 2],
            "cannot": self.others[n % 2],
        }
        with contextlib.suppress(Told):
            await self.office.does(who.get(what, self.mari), self._doing(what, n))

    def _doing(self, what: str, n: int) -> Callable[[Turn, Person], Awaitable[None]]:
        async def doing(turn: Turn, who: Person) -> None:
            match what:
                case "ask":
                    await inviting.invite(turn, who, self.meeting, staff_id=self.others[n])
                    self.allowed[n] = False
                case "guest":
                    await inviting.invite(turn, who, self.meeting, guest=Guest("Olav", "bror"))
                case "yes" | "no":
                    await asking.answer(turn, who, await self._row(turn, n), yes=what == "yes")
                    self.allowed[n] = what == "yes"
                case "out":
                    await inviting.take_out(turn, who, await self._row(turn, n))
                    self.allowed[n] = False
                case "comes" | "cannot":
                    found = await stored.by_id(turn.tx, self.meeting)
                    assert found is not None
                    word = "yes" if what == "comes" else "no"
                    await invited.answer(turn, who, self.meeting, found.revision, word)
                case "move":
                    starts = turn.now + dt.timedelta(hours=n)
                    await changes.move(turn, who, self.meeting, starts)
                case "cancel":
                    await changes.cancel(turn, who, self.meeting)
                case "leaves":
                    for role in ("worker", "duty"):
                        await stored_people.revoke(turn.tx, self.others[n], role, turn.at)
                    await partings.leaves(turn, self.others[n])
                    self.allowed[n] = False

        return doing

    async def _row(self, turn: Turn, n: int) -> int:
        rows = await participants.at(turn.tx, self.meeting)
        return next((one.id for one in rows if one.staff_id == self.others[n]), 0)

    async def holds(self, before: list[bool], heard: int) -> None:
        """They see it while the yes stands, and hear of Kari only while it does."""

        async def sees(turn: Turn) -> list[bool]:
            there = [await people.the(turn, one) for one in self.others]
            return [await invited.may_see(turn, one, self.meeting) for one in there]

        assert await self.office.turn(sees) == self.allowed
        for arrival in self.office.sent[heard:]:
            if arrival.to in self.others and arrival.subject == self.kari:
                n = self.others.index(arrival.to)
                assert before[n] or self.allowed[n], arrival


@settings(max_examples=30, deadline=None)
@given(doings=st.lists(DOINGS, min_size=4, max_size=16))
def test_nobody_hears_or_sees_without_a_yes(ring: KeyRing, doings: list[tuple[str, int]]) -> None:
    """After every single thing: whoever Kari lets come sees it, and nobody else hears of her at all."""
    asyncio.run(_plays(ring, doings))


async def _plays(ring: KeyRing, doings: list[tuple[str, int]]) -> None:
    office = await Office.open(ring, BEGINS)
    table = Table(office)
    try:
        await table.begins()
        for what, n in doings:
            before, heard = list(table.allowed), len(office.sent)
            await table.does(what, n)
            await table.holds(before, heard)
        before, heard = list(table.allowed), len(office.sent)
        await office.wait(dt.timedelta(days=6))
        await table.holds(before, heard)
    finally:
        await office.store.close()
