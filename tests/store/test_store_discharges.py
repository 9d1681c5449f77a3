"""Stays and their lists, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store import contact_made, discharges, erasure, forgetting

if TYPE_CHECKING:
    from bot.store import Store, Tx

STAY = discharges.Discharge(1, 7, b"sealed", "ahead", 10, near_at=50)


async def _begin(tx: Tx) -> None:
    await discharges.put(tx, STAY)
    items = [
        discharges.Item(10 + n, 1, 7, one, "contact") for n, one in enumerate(("home", "rent"))
    ]
    await discharges.add_items(tx, items)


async def test_a_stay_is_current_until_it_is_over(store: Store, ada: int) -> None:
    """The list is marked and given thing by thing; over, the next one is current."""

    async def body(tx: Tx) -> None:
        await _begin(tx)
        await discharges.mark(tx, 10, "done", ada, 20)
        await discharges.give(tx, 11, "coordinator")
        found = {one.item: (one.state, one.owner) for one in await discharges.items(tx, 1)}
        assert found == {"home": ("done", "contact"), "rent": ("open", "coordinator")}
        assert await discharges.current(tx, ada) == STAY
        assert [one.id for one in await discharges.going_on(tx, 0, 10)] == [1]
        await discharges.put(tx, msgspec.structs.replace(STAY, state="over", ended_at=30))
        assert await discharges.current(tx, ada) is None
        assert [one.id for one in await discharges.of(tx, ada)] == [1]
        assert await discharges.going_on(tx, 0, 10) == []

    await store.transact(body)


async def test_what_is_over_goes_in_time_and_all_of_it_when_erased(store: Store, ada: int) -> None:
    """What goes on is never forgotten by age; nothing outlives an erasing."""

    async def body(tx: Tx) -> None:
        await _begin(tx)
        assert await forgetting.over(tx, forgetting.WITH_CHECK_INS, 10**9) == 0
        await discharges.put(tx, msgspec.structs.replace(STAY, state="over", ended_at=30))
        assert await forgetting.over(tx, forgetting.WITH_CHECK_INS, 30) == 0
        assert await forgetting.over(tx, forgetting.WITH_CHECK_INS, 31) == 3
        await _begin(tx)
        await erasure.empty(tx, ada, 99)
        assert await tx.value("SELECT COUNT(*) FROM discharge_items") == 0
        assert await tx.value("SELECT COUNT(*) FROM discharges") == 0

    await store.transact(body)


async def test_a_phone_that_is_used_is_back(store: Store, ada: int) -> None:
    """Within the time without one it ends now, once; outside it nothing changes."""

    async def body(tx: Tx) -> None:
        await contact_made.set_phoneless(tx, 1, ada, 10, 90, ada)
        assert await contact_made.without_phone_until(tx, ada, 5) is None
        assert await contact_made.without_phone_until(tx, ada, 10) == 90
        assert await contact_made.phone_is_back(tx, ada, 40)
        assert not await contact_made.phone_is_back(tx, ada, 40)
        assert await contact_made.without_phone_until(tx, ada, 41) is None

    await store.transact(body)
