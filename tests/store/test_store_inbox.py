from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import KeyRing, Store, inbox
from bot.store.inbox import Arrival

if TYPE_CHECKING:
    from collections.abc import Callable


def arrival(number: int, external_id: str, at: int = 100) -> Arrival:
    """One update of Telegram's."""
    return Arrival(number, "telegram", external_id, "lane", "2026-11-22", b"sealed", at)


async def test_what_came_before_is_not_taken_in_again(store: Store) -> None:
    """(source, external id) is a key: a repeated update is passed over, within a batch as well."""
    first = [arrival(1, "5"), arrival(2, "6"), arrival(3, "5")]
    taken = await store.transact(lambda tx: inbox.take_in(tx, first))
    assert [(row.external_id, row.seal_id) for row in taken] == [("5", 1), ("6", 2)]
    again = [arrival(4, "6"), arrival(5, "7")]
    taken = await store.transact(lambda tx: inbox.take_in(tx, again))
    assert [row.external_id for row in taken] == ["7"]
    assert await store.transact(lambda tx: inbox.take_in(tx, [])) == []


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batches=st.lists(st.lists(st.integers(0, 400), max_size=250), max_size=3))
def test_order_of_arrival_holds_for_any_batches(url: str, batches: list[list[int]]) -> None:
    """Whatever comes, in batches of any size, is kept once and in the order in which it came."""

    async def run() -> None:
        async with await Store.open(url, None, KeyRing([b"k" * 32])) as store:
            await store.migrate(now=1)
            await store.transact(lambda tx: tx.execute("DELETE FROM inbox"))
            for batch in batches:
                rows = [arrival(1, str(number)) for number in batch]
                await store.transact(partial(inbox.take_in, arrivals=rows))
            kept = await store.read(inbox.unfinished)
        assert [row.external_id for row in kept] == list(
            dict.fromkeys(str(number) for batch in batches for number in batch)
        )

    asyncio.run(run())


async def test_unfinished_are_paged_in_order(store: Store) -> None:
    """Page after page, what is done in between is left out."""
    rows = await store.transact(
        lambda tx: inbox.take_in(tx, [arrival(n, str(n)) for n in range(1, 6)])
    )
    first = await store.read(lambda tx: inbox.unfinished(tx, 2))
    assert [row.external_id for row in first] == ["1", "2"]
    assert await store.transact(lambda tx: inbox.mark_done(tx, rows[2].id))
    rest = await store.read(lambda tx: inbox.unfinished(tx, 9, first[-1].id))
    assert [row.external_id for row in rest] == ["4", "5"]


async def test_done_is_done_once_and_emptied(store: Store) -> None:
    """A row is marked done once; its payload goes with it."""
    [row] = await store.transact(lambda tx: inbox.take_in(tx, [arrival(1, "5")]))
    assert await store.transact(lambda tx: inbox.mark_done(tx, row.id))
    assert not await store.transact(lambda tx: inbox.mark_done(tx, row.id))
    assert await store.read(lambda tx: tx.value("SELECT COUNT(payload) FROM inbox")) == 0


async def test_a_killer_is_counted_parked_and_tried_anew(store: Store) -> None:
    """Tries are counted; what is parked holds the error's kind and place, and may come back."""
    [row] = await store.transact(lambda tx: inbox.take_in(tx, [arrival(1, "5")]))
    assert await store.transact(lambda tx: inbox.count_try(tx, row.id)) == 1
    assert await store.transact(lambda tx: inbox.count_try(tx, row.id)) == 2
    await store.transact(lambda tx: inbox.park(tx, row.id, "KeyError", "turn.py:40"))
    assert await store.read(inbox.unfinished) == []
    [parked] = await store.read(inbox.parked)
    assert (parked.tries, parked.error_type, parked.error_place) == (2, "KeyError", "turn.py:40")
    assert not await store.transact(lambda tx: inbox.mark_done(tx, row.id))
    assert await store.transact(lambda tx: inbox.unpark(tx, row.id))
    assert not await store.transact(lambda tx: inbox.unpark(tx, row.id))
    [again] = await store.read(inbox.unfinished)
    assert (again.payload, again.tries) == (b"sealed", 0)


async def test_only_finished_rows_are_forgotten(store: Store, new_id: Callable[[], int]) -> None:
    """Old rows that nobody handled stay, and numbers are never used again."""
    rows = await store.transact(
        lambda tx: inbox.take_in(tx, [arrival(new_id(), str(n), at=n) for n in range(3)])
    )
    await store.transact(lambda tx: inbox.mark_done(tx, rows[0].id))
    await store.transact(lambda tx: inbox.mark_done(tx, rows[2].id))
    assert await store.transact(lambda tx: inbox.forget_before(tx, 2)) == 1
    assert await store.transact(lambda tx: inbox.forget_before(tx, 3)) == 1
    [left] = await store.read(inbox.unfinished)
    assert left.id == rows[1].id
    [new] = await store.transact(lambda tx: inbox.take_in(tx, [arrival(1, "9")]))
    assert new.id > rows[2].id
