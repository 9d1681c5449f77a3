"""A flood, from one person or of what is due for thousands at once, keeps nobody else waiting, and nothing of it is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from telegram_standin import storing
from test_telegram_lanes import nothing, take_in, update

from bot.lanes.intake import Intake
from bot.lanes.lanes import Lanes
from bot.lanes.rooms import MANY_LATER
from bot.lanes.together import AT_ONCE
from bot.lanes.waiting import EVERY, Waiting
from bot.store import StoreError, Tx

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_flood_from_one_keeps_nobody_waiting_and_loses_nothing(tmp_path: Path) -> None:
    """5,000 messages of one person leave room for all: another's is handled among the first, and every one in its order."""
    flood = [update(number, "flood") for number in range(5000)]
    order: list[tuple[str, int]] = []

    async def handle(_tx: Tx, row: Intake) -> None:
        order.append((row.lane, int(row.external_id)))

    async with storing(tmp_path) as store:
        lanes = Lanes(store, handle, nothing, full=500)
        for start in range(0, 5000, 1000):
            lanes.wake(await take_in(store, *flood[start : start + 1000]))
        await asyncio.wait_for(lanes.room(), 1)  # polling goes on
        lanes.wake(await take_in(store, update(9001, "other")))
        await lanes.start()
        # What comes while the flood is read back from the inbox stands behind it.
        lanes.wake(await take_in(store, update(9002, "other"), update(9003, "flood")))
        async with asyncio.timeout(120):
            await lanes.idle()
        assert len(lanes._waiting) == 0
        await lanes.stop()
    assert [number for lane, number in order if lane == "flood"] == [*range(5000), 9003]
    assert [number for lane, number in order if lane == "other"] == [9001, 9002]


async def test_another_is_handled_long_before_a_flood_is_over(tmp_path: Path) -> None:
    """Lanes take turns: whoever writes one message is not behind the hundreds of somebody else."""
    order: list[str] = []

    async def handle(_tx: Tx, row: Intake) -> None:
        order.append(row.lane)

    async with storing(tmp_path) as store:
        lanes = Lanes(store, handle, nothing, at_once=2, share=10)
        await lanes.start()
        lanes.wake(await take_in(store, *(update(number, "flood") for number in range(200))))
        lanes.wake(await take_in(store, update(999, "other")))
        async with asyncio.timeout(30):
            await lanes.idle()
        await lanes.stop()
    assert len(order) == 201
    assert order.index("other") < 20


async def test_reading_back_that_fails_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that does not answer for a moment: the rest of the flood is handled after it, in order."""
    monkeypatch.setattr("bot.lanes.lanes.UNREADABLE_PAUSE", 0.01)
    order: list[int] = []
    broken = 2

    async def handle(_tx: Tx, row: Intake) -> None:
        order.append(int(row.external_id))

    def hook(sql: str) -> None:
        nonlocal broken
        if "lane = ?" in sql and broken:
            broken -= 1
            raise StoreError("away")

    async with storing(tmp_path) as store:
        lanes = Lanes(store, handle, nothing, share=3)
        await lanes.start()
        store.before_statement = hook
        lanes.wake(await take_in(store, *(update(number) for number in range(10))))
        async with asyncio.timeout(10):
            await lanes.idle()
        await lanes.stop()
    assert (order, broken) == (list(range(10)), 0)


async def test_what_people_do_goes_before_reminders_due_for_hundreds(tmp_path: Path) -> None:
    """Four hundred reminders wait: whoever writes is handled among the first, and every reminder all the same."""
    order: list[str] = []
    some = asyncio.Event()

    async def handle(_tx: Tx, row: Intake) -> None:
        order.append(row.lane)
        if len(order) == 20:
            some.set()

    async with storing(tmp_path) as store:
        lanes = Lanes(store, handle, nothing)
        await lanes.start()
        reminders = [update(number, f"r{number}") for number in range(400)]
        lanes.wake(await take_in(store, *reminders), later=True)
        await some.wait()
        lanes.wake(await take_in(store, update(999, "other")))
        before = len(order)
        async with asyncio.timeout(30):
            await lanes.idle()
        await lanes.stop()
    assert order.index("other") <= before + 2 * AT_ONCE
    assert sorted(order) == sorted([*(f"r{number}" for number in range(400)), "other"])


async def test_reminders_never_fill_the_room_of_what_people_do(tmp_path: Path) -> None:
    """Whoever brings reminders waits until most are handled; whoever brings what people did does not."""
    async with storing(tmp_path) as store:
        lanes = Lanes(store, quietly, nothing)
        reminders = [update(number, f"r{number}") for number in range(MANY_LATER + 1)]
        lanes.wake(await take_in(store, *reminders), later=True)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(lanes.leisure(), 0.05)
        await asyncio.wait_for(lanes.room(), 1)
        await lanes.start()
        async with asyncio.timeout(30):
            await lanes.leisure()
            await lanes.idle()
        await lanes.stop()


async def quietly(_tx: Tx, _row: Intake) -> None:
    """Nothing comes of it."""


def row(number: int, lane: str) -> Intake:
    """One in memory."""
    return Intake(number, "telegram", str(number), lane, b"hei", 0)


def turns(waiting: Waiting, count: int) -> list[str]:
    """Whose turns come next, one at a time."""
    taken: list[str] = []
    for _ in range(count):
        (lane,) = waiting.next(1)
        taken.append(lane)
        waiting.handled(lane)
        waiting.over(lane)
    return taken


def test_reminders_are_not_forgotten_while_people_write_on() -> None:
    """While others always wait, every fourth turn is a reminder's."""
    waiting = Waiting()
    for number in range(3):
        waiting.add(row(number, f"r{number}"), later=True)
    for number in range(100, 130):
        waiting.add(row(number, f"p{number}"))
    taken = turns(waiting, 3 * EVERY)
    assert [place for place, lane in enumerate(taken, 1) if lane[0] == "r"] == [4, 8, 12]


def test_a_reminder_goes_with_what_its_person_does_and_before_it() -> None:
    """Who writes while a reminder of theirs waits behind others' is heard before all of those, in order."""
    waiting = Waiting()
    for number, lane in enumerate(("r0", "r1", "kari", "r2")):
        waiting.add(row(number, lane), later=True)
    assert waiting.add(row(9, "kari")), "a turn begins to wait"
    assert waiting.first("kari") == row(2, "kari")
    assert turns(waiting, 5) == ["kari", "kari", "r0", "r1", "r2"]


def test_reminders_are_handled_one_turn_after_the_other() -> None:
    """So that no more than one of their transactions stands before whatever somebody does."""
    waiting = Waiting()
    for number in range(4):
        waiting.add(row(number, f"r{number}"), later=True)
    assert waiting.next(2) == ["r0", "r1"]
    assert waiting.next(2) == []
    waiting.add(row(9, "kari"))
    assert waiting.next(2) == ["kari"]
    for lane in ("r0", "r1"):
        waiting.handled(lane)
        waiting.over(lane)
    assert waiting.next(2) == ["r2", "r3"]
