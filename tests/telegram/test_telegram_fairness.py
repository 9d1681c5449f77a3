"""A flood from one person keeps nobody else waiting, and nothing of it is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telegram_standin import storing
from test_telegram_lanes import nothing, take_in, update

from bot.lanes.lanes import Lanes
from bot.store import StoreError, Tx

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.lanes.intake import Intake


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
