"""What waits in several lanes is handled in one commit, and keeps every promise it has alone."""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram_standin import storing
from test_telegram_lanes import effect, effects, finish, nothing, states, take_in, update

from bot.lanes.intake import NotYet
from bot.lanes.lanes import Lanes
from bot.lanes.together import AT_ONCE

if TYPE_CHECKING:
    from bot.lanes.intake import Intake
    from bot.store import Tx


async def test_lanes_that_wait_share_a_commit(tmp_path: Path) -> None:
    """Nine people wait: eight are handled in the first commit, the ninth in the next."""
    commits: list[str] = []

    async with storing(tmp_path) as store:
        rows = await take_in(store, *(update(i, f"a{i}") for i in range(AT_ONCE + 1)))
        store.before_statement = lambda sql: commits.append(sql) if sql == "COMMIT" else None
        lanes = Lanes(store, effect, nothing, at_once=1)
        lanes.wake(rows)
        lanes._open = True
        lanes._work()
        await asyncio.wait_for(lanes.idle(), 5)
        await lanes.stop()
        store.before_statement = None
        assert commits == ["COMMIT", "COMMIT"]
        assert len(await effects(store)) == AT_ONCE + 1


async def test_of_one_lane_never_two_in_a_commit(tmp_path: Path) -> None:
    """One person's second message is handled once the first is committed."""
    commits = 0

    def count(sql: str) -> None:
        nonlocal commits
        commits += sql == "COMMIT"

    async with storing(tmp_path) as store:
        lanes = Lanes(store, effect, nothing)
        await lanes.start()
        rows = await take_in(store, update(1), update(2), update(3))
        store.before_statement = count
        lanes.wake(rows)
        await asyncio.wait_for(lanes.idle(), 5)
        store.before_statement = None
        assert commits == 3
        await lanes.stop()


async def test_one_that_fails_takes_nobody_with_it(tmp_path: Path) -> None:
    """The second of three always fails: it alone is counted and parked, and the others take effect once."""

    async def handle(tx: Tx, row: Intake) -> None:
        await effect(tx, row)
        if row.external_id == "2":
            raise ValueError

    async with storing(tmp_path) as store:
        lanes = Lanes(store, handle, nothing)
        await lanes.start()
        lanes.wake(await take_in(store, *(update(i, f"a{i}") for i in (1, 2, 3))))
        await asyncio.wait_for(lanes.idle(), 5)
        await lanes.stop()
        assert await effects(store) == ["1", "3"]
        assert await states(store) == {"1": ("done", 0), "2": ("parked", 3), "3": ("done", 0)}


async def test_one_that_must_wait_is_waited_for_alone(tmp_path: Path) -> None:
    """Something must be over before one can be handled: the others do not fail for it, nor is it counted."""
    ready = False

    async def over() -> None:
        nonlocal ready
        ready = True

    async def handle(tx: Tx, row: Intake) -> None:
        if row.external_id == "1" and not ready:
            raise NotYet(over)
        await effect(tx, row)

    async with storing(tmp_path) as store:
        lanes = Lanes(store, handle, nothing)
        await lanes.start()
        lanes.wake(await take_in(store, update(1, "a1"), update(2, "a2")))
        await asyncio.wait_for(lanes.idle(), 5)
        await lanes.stop()
        assert await states(store) == {"1": ("done", 0), "2": ("done", 0)}


async def test_what_cannot_be_opened_is_parked_beside_what_can(tmp_path: Path) -> None:
    """A row whose payload is damaged is set aside; the lanes beside it go on."""
    async with storing(tmp_path) as store:
        rows = await take_in(store, update(1, "a1"), update(2, "a2"), update(3, "a3"))
        damaged = msgspec.structs.replace(rows[0], payload=None)
        lanes = Lanes(store, effect, nothing)
        lanes._open = True
        lanes.wake([damaged, *rows[1:]])
        await asyncio.wait_for(lanes.idle(), 5)
        await lanes.stop()
        assert await effects(store) == ["2", "3"]
        assert (await states(store))["1"][0] == "parked"


async def play(folder: Path, arrivals: list[int], faults: dict[int, int]) -> None:
    """Handle what arrived in these lanes; a row fails as often as `faults` says, after it has written."""
    order: dict[str, list[int]] = defaultdict(list)
    left = dict(faults)

    async def handle(tx: Tx, row: Intake) -> None:
        await effect(tx, row)
        number = int(row.external_id)
        if left.get(number, 0) > 0:
            left[number] -= 1
            raise RuntimeError
        order[row.lane].append(number)

    async with storing(folder) as store:
        rows = await take_in(store, *(update(i, f"a{lane}") for i, lane in enumerate(arrivals)))
        await finish(Lanes(store, handle, nothing, at_once=2), rows)
        found = await states(store)
        done = {int(name) for name, (state, _) in found.items() if state == "done"}
        assert {name for name, (state, _) in found.items() if state == "new"} == set()
        assert {int(name) for name in await effects(store)} == done
        # Four failures may be one beside others and three alone; with fewer nobody is parked.
        assert done >= {i for i in range(len(arrivals)) if faults.get(i, 0) < 3}
    for seen in order.values():
        last = list(dict.fromkeys(seen))
        assert last == sorted(last)


@settings(max_examples=25, deadline=None)
@given(
    arrivals=st.lists(st.integers(0, 5), min_size=1, max_size=30),
    faults=st.dictionaries(st.integers(0, 29), st.integers(1, 5), max_size=6),
)
def test_whatever_fails_nothing_is_lost_doubled_or_out_of_order(
    arrivals: list[int], faults: dict[int, int]
) -> None:
    """Rows in any lanes, any of them failing any number of times: each is done once or parked, in its lane's order."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), arrivals, faults))
