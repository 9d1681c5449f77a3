"""Everything that happens is handled once, in order, whatever breaks on the way."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from telegram_standin import running, storing

from bot.lanes.intake import Happening, Intake, open_door
from bot.lanes.lanes import Lanes
from bot.store import Store, Tx, inbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NOW = dt.datetime(2026, 12, 8, 13, tzinfo=dt.UTC)


def update(number: int, lane: str = "a1", words: str = "hei") -> Happening:
    """An update of Telegram's."""
    return Happening("telegram", str(number), lane, f"{words} {number}".encode())


async def take_in(store: Store, *happenings: Happening) -> list[Intake]:
    """Commit them to the inbox; the new ones."""
    door = await open_door(store.keys, NOW)
    return await store.transact(lambda tx: door.take_in(tx, happenings))


async def effect(tx: Tx, row: Intake) -> None:
    """Something a handler writes; a second time would be a conflict."""
    await tx.execute("INSERT INTO settings_kv (key, value) VALUES (?, 'x')", row.external_id)


async def effects(store: Store) -> list[str]:
    """What handlers have written."""
    rows = await store.read(lambda tx: tx.all("SELECT key FROM settings_kv ORDER BY key"))
    return [row[0] for row in rows]


async def states(store: Store) -> dict[str, tuple[str, int]]:
    """State and tries of every row of the inbox."""
    sql = "SELECT external_id, state, tries FROM inbox ORDER BY id"
    return {row[0]: (row[1], row[2]) for row in await store.read(lambda tx: tx.all(sql))}


async def nothing(_tx: Tx, _row: Intake) -> None:
    """Nothing more is told."""


async def finish(lanes: Lanes, rows: Sequence[Intake] = ()) -> None:
    """Start, hand over, wait until all is handled, stop."""
    await lanes.start()
    lanes.wake(rows)
    async with asyncio.timeout(10):
        await lanes.idle()
    await lanes.stop()


async def test_the_same_update_twice_takes_effect_once(tmp_path: Path) -> None:
    """A repeated update is not new, within a batch and across them."""
    async with storing(tmp_path) as store:
        first = await take_in(store, update(1), update(1), update(2))
        again = await take_in(store, update(2), update(1))
        await finish(Lanes(store, effect, nothing), [*first, *again])
        assert [row.external_id for row in first] == ["1", "2"]
        assert again == []
        assert await effects(store) == ["1", "2"]


async def test_handlers_get_the_payload_and_the_inbox_only_its_seal(tmp_path: Path) -> None:
    """What was said is sealed in the inbox, open for the handler, and gone when it is done."""
    seen: list[bytes | None] = []

    async def see(_tx: Tx, row: Intake) -> None:
        seen.append(row.payload)

    async with storing(tmp_path) as store:
        rows = await take_in(store, update(1, words="hemmelig"))
        sql = "SELECT payload FROM inbox"
        sealed = await store.read(lambda tx: tx.value(sql))
        await finish(Lanes(store, see, nothing), rows)
        assert seen == [b"hemmelig 1"]
        assert b"hemmelig" not in sealed
        assert await store.read(lambda tx: tx.value(sql)) is None


async def test_what_a_crash_left_is_handled_at_the_next_start(tmp_path: Path) -> None:
    """Rows that were committed and never handled are found again, with their payload."""
    async with storing(tmp_path) as store:
        await take_in(store, update(1), update(2, "a2"))
    async with storing(tmp_path) as store:
        await finish(Lanes(store, effect, nothing))
        assert await effects(store) == ["1", "2"]


async def test_one_persons_rows_in_order_many_persons_side_by_side(tmp_path: Path) -> None:
    """Within a lane everything comes in order; lanes do not wait for each other."""
    order: dict[str, list[int]] = defaultdict(list)
    gate = asyncio.Event()

    async def handle(_tx: Tx, row: Intake) -> None:
        order[row.lane].append(int(row.external_id))

    async with storing(tmp_path) as store:
        batches = [[update(batch * 100 + i, f"a{i % 7}") for i in range(40)] for batch in range(4)]
        lanes = Lanes(store, handle, nothing, at_once=5)
        await lanes.start()
        for batch in batches:
            lanes.wake(await take_in(store, *batch))
            gate.set()
        async with asyncio.timeout(10):
            await lanes.idle()
        await lanes.stop()
    assert sum(map(len, order.values())) == 160
    assert all(seen == sorted(seen) for seen in order.values())


async def test_a_handler_that_raises_is_undone_and_tried_again(tmp_path: Path) -> None:
    """Twice it fails after it has written; the third time it works, and took effect once."""
    tries: list[str] = []

    async def handle(tx: Tx, row: Intake) -> None:
        await effect(tx, row)
        tries.append(row.external_id)
        if len(tries) < 3:
            raise RuntimeError

    async with storing(tmp_path) as store:
        await finish(Lanes(store, handle, nothing), await take_in(store, update(1)))
        assert await effects(store) == ["1"]
        assert await states(store) == {"1": ("done", 2)}


