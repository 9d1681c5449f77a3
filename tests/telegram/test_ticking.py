"""What is due is taken into the inbox once, and says whether what people do goes before it."""

from __future__ import annotations

import asyncio
import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from telegram_standin import storing

from bot.clock import SetClock
from bot.lanes import ticking
from bot.store import Store, Tx, people, timers, to_us

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from bot.lanes.intake import Intake

NOW = dt.datetime(2026, 12, 8, 13, tzinfo=dt.UTC)


class Lanes:
    """Keeps what it is handed; there is always room."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.first: list[int] = []
        self.later: list[int] = []

    def wake(self, rows: Sequence[Intake], *, later: bool = False) -> None:
        """These are in the inbox."""
        numbers = [int((row.payload or b"").split(b":")[1]) for row in rows]
        (self.later if later else self.first).extend(numbers)

    async def room(self) -> None:
        """At once, after whoever else waits."""
        await asyncio.sleep(0)

    leisure = room


async def planned(store: Store, *rows: tuple[int, str]) -> None:
    """Rows due now, each by its number and rule, of one person."""

    async def body(tx: Tx) -> None:
        await people.add(tx, people.Row(7, "active", "nb", 1, None, None))
        due = to_us(NOW)
        await timers.plan(tx, [timers.Timer(one, rule, one, "", 0, 7, due) for one, rule in rows])

    await store.transact(body)


def ticker(store: Store, lanes: Lanes) -> ticking.Ticker:
    """One that looks at that moment."""
    house: Any = SimpleNamespace(keys=store.keys)
    hands: Any = lanes
    return ticking.Ticker(house, store, hands, SetClock(NOW))


async def test_reminders_may_come_later_and_a_place_for_tonight_may_not(tmp_path: Path) -> None:
    """Rent, appointments and deadlines let what people do go first; whatever waits for a human does not."""
    async with storing(tmp_path) as store:
        await planned(
            store,
            (1, "rent.remind.due"), (2, "tonight.duty"), (3, "appointment.before"),
            (4, "answer"), (5, "deadline.offer"), (6, "album"),
        )  # fmt: skip
        lanes = Lanes()
        await ticker(store, lanes).tick()
    assert sorted(lanes.first) == [2, 4, 6]
    assert sorted(lanes.later) == [1, 3, 5]


async def test_two_ticks_at_once_take_each_row_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An early tick between the pages of an ordinary one: nothing is taken twice, nothing is left."""
    monkeypatch.setattr(ticking, "AT_ONCE", 3)
    async with storing(tmp_path) as store:
        await planned(store, *((one, "rent.remind.due") for one in range(1, 51)))
        lanes = Lanes()
        one = ticker(store, lanes)
        await asyncio.gather(one.tick(), one.tick(), one.tick())
    assert sorted(lanes.later) == list(range(1, 51))


async def test_what_is_put_off_while_a_tick_looks_waits_for_its_new_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row put off or cancelled after the tick put all in order is not taken."""
    monkeypatch.setattr(ticking, "AT_ONCE", 1)
    async with storing(tmp_path) as store:
        await planned(store, (1, "album"), (2, "album"), (3, "album"))
        lanes = Lanes()

        async def meanwhile() -> None:
            if lanes.first == [1]:
                later = to_us(NOW + dt.timedelta(days=1))
                await store.transact(lambda tx: timers.postpone(tx, 2, later))
                await store.transact(lambda tx: timers.settle(tx, 3, "cancelled", "gone"))

        monkeypatch.setattr(lanes, "room", meanwhile)
        await ticker(store, lanes).tick()
    assert lanes.first == [1]
