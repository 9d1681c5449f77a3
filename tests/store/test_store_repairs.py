"""Repairs in both databases: the greatest need first, then the longest wait; numbers that need no opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store import repairs
from bot.store.repairs import Repair

if TYPE_CHECKING:
    from bot.store import Store, Tx


async def test_the_list_is_by_need_and_waiting_time(store: Store) -> None:
    """What is ended stands in no list; what is changed is found as it stands."""
    rows = [
        Repair(1, 9, 2, "new", 10, b"a"),
        Repair(2, 9, 0, "new", 30, b"b"),
        Repair(3, 9, 2, "opened", 5, b"c", caretaker_id=8),
        Repair(4, 9, 0, "done", 1, b"d", ended_at=40),
    ]

    async def keep(tx: Tx) -> None:
        for one in (8, 9):
            await tx.execute(
                "INSERT INTO people (id, state, language, created_at) VALUES (?,?,?,?)",
                one,
                "active",
                "nb",
                0,
            )
        for row in rows:
            await repairs.add(tx, row)

    await store.transact(keep)
    assert [one.id for one in await store.read(lambda tx: repairs.waiting(tx, 10))] == [2, 3, 1]
    assert [one.id for one in await store.read(lambda tx: repairs.waiting(tx, 1, 1))] == [3]
    assert await store.read(repairs.counted) == (3, 2)
    assert [one.id for one in await store.read(lambda tx: repairs.had_by(tx, 8))] == [3]
    changed = msgspec.structs.replace(rows[0], state="coming", appointment_id=77, caretaker_id=8)
    await store.transact(lambda tx: repairs.change(tx, changed))
    assert await store.read(lambda tx: repairs.by_id(tx, 1)) == changed
    assert await store.read(lambda tx: repairs.of_appointment(tx, 77)) == changed
    assert [one.id for one in await store.read(lambda tx: repairs.of(tx, 9))] == [2, 1, 3, 4]
