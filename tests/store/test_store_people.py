from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import (
    Conflict,
    accounts,
    audit,
    from_us,
    people,
    random_id,
    runs,
    screens,
    tasks,
    to_us,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.store import Store, Tx


def person(number: int, erase_at: int | None = None) -> people.Row:
    """A provisional person."""
    return people.Row(number, "provisional", "nb", 1, erase_at, b"sealed")


async def test_a_person_changes_and_is_found(store: Store) -> None:
    """Language, profile and state change; whoever ever held a role is staff."""

    async def body(tx: Tx) -> None:
        await people.add(tx, person(1, erase_at=50))
        await people.set_language(tx, 1, "ar")
        await people.set_profile(tx, 1, b"other")
        assert await people.to_erase(tx, 49) == []
        assert await people.to_erase(tx, 50) == [1]
        await people.set_state(tx, 1, "active", None)
        assert await people.to_erase(tx, 50) == []
        assert await people.by_id(tx, 1) == people.Row(1, "active", "ar", 1, None, b"other")
        await people.grant(tx, 9, 1, "worker", 10)
        found = await people.by_id(tx, 1)
        assert found is not None
        assert found.staff is True
        assert await people.by_id(tx, 2) is None

    await store.transact(body)


async def test_roles_hold_from_and_until(store: Store) -> None:
    """A role holds from its moment on, and no more at the moment it ends."""

    async def body(tx: Tx) -> None:
        await people.add(tx, person(1))
        await people.grant(tx, 9, 1, "worker", 10)
        await people.revoke(tx, 1, "worker", 20)
        for at, held in ((9, []), (10, ["worker"]), (19, ["worker"]), (20, [])):
            assert await people.roles(tx, 1, at) == held
            assert await people.holders(tx, "worker", at) == [1] * len(held)

    await store.transact(body)


async def test_a_new_worker_takes_over_at_once(store: Store, new_id: Callable[[], int]) -> None:
    """The former worker has the resident until that moment and not in it."""

    async def body(tx: Tx) -> None:
        for number in (1, 2, 3):
            await people.add(tx, person(number))
        await people.assign(tx, new_id(), 1, 2, 10)
        await people.assign(tx, new_id(), 1, 3, 20)
        assert [await people.worker_of(tx, 1, at) for at in (9, 10, 19, 20)] == [None, 2, 2, 3]
        assert await people.residents_of(tx, 2, 19) == [1]
        assert await people.residents_of(tx, 2, 20) == []
        await people.unassign(tx, 1, 30)
        assert await people.worker_of(tx, 1, 30) is None

    await store.transact(body)


async def test_somebody_or_nobody_stands_in(store: Store, new_id: Callable[[], int]) -> None:
    """None: not away; 0: away, and nobody stands in; else who does."""

    async def body(tx: Tx) -> None:
        for number in (1, 2):
            await people.add(tx, person(number))
        await people.stand_in(tx, new_id(), 1, 2, 10, 20)
        await people.stand_in(tx, new_id(), 1, None, 30, None)
        found = [await people.stand_in_of(tx, 1, at) for at in (9, 10, 20, 30)]
        assert found == [None, 2, None, 0]
        assert await people.stood_in_for(tx, 2, 10) == [1]
        await people.end_stand_in(tx, 1, 40)
        assert await people.stand_in_of(tx, 1, 40) is None

    await store.transact(body)


async def test_a_person_is_reached_by_the_newest_account(store: Store, ada: int) -> None:
    """An account that has ended is kept, and used no more."""

    async def body(tx: Tx) -> None:
        await accounts.add(tx, accounts.Row(1, ada, "telegram", b"old", 1))
        await accounts.add(tx, accounts.Row(2, ada, "telegram", b"new", 5))
        await accounts.set_blocked(tx, 2, 6)
        reached = await accounts.of_person(tx, ada)
        assert reached == accounts.Row(2, ada, "telegram", b"new", 5, None, 6)
        await accounts.end(tx, 2, 7)
        reached = await accounts.of_person(tx, ada)
        assert reached is not None
        assert reached.id == 1
        ended = await accounts.by_id(tx, 2)
        assert ended is not None
        assert ended.valid_to == 7

    await store.transact(body)


async def test_runs_are_found_where_they_stand(store: Store, ada: int) -> None:
    """The open one touched last is where somebody is; paused ones can be taken up again."""

    async def body(tx: Tx) -> None:
        for number, state in ((1, "open"), (2, "open"), (3, "paused"), (4, "done")):
            run = runs.Row(number, ada, ada, "apply", 1, state, b"x", number, number)
            await runs.add(tx, run)
        await runs.save(tx, 1, 2, "open", b"more", 10)
        current = await runs.open_by(tx, ada)
        assert current == runs.Row(1, ada, ada, "apply", 2, "open", b"more", 1, 10)
        assert [run.id for run in await runs.unfinished_by(tx, ada)] == [1, 3, 2]
        assert [run.id for run in await runs.about(tx, ada)] == [4, 3, 2, 1]
        await runs.set_state(tx, 1, "paused", 11)
        current = await runs.open_by(tx, ada)
        assert current is not None
        assert current.id == 2
        assert await runs.by_id(tx, 5) is None

    await store.transact(body)


async def test_one_screen_each(store: Store, ada: int) -> None:
    """A new screen takes the old one's place and stands at the bottom."""

    async def body(tx: Tx) -> None:
        assert await screens.of(tx, ada) is None
        await screens.put(tx, ada, 5, 10, run_id=3)
        await screens.bury(tx, ada)
        assert await screens.of(tx, ada) == screens.Row(ada, 5, 3, 10, buried=True)
        await screens.put(tx, ada, 6, 11)
        assert await screens.of(tx, ada) == screens.Row(ada, 6, None, 11, buried=False)
        assert not await screens.is_screen(tx, 6)

    await store.transact(body)


async def test_tasks_lie_with_a_role_or_one_person(store: Store, ada: int) -> None:
    """What is due first stands first, what is not due last; done is done once."""

    async def body(tx: Tx) -> None:
        for number, due in ((1, None), (2, 50), (3, 40)):
            await tasks.add(tx, tasks.Row(number, "call", ada, "coordinator", None, due, number))
        assert [task.id for task in await tasks.open_for(tx, "coordinator")] == [3, 2, 1]
        await tasks.hand_to(tx, 2, "worker", ada)
        assert [task.id for task in await tasks.open_for(tx, "coordinator")] == [3, 1]
        assert [task.id for task in await tasks.open_for(tx, "worker", ada)] == [2]
        assert await tasks.open_for(tx, "worker", 999) == []
        assert await tasks.done(tx, 3, ada, 60)
        assert not await tasks.done(tx, 3, ada, 61)
        assert [task.id for task in await tasks.open_about(tx, ada)] == [2, 1]
        assert await tasks.open_about(tx, ada, "visit") == []
        task = await tasks.by_id(tx, 3)
        assert task is not None
        assert (task.state, task.done_by, task.done_at) == ("done", ada, 60)

    await store.transact(body)


async def test_the_audit_only_grows(store: Store) -> None:
    """Rows are added and read; the module has no way to change or remove one."""

    async def body(tx: Tx) -> None:
        for number in (1, 2, 3):
            await audit.note(tx, audit.Row(number, number * 10, 5, "read", 7 if number < 3 else 8))
        assert [row.id for row in await audit.about(tx, 7)] == [1, 2]
        assert [row.id for row in await audit.since(tx, 20, 1)] == [2]

    await store.transact(body)
    public = {name for name in vars(audit) if name.islower() and not name.startswith("_")}
    ways = {"note", "about", "read_by_others", "since"}
    assert public <= {"annotations", "msgspec", "rows_of"} | ways


async def test_what_does_not_fit_is_refused(store: Store) -> None:
    """A role of nobody, a state that does not exist, a second person with one id."""

    async def add(tx: Tx, row: people.Row) -> None:
        await people.add(tx, row)

    with pytest.raises(Conflict):
        await store.transact(lambda tx: people.grant(tx, 1, 404, "worker", 1))
    with pytest.raises(Conflict):
        await store.transact(lambda tx: add(tx, people.Row(1, "odd", "nb", 1, None, None)))
    await store.transact(lambda tx: add(tx, person(1)))
    with pytest.raises(Conflict):
        await store.transact(lambda tx: add(tx, person(1)))


@given(moment=st.datetimes(timezones=st.just(dt.UTC)))
def test_moments_come_back_to_the_microsecond(moment: dt.datetime) -> None:
    """No float is in between."""
    assert from_us(to_us(moment)) == moment


def test_a_naive_moment_is_refused() -> None:
    """A datetime without a zone is a mistake, not a guess."""
    with pytest.raises(TypeError):
        to_us(dt.datetime(2026, 1, 1))  # noqa: DTZ001  # the mistake itself


def test_ids_fit_both_databases() -> None:
    """Positive and below 2^63."""
    assert all(0 < random_id() < 2**63 for _ in range(100))
