"""The list that the database makes is the one of the rule, on both databases."""

from __future__ import annotations

import functools
import random
from typing import TYPE_CHECKING

import pytest

from bot.rules.need import KINDS, Level, Open, Place, in_order
from bot.store import consents, discharges, need, people, tasks, threads, tonight

if TYPE_CHECKING:
    from bot.store import Store, Tx

WORKER, OTHER, COORDINATOR = 1, 2, 3
RESIDENTS = range(100, 140)
NOW = 1_000_000


async def fill(tx: Tx, chance: random.Random) -> dict[int, list[Open]]:
    """Residents of two workers and of nobody, with what is open about each."""
    things: dict[int, list[Open]] = {}
    for person_id in (WORKER, OTHER, COORDINATOR, *RESIDENTS):
        await people.add(tx, people.Row(person_id, "active", "nb", 1, None, None))
    ids = iter(range(1000, 10_000))
    for resident in RESIDENTS:
        owner = chance.choice([WORKER, OTHER, None])
        if owner is not None:
            await people.assign(tx, next(ids), resident, owner, 1)
        mine = things.setdefault(owner or COORDINATOR, [])
        for _ in range(chance.randrange(3)):
            kind, at = chance.choice([*KINDS, "call"]), chance.randrange(NOW)
            role = "worker" if owner else "coordinator"
            row = tasks.Row(next(ids), kind, resident, role, owner, None, at)
            await tasks.add(tx, row)
            if kind in KINDS:
                mine.append(Open(resident, KINDS[kind], at))
        if chance.random() < 0.2:
            at = chance.randrange(NOW // 2, NOW)
            await tonight.add(tx, tonight.Tonight(next(ids), resident, b"", at))
            mine.append(Open(resident, Level.TONIGHT, at))
        if chance.random() < 0.6:
            at = chance.randrange(1, NOW - 100)
            mine.append(Open(resident, Level.WAITING, at))
            for later in range(chance.randrange(1, 5)):
                await threads.add(tx, _said(next(ids), resident, at + later))
        if chance.random() < 0.3:
            near, told = chance.randrange(1, 2 * NOW), chance.random() < 0.7
            stay = discharges.Discharge(next(ids), resident, b"", "ahead", 1, near_at=near)
            await discharges.put(tx, stay)
            await consents.say(tx, next(ids), resident, "worker", "discharge", not told, 1)
            await consents.say(tx, next(ids), resident, "worker", "discharge", told, 2)
            if told and near <= NOW:
                mine.append(Open(resident, Level.DISCHARGE, near))
    return things


def _said(row_id: int, resident: int, at: int) -> threads.ThreadMessage:
    return threads.ThreadMessage(row_id, resident, resident, True, "text", b"", at)


def reader(person_id: int, role: str) -> need.Reader:
    """Whose list it is."""
    return need.Reader(person_id, frozenset({role}), NOW, NOW // 4, NOW)


async def page(store: Store, who: need.Reader, limit: int = 100, skip: int = 0) -> list[Place]:
    """A page of somebody's list."""
    return await store.read(lambda tx: need.page(tx, who, limit, skip))


async def behind(store: Store, who: need.Reader, resident: int) -> Place | None:
    """Who is next after somebody."""
    return await store.read(lambda tx: need.after(tx, who, resident))


@pytest.mark.parametrize("seed", range(5))
async def test_the_database_makes_the_rules_list(store: Store, seed: int) -> None:
    """Each worker gets their own in the rule's order, paged, counted and stepped through alike."""
    things = await store.transact(lambda tx: fill(tx, random.Random(seed)))  # noqa: S311 -- a test
    for worker in (WORKER, OTHER):
        wanted = in_order(things.get(worker, []))
        who = reader(worker, "worker")
        assert await page(store, who) == wanted
        assert [
            one for skip in range(0, 40, 7) for one in await page(store, who, 7, skip)
        ] == wanted
        counted = await store.read(functools.partial(need.counted, reader=who))
        assert sum(one.people for one in counted) == len(wanted)
        for here, following in zip(wanted, [*wanted[1:], wanted[0]], strict=True):
            assert await behind(store, who, here.resident_id) == following
        assert await behind(store, who, 99) == wanted[0], "whoever left the list: the first"


async def test_a_coordinator_has_what_nobody_reads_and_every_night(store: Store) -> None:
    """Threads without a worker, tasks without an owner, and all requests for tonight."""
    things = await store.transact(lambda tx: fill(tx, random.Random(7)))  # noqa: S311 -- a test
    nights = [one for found in things.values() for one in found if one.level == Level.TONIGHT]
    who = reader(COORDINATOR, "coordinator")
    found = await page(store, who)
    assert found == in_order([*things[COORDINATOR], *nights])


async def test_more_messages_change_nothing(store: Store) -> None:
    """Whoever writes again stands where they stood."""
    await store.transact(lambda tx: fill(tx, random.Random(3)))  # noqa: S311 -- a test
    who = reader(WORKER, "worker")
    before = await page(store, who)
    waits = [one.resident_id for one in before if one.level == Level.WAITING]

    async def write(tx: Tx) -> None:
        for count, resident in enumerate(waits[1:] * 3):
            await threads.add(tx, _said(50_000 + count, resident, NOW - 50 + count))

    await store.transact(write)
    assert await page(store, who) == before