async def test_the_third_failure_parks_tells_and_lets_the_lane_go_on(tmp_path: Path) -> None:
    """A row that fails three times is set aside by type and place, told of in the same commit; the next is handled."""

    async def handle(tx: Tx, row: Intake) -> None:
        if row.external_id == "1":
            raise ValueError("Kari bor i Storgata 1")
        await effect(tx, row)

    async def told(tx: Tx, row: Intake) -> None:
        await tx.execute(
            "INSERT INTO settings_kv (key, value) VALUES (?, 'told')", "told " + row.external_id
        )

    async with storing(tmp_path) as store:
        await finish(Lanes(store, handle, told), await take_in(store, update(1), update(2)))
        assert await effects(store) == ["2", "told 1"]
        (parked,) = await store.read(inbox.parked)
        assert parked.error_type == "ValueError"
        assert parked.error_place.startswith("test_telegram_lanes:")
        assert (await states(store))["1"] == ("parked", 3)


async def test_telling_that_fails_does_not_stand_in_the_way(tmp_path: Path) -> None:
    """Where even the telling raises, the row is parked all the same."""

    async def fails(_tx: Tx, _row: Intake) -> None:
        raise RuntimeError

    async with storing(tmp_path) as store:
        await finish(Lanes(store, fails, fails), await take_in(store, update(1)))
        assert (await states(store))["1"][0] == "parked"


async def test_what_cannot_be_opened_is_parked(tmp_path: Path) -> None:
    """A row whose day's key is destroyed is set aside, and nobody waits for it."""
    async with storing(tmp_path) as store:
        await take_in(store, update(1))
        await store.keys.destroy_days_before(NOW.date() + dt.timedelta(days=1))
        await finish(Lanes(store, effect, nothing))
        assert (await states(store))["1"][0] == "parked"


async def test_a_killer_is_parked_and_nobody_else(tmp_path: Path) -> None:
    """A row that takes the process with it is counted each time, alone, and parked at the fourth start."""
    for _ in range(3):
        reached = asyncio.Event()

        async def handle(tx: Tx, row: Intake, reached: asyncio.Event = reached) -> None:
            if row.external_id == "1":
                reached.set()
                await asyncio.Event().wait()
            await effect(tx, row)

        store_gone = storing(tmp_path)
        store = await store_gone.__aenter__()
        await take_in(store, update(1), update(2, "a2"))
        lanes = Lanes(store, handle, nothing)
        async with running(lanes.start()):
            await asyncio.wait_for(reached.wait(), 5)
        # The machine loses power here: what runs is never committed.
        for task in store.data._running:
            task.cancel()
        await asyncio.gather(*store.data._running, return_exceptions=True)
        await store_gone.__aexit__(None, None, None)
    async with storing(tmp_path) as store:
        assert await states(store) == {"1": ("new", 3), "2": ("new", 0)}
        await finish(Lanes(store, effect, nothing))
        assert await states(store) == {"1": ("parked", 3), "2": ("done", 1)}
        assert (await store.read(inbox.parked))[0].error_type == "Killed"


async def test_a_crash_at_any_statement_neither_loses_nor_doubles(tmp_path: Path) -> None:
    """Whichever statement is the last before the crash, after a restart every effect is there once."""
    for last in range(12):
        folder = tmp_path / str(last)
        folder.mkdir()
        seen = 0

        def crash(_sql: str, last: int = last) -> None:
            nonlocal seen
            seen += 1
            if seen > last:
                raise ConnectionError

        async with storing(folder) as store:
            await open_door(store.keys, NOW)
            lanes = Lanes(store, effect, nothing)
            await lanes.start()
            store.before_statement = crash
            rows: list[Intake] = []
            try:
                rows = await take_in(store, update(1), update(2, "a2"))
            except ConnectionError:
                assert last < 2
            lanes.wake(rows)
            async with asyncio.timeout(5):
                await lanes.idle()
            await lanes.stop()
        async with storing(folder) as store:
            # Telegram hands out what was never acknowledged once more.
            rows = await take_in(store, update(1), update(2, "a2"))
            await finish(Lanes(store, effect, nothing), rows)
            assert await effects(store) == ["1", "2"]


async def test_rows_nobody_told_of_are_found(tmp_path: Path) -> None:
    """`look` finds what another source committed without waking the lanes, and nothing twice."""
    async with storing(tmp_path) as store:
        lanes = Lanes(store, effect, nothing)
        await lanes.start()
        rows = await take_in(store, update(1))
        await lanes.look()
        lanes.wake(rows)
        await lanes.idle()
        await lanes.stop()
        assert await effects(store) == ["1"]


async def test_too_much_at_once_makes_the_receiver_wait(tmp_path: Path) -> None:
    """Where too many rows wait in memory, `room` waits until half of them are handled."""
    async with storing(tmp_path) as store:
        lanes = Lanes(store, effect, nothing, full=4)
        lanes.wake(await take_in(store, *(update(i) for i in range(6))))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(lanes.room(), 0.05)
        await lanes.start()
        await asyncio.wait_for(lanes.room(), 5)
        await lanes.idle()
        await lanes.stop()
        assert len(await effects(store)) == 6
