"""What an update asks to be said leaves with its own commit, where nothing stands in the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from telegram_standin import running, storing
from test_telegram_lanes import take_in, update
from test_telegram_send import edge

from bot.lanes.lanes import Lanes
from bot.store import StoreError, Tx, sending
from bot.telegram.prepared import Drop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from test_telegram_send import Edge

    from bot.lanes.intake import Intake


async def picked(here: Edge) -> Callable[[], None]:
    """As a lane does at the end of its transaction."""

    async def body(tx: Tx) -> Callable[[], None]:
        return await here.sender.along(tx)

    return await here.store.transact(body)


async def marked(here: Edge) -> list[int]:
    """What is committed as under way."""
    return [row.id for row in await here.store.read(sending.in_doubt)]


async def test_what_was_queued_is_marked_with_its_commit_and_sent_after_it(tmp_path: Path) -> None:
    """It stands as under way before any call, and goes without a round of the sender's."""
    async with edge(tmp_path, run=False) as here:
        await here.sender._find_doubts()
        row = await here.add(5, "hei")
        go = await picked(here)
        assert await marked(here) == [row.id]
        assert not here.there.texts()
        go()
        assert here.sender._carrier.busy == 1
        await here.add(6, "vent")
        await picked(here)
        assert await marked(here) == [row.id], (
            "while a call is under way, rounds take many together"
        )
        await asyncio.gather(*here.sender._carrier._tasks)
        assert here.there.texts() == ["hei"]


async def test_nothing_leaves_before_the_sender_knows_what_was_in_doubt(tmp_path: Path) -> None:
    """What a start finds unfinished is not marked before the look for what an earlier process was sending."""
    async with edge(tmp_path, run=False) as here:
        row = await here.add(5, "hei")
        (await picked(here))()
        assert not await marked(here)
        async with running(here.sender.run()):
            await here.rest()
        assert await here.state(row) == "sent"
        assert here.there.texts() == ["hei"]


async def test_what_must_be_dropped_or_cannot_be_prepared_is_left_to_a_round(
    tmp_path: Path,
) -> None:
    """Neither undoes the update that asked for it, and the round settles each as always."""
    async with edge(tmp_path, run=False) as here:
        await here.sender._find_doubts()
        dropped, broken = await here.add(5, "nei"), await here.add(6, "au")
        here.answers = {dropped.id: Drop("access"), broken.id: ValueError()}
        (await picked(here))()
        assert not await marked(here)
        assert await here.state(dropped) == await here.state(broken) == "queued"


async def test_a_store_that_fails_is_told_to_the_lane(tmp_path: Path) -> None:
    """A statement that failed has spoiled the transaction: nothing of it is to be committed."""
    async with edge(tmp_path, run=False) as here:
        await here.sender._find_doubts()
        row = await here.add(5, "hei")
        here.answers = {row.id: StoreError("disk")}
        with pytest.raises(StoreError):
            await picked(here)


async def test_stopping_lets_what_is_being_handled_end_and_leave(tmp_path: Path) -> None:
    """An update in hand when the program stops is finished, and so is what its commit lets go."""
    begun, going_on, went = asyncio.Event(), asyncio.Event(), list[str]()

    async def handle(_tx: Tx, row: Intake) -> None:
        begun.set()
        await going_on.wait()
        went.append(row.external_id)

    async def along(_: Tx) -> Callable[[], None]:
        return lambda: went.append("gone")

    async with storing(tmp_path) as store:
        lanes = Lanes(store, handle, handle, along=along)
        await lanes.start()
        lanes.wake(await take_in(store, update(1), update(2)))
        await begun.wait()
        stopping = asyncio.create_task(lanes.stop())
        await asyncio.sleep(0)
        going_on.set()
        await stopping
    assert went == ["1", "gone"]
