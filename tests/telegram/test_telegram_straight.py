"""What comes while nothing waits is taken in and handled in one commit, and keeps every promise of the long way."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from telegram_standin import running, storing
from test_telegram_lanes import NOW, effect, effects, nothing, states, take_in, update
from test_telegram_receive import edge, message

from bot.lanes.intake import Happening, open_door
from bot.lanes.lanes import Lanes
from bot.lanes.straight import HandlerFailed, Occupied
from bot.lanes.together import AT_ONCE
from bot.store import Store, StoreError, Tx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.lanes.intake import Intake


class Cut:
    """Carries out so many statements, and then none any more."""

    def __init__(self, after: int) -> None:
        """Begin with power."""
        self.left = after

    def __call__(self, _sql: str) -> None:
        """Before each statement."""
        self.left -= 1
        if self.left < 0:
            raise StoreError("no power")


async def go_straight(store: Store, lanes: Lanes, *happenings: Happening) -> Sequence[Intake]:
    """As the receiver asks for it."""
    return await lanes.straight(await open_door(store.keys, NOW), happenings)


async def test_one_update_is_one_commit_and_leaves_after_it(tmp_path: Path) -> None:
    """Taken in, handled, and what it asks to be said marked: one commit, after which that goes."""
    seen: list[str] = []

    async def along(_: Tx) -> Callable[[], None]:
        return lambda: seen.append("gone")

    async def handle(tx: Tx, row: Intake) -> None:
        assert row.payload == b"hei 1"
        await effect(tx, row)

    async with storing(tmp_path) as store:
        lanes = Lanes(store, handle, nothing, along=along)
        await lanes.start()
        door = await open_door(store.keys, NOW)
        store.before_statement = lambda sql: seen.append(sql) if sql == "COMMIT" else None
        (row,) = await lanes.straight(door, [update(1)])
        assert seen == ["COMMIT", "gone"]
        await asyncio.wait_for(lanes.idle(), 5)
        store.before_statement = None
        assert await effects(store) == [row.external_id] == ["1"]
        assert await states(store) == {"1": ("done", 0)}
        assert await store.read(lambda tx: tx.value("SELECT COUNT(payload) FROM inbox")) == 0
        await lanes.stop()


async def test_what_came_before_takes_no_effect_whichever_way_it_comes(tmp_path: Path) -> None:
    """The same update straight, straight again and in its lane is handled once, and within a batch as well."""
    async with storing(tmp_path) as store:
        lanes = Lanes(store, effect, nothing)
        await lanes.start()
        assert len(await go_straight(store, lanes, update(1), update(1), update(2))) == 2
        assert await go_straight(store, lanes, update(2), update(1)) == []
        assert await take_in(store, update(1)) == []
        assert await effects(store) == ["1", "2"]
        await lanes.stop()


async def test_nothing_passes_what_waits(tmp_path: Path) -> None:
    """While a row waits, in memory or only in the inbox, nothing goes straight; nor do more than a few at once."""
    async with storing(tmp_path) as store:
        lanes = Lanes(store, effect, nothing)
        with pytest.raises(Occupied):
            await go_straight(store, lanes, update(1))  # not begun
        await lanes.start()
        with pytest.raises(Occupied):
            await go_straight(store, lanes, *(update(i) for i in range(AT_ONCE + 1)))
        rows = await take_in(store, update(2))
        with pytest.raises(Occupied):
            await go_straight(store, lanes, update(3))  # a timer's row that nobody told of yet
        assert await effects(store) == []
        lanes.wake(rows)
        with pytest.raises(Occupied):
            await go_straight(store, lanes, update(3))
        await asyncio.wait_for(lanes.idle(), 5)
        await go_straight(store, lanes, update(3))
        assert await effects(store) == ["2", "3"]
        await lanes.stop()


async def test_a_batch_that_fails_is_undone_as_a_whole(tmp_path: Path) -> None:
    """The second of two fails: neither is kept, and whatever was asked to be said is not sent."""
    went: list[str] = []

    async def along(_: Tx) -> Callable[[], None]:
        return lambda: went.append("gone")

    async def handle(tx: Tx, row: Intake) -> None:
        await effect(tx, row)
        if row.external_id == "2":
            raise ValueError

    async with storing(tmp_path) as store:
        lanes = Lanes(store, handle, nothing, along=along)
        await lanes.start()
        with pytest.raises(HandlerFailed):
            await go_straight(store, lanes, update(1), update(2))
        assert (await effects(store), await states(store), went) == ([], {}, [])
        await asyncio.wait_for(lanes.idle(), 5)
        await lanes.stop()


async def test_what_fails_straight_has_had_its_first_try(tmp_path: Path) -> None:
    """A handler that always raises is tried three times in all, parked, and the next update goes on."""
    tried = 0
    async with edge(tmp_path) as here:

        async def handle(tx: Tx, row: Intake) -> None:
            nonlocal tried
            if row.external_id == "2":
                tried += 1
                raise ValueError
            await effect(tx, row)

        here.lanes._handle, here.lanes._on_parked = handle, nothing
        for number in (1, 2, 3):
            raw = json.dumps(message(number)).encode()
            assert await here.receiver.take_in([raw], straight=True) == number + 1
            await asyncio.wait_for(here.lanes.idle(), 5)
        assert tried == 3
        assert await states(here.store) == {"1": ("done", 0), "2": ("parked", 3), "3": ("done", 0)}


async def test_a_crash_at_any_statement_of_it_neither_loses_nor_doubles(tmp_path: Path) -> None:
    """Whichever statement is the last: Telegram gives it again, unless it was told, and it took effect once."""
    for statements in range(20):
        folder = tmp_path / str(statements)
        folder.mkdir()
        raw = json.dumps(message(1)).encode()
        told = True
        async with edge(folder) as here:
            here.lanes._handle = effect
            await here.receiver.take_in([json.dumps(message(0)).encode()])
            await here.lanes.idle()
            here.store.before_statement = Cut(statements)
            try:
                await here.receiver.take_in([raw], straight=True)
            except StoreError:
                told = False
            here.store.before_statement = None
            kept = "1" in await effects(here.store)
        assert kept == told
        async with edge(folder) as here:
            here.lanes._handle = effect
            await here.receiver.take_in([raw])
            await asyncio.wait_for(here.lanes.idle(), 5)
            assert await effects(here.store) == ["0", "1"]
        if told:
            break
    assert 3 <= statements < 19


async def test_the_first_batch_and_the_one_after_an_error_go_the_long_way(tmp_path: Path) -> None:
    """What a killed process may have tried stands in the inbox before it is tried again; later ones go straight."""
    ways: dict[int, bool] = {}
    async with edge(tmp_path) as here:
        through = here.receiver._through

        async def watched(door: object, given: Sequence[Happening], *, straight: bool) -> object:
            ways.setdefault(int(given[0].external_id), straight)
            if given[0].external_id == "3" and not ways.get(-3):
                ways[-3] = True
                raise StoreError("disk full")
            if given[0].external_id == "3":
                ways[33] = straight
            return await through(door, given, straight=straight)  # type: ignore[arg-type]  # as it came

        here.receiver._through = watched  # type: ignore[method-assign,assignment]  # the same, seen
        async with running(here.receiver.run()):
            for number in (1, 2, 3, 4):
                here.there.push(message(number))
                await here.sees(number)
                async with asyncio.timeout(10):
                    while max(here.there.offsets) <= number:  # noqa: ASYNC110 - the stand-in knows no events
                        await asyncio.sleep(0.005)
    assert ways == {1: False, 2: True, 3: True, -3: True, 33: False, 4: True}


async def test_a_stop_lets_what_goes_straight_end(tmp_path: Path) -> None:
    """Whoever asked for it may be cancelled: the commit ends, and what it lets go leaves."""
    begun, going_on, went = asyncio.Event(), asyncio.Event(), list[str]()

    async def handle(_tx: Tx, row: Intake) -> None:
        begun.set()
        await going_on.wait()
        went.append(row.external_id)

    async def along(_: Tx) -> Callable[[], None]:
        return lambda: went.append("gone")

    async with storing(tmp_path) as store:
        lanes = Lanes(store, handle, nothing, along=along)
        await lanes.start()
        asking = asyncio.create_task(go_straight(store, lanes, update(1)))
        await begun.wait()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        stopping = asyncio.create_task(lanes.stop())
        await asyncio.sleep(0)
        going_on.set()
        await stopping
        assert (await states(store))["1"] == ("done", 0)
    assert went == ["1", "gone"]
