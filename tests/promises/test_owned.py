"""Whatever residents, workers, stand-ins and coordinators do, and however time passes: nothing is nobody's."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from bot.domain import people
from bot.domain.danger import opening
from bot.domain.mine import privacy
from bot.domain.owners import assigning, away, handing_over, role_end
from bot.domain.relay import held, thread_access
from bot.domain.team import later
from bot.store import KeyRing, danger
from tests.promises import holding
from tests.promises.followed import PASSES, RESIDENTS, STAFF, WORDS, WORKERS, Residents

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from tests.promises.office import Office


class Followed(Residents):
    """Three workers, one on duty, a coordinator or none, and time."""

    @rule(staff=STAFF, one=RESIDENTS)
    def opens_one(self, staff: int, one: int) -> None:
        """The button of a list or of a notice, also an old one."""
        self.run(lambda office: office.presses(self.staff[staff], f"open:{self.residents[one]}"))

    @rule(staff=STAFF, words=st.sampled_from(WORDS), one=RESIDENTS, first=st.booleans())
    def answers(self, staff: int, words: str, one: int, *, first: bool) -> None:
        """Words to whoever is open, or opened just before."""

        async def doing(office: Office) -> None:
            if first:
                await office.presses(self.staff[staff], f"open:{self.residents[one]}")
            await office.says(self.staff[staff], words)

        self.run(doing)

    @rule(staff=STAFF, one=RESIDENTS)
    def done_for_now(self, staff: int, one: int) -> None:
        """«Ferdig nå»."""
        resident = self.residents[one]

        async def doing(office: Office) -> None:
            async def closes(turn: Turn) -> None:
                who = await people.the(turn, self.staff[staff])
                here = await people.person(turn, resident) is not None
                if here and await thread_access.may_write(turn, who, resident):
                    whole = await holding.all_of(turn, resident)
                    holding.closed_by_a_human(self.seen.owed[resident], whole)

            await office.turn(closes)
            await office.presses(self.staff[staff], f"done:{resident}")

        self.run(doing)

    @rule(staff=STAFF, one=RESIDENTS, verb=st.sampled_from(["urgent", "urgent_to_duty", "calm"]))
    def marks(self, staff: int, one: int, verb: str) -> None:
        """Urgent, to the one on duty, or not any more."""
        self.run(lambda office: office.presses(self.staff[staff], f"{verb}:{self.residents[one]}"))

    @rule(staff=STAFF, one=RESIDENTS, hours=st.integers(1, 30))
    def plans(self, staff: int, one: int, hours: int) -> None:
        """A message for later."""
        self.by(
            self.staff[staff],
            lambda turn, who: later.plan(
                turn,
                who,
                self.residents[one],
                "Husk i morgen",
                turn.now + dt.timedelta(hours=hours),
            ),
        )

    @rule(staff=STAFF, one=RESIDENTS, closes=st.booleans())
    def opens_a_flag(self, staff: int, one: int, *, closes: bool) -> None:
        """A danger flag is opened, or closed with what was done."""

        async def doing(turn: Turn, who: Person) -> None:
            if closes:
                await opening.close(turn, who, self.residents[one], "Ringte, det går bra")
                return
            for flag in await danger.open_about(turn.tx, self.residents[one]):
                await opening.open_flag(turn, who, flag.id)

        self.by(self.staff[staff], doing)

    @rule(staff=STAFF, one=RESIDENTS, worker=WORKERS, at_once=st.booleans())
    def hands_over(self, staff: int, one: int, worker: int, *, at_once: bool) -> None:
        """To a colleague: by the worker, or by a coordinator who assigns."""

        async def doing(turn: Turn, who: Person) -> None:
            if at_once:
                await assigning.give(turn, who, self.residents[one], self.workers[worker])
                return
            resident = await people.the(turn, self.residents[one])
            await handing_over.begin(turn, who, resident, self.workers[worker], "Ta godt vare")

        if self.runner.run(self._here(self.residents[one])):
            self.by(self.staff[staff], doing)

    async def _here(self, person_id: int) -> bool:
        assert self.office is not None
        return await self.office.turn(lambda turn: people.person(turn, person_id)) is not None

    @rule(
        worker=WORKERS,
        stand_in=st.one_of(st.none(), WORKERS),
        since=st.sampled_from([0, 0, 3, 30]),
        days=st.sampled_from([0, 0, 1, 4]),
        by=st.sampled_from(["self", "coordinator"]),
    )
    def goes_away(self, worker: int, stand_in: int | None, since: int, days: int, by: str) -> None:
        """From now or later, until a day or until they say; somebody stands in, or nobody."""
        me = self.workers[worker]

        async def doing(turn: Turn, who: Person) -> None:
            begins = turn.now + dt.timedelta(hours=since) if since else None
            ends = turn.now + dt.timedelta(hours=since, days=days) if days else None
            other = None if stand_in is None else self.workers[stand_in]
            await away.set_away(turn, who, me, other, since=begins, until=ends)

        self.by(me if by == "self" else self.coordinator, doing)

    @rule(worker=WORKERS, by=st.sampled_from(["self", "coordinator"]))
    def comes_back(self, worker: int, by: str) -> None:
        """Back from now."""
        me = self.workers[worker]
        self.by(
            me if by == "self" else self.coordinator,
            lambda turn, who: away.come_back(turn, who, me),
        )

    @rule(staff=STAFF)
    def role_ends(self, staff: int) -> None:
        """Somebody works here no more; an administrator says so."""
        one = self.staff[staff]

        async def doing(turn: Turn, who: Person) -> None:
            for role in sorted((await people.the(turn, one)).roles):
                await role_end.end(turn, who, one, role)

        self.by(self.admin, doing)

    @rule(worker=WORKERS)
    def joins_again(self, worker: int) -> None:
        """A worker who left works here again."""

        async def body(turn: Turn) -> None:
            if "worker" not in (await people.the(turn, self.workers[worker])).roles:
                await people.grant(turn, self.workers[worker], "worker")

        self.run(lambda office: office.turn(body))

    @precondition(lambda self: len(self.seen.ranks) > 4)
    @rule()
    def erased(self) -> None:
        """One of the residents wants nothing to be kept."""

        async def body(turn: Turn) -> None:
            if await people.person(turn, self.residents[1]) is not None:
                await privacy.erase(turn, self.residents[1])

        self.run(lambda office: office.turn(body))

    # Time.

    @rule(long=st.sampled_from(PASSES))
    def time_passes(self, long: dt.timedelta) -> None:
        """Minutes, a night, a weekend or a holiday, through every moment at which something is due."""
        self.run(lambda office: office.wait(long))

    @invariant()
    def nothing_is_nobodys(self) -> None:
        """What a resident wrote has one owner, or a human has answered or closed it."""
        office = self.office
        if office is None:
            return

        async def body(turn: Turn) -> None:
            await holding.all_holds(turn, self.seen, office.sent, self.everyone)
            for one in self.residents:
                if await people.person(turn, one) is not None and await held.waits(turn, one):
                    planned = await turn.tx.value(
                        "SELECT COUNT(*) FROM timers WHERE rule = ? AND subject = ?"
                        " AND state = 'planned'",
                        held.RULE,
                        one,
                    )
                    assert planned == 1, "words wait for a yes, and nobody is asked again"

        self.runner.run(office.turn(body))

    def teardown(self) -> None:
        """The office closes."""
        if self.office is not None:
            self.runner.run(self.office.store.close())


def test_nothing_is_ever_nobodys() -> None:
    """Every message a resident wrote has exactly one owner, or was answered or closed by a human."""
    with asyncio.Runner() as runner:
        ring = KeyRing([b"k" * 32])
        run_state_machine_as_test(
            type("Followed", (Followed,), {"runner": runner, "ring": ring}),
            settings=settings(
                max_examples=25,
                stateful_step_count=35,
                deadline=None,
                derandomize=True,  # the same walks each time; more of them are found by taking it away
                suppress_health_check=list(HealthCheck),
            ),
        )
