"""Simulated time: steps, jumps and the bot that follows."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import SetClock, SystemClock
from bot.simulator.client import NotPossible, NotSeen, Phones
from bot.simulator.follow import follow, origin_of
from bot.simulator.server import Running, serve
from bot.simulator.world import Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Bot

    from bot.simulator.client import Phone


class Timers:
    """A bot's side with timers: fires what is due in a task of its own, a moment after time moved."""

    def __init__(self, due: list[dt.timedelta]) -> None:
        """Timers due so long from now."""
        self.clock = SystemClock()
        start = self.clock.now()
        self.due = sorted(start + d for d in due)
        self.fired: list[tuple[dt.datetime, dt.datetime]] = []
        self.awake = asyncio.Event()
        self.begun = asyncio.Event()
        self.busy = False
        self.changes = 0

    async def next_due(self) -> dt.datetime | None:
        """The earliest."""
        return self.due[0] if self.due else None

    async def idle(self) -> bool:
        """Whether nothing is being fired."""
        return not self.busy

    def on_change(self) -> None:
        """Look at the timers again."""
        self.changes += 1
        self.begun.set()
        self.awake.set()

    async def tick(self) -> None:
        """Fire what is due whenever time has moved."""
        while True:
            await self.awake.wait()
            self.awake.clear()
            while self.due and self.due[0] <= self.clock.now():
                self.busy = True
                when = self.due.pop(0)
                await asyncio.sleep(0.002)
                self.fired.append((when, self.clock.now()))
            self.busy = False


@contextlib.asynccontextmanager
async def following(server: Running, timers: Timers) -> AsyncIterator[Timers]:
    """A bot that follows the simulator, from its first answer on."""
    tasks = [
        asyncio.create_task(
            follow(server.api_url, timers.clock, timers.next_due, timers.idle, timers.on_change)
        ),
        asyncio.create_task(timers.tick()),
    ]
    try:
        await asyncio.wait_for(timers.begun.wait(), 5)
        yield timers
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def hours(*n: float) -> list[dt.timedelta]:
    """So many hours, each."""
    return [dt.timedelta(hours=h) for h in n]


async def test_a_day_steps_through_every_due_instant(server: Running, phones: Phones) -> None:
    """+1 day lets each timer fire at its own time, in order, and leaves later ones alone."""
    async with following(server, Timers(hours(3, 9, 9, 23.5, 30))) as timers:
        answer = await phones.days(1)
        assert answer["steps"] == 4  # 3, 9 (both), 23.5, 24
        assert [when for when, _ in timers.fired] == sorted(when for when, _ in timers.fired)
        assert len(timers.fired) == 4
        for when, now in timers.fired:
            assert dt.timedelta() <= now - when < dt.timedelta(seconds=10)
        assert timers.clock.offset == pytest.approx(
            dt.timedelta(days=1), abs=dt.timedelta(seconds=10)
        )


async def test_an_outage_jumps(server: Running, phones: Phones) -> None:
    """«Strømbrudd» moves at once; what was due fires late."""
    async with following(server, Timers(hours(3, 9))) as timers:
        await phones.outage(dt.timedelta(days=1))
        await phones.settled()
        assert [now - when > dt.timedelta(hours=14) for when, now in timers.fired] == [True, True]


async def test_next_goes_to_the_next_due_instant(server: Running, phones: Phones) -> None:
    """«Neste påminnelse» fires one timer, and stands still when there is none."""
    async with following(server, Timers(hours(3, 9))) as timers:
        await phones.next_due()
        assert len(timers.fired) == 1
        await phones.next_due()
        assert len(timers.fired) == 2
        before = await phones.now()
        assert (await phones.next_due())["moved"] == 0
        assert await phones.now() - before < dt.timedelta(seconds=10)


async def test_a_timer_set_while_stepping_is_met_too(server: Running, phones: Phones) -> None:
    """A timer that makes another one before the target is followed by it."""

    class Chain(Timers):
        async def next_due(self) -> dt.datetime | None:
            if self.fired and len(self.fired) < 4 and not self.due:
                self.due.append(self.fired[-1][0] + dt.timedelta(hours=2))
            return await super().next_due()

    async with following(server, Chain(hours(1))) as timers:
        await phones.days(1)
        assert len(timers.fired) == 4
        assert all(now - when < dt.timedelta(seconds=10) for when, now in timers.fired)


async def test_stepping_waits_for_updates_to_be_taken(
    server: Running, phones: Phones, bot: Bot, kari: Phone
) -> None:
    """Time does not move past what a person just said: the bot takes it first."""
    await bot.get_updates()
    async with following(server, Timers([])) as timers:
        await kari.says("hei")
        moving = asyncio.create_task(phones.days(1))
        await asyncio.sleep(0.3)
        assert timers.clock.offset < dt.timedelta(hours=1)
        (*_, last) = await bot.get_updates()
        await bot.get_updates(offset=last.update_id + 1)
        await moving
        assert timers.clock.offset > dt.timedelta(hours=23)


async def test_without_a_follower_time_just_moves(phones: Phones, bot: Bot, kari: Phone) -> None:
    """Messages carry the new date at once."""
    first = await bot.send_message(kari.id, "før")
    await bot.get_updates(offset=-1)
    await bot.get_updates(offset=2**31)
    await phones.days(3)
    second = await bot.send_message(kari.id, "etter")
    assert second.date - first.date >= dt.timedelta(days=3)
    with pytest.raises(NotPossible, match="forward only"):
        await phones.call("POST", "/clock/advance", body={"seconds": -1})


async def test_a_bot_that_never_rests_stops_the_steps(server: Running, phones: Phones) -> None:
    """If the bot does not become idle in time, the answer says so instead of hanging."""

    class Restless(Timers):
        async def idle(self) -> bool:
            return False

    async with following(server, Restless(hours(3))):
        body = {"seconds": 3600, "timeout": 0.2}
        answer = await phones.call("POST", "/clock/advance", body=body)
        assert answer["settled"] is False
        with pytest.raises(NotSeen, match="did not come to rest"):
            await phones.settled(0.1)


async def test_a_bot_that_is_gone_holds_nobody_up(
    server: Running, phones: Phones, bot: Bot, kari: Phone
) -> None:
    """Once the bot has hung up, time moves at once, whatever it left undone."""
    async with following(server, Timers(hours(3))):
        poll = asyncio.create_task(bot.get_updates(offset=2**31, timeout=4))
        await asyncio.sleep(0.05)
        poll.cancel()
    await kari.says("hører du meg?")
    await asyncio.wait_for(phones.days(1), 3)


async def test_a_clock_that_stands_can_be_moved() -> None:
    """A SetClock handed in is moved in place, for tests in one process."""
    clock = SetClock(dt.datetime(2026, 3, 28, 12, tzinfo=dt.UTC))
    world = Simulator(clock=clock)
    await world.time.advance("step", 86400)
    assert clock.now() == dt.datetime(2026, 3, 29, 12, tzinfo=dt.UTC)
    assert world.time.offset == dt.timedelta(days=1)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(due=st.lists(st.integers(1, 72), max_size=6), day=st.integers(1, 60))
async def test_whatever_is_due_fires_on_time(due: list[int], day: int) -> None:
    """For any timers and any target, those before it fire at their time and the others do not."""
    async with (
        await serve(Simulator(limits=False)) as server,
        Phones(server.url) as phones,
        following(server, Timers(hours(*due))) as timers,
    ):
        await phones.forward(dt.timedelta(hours=day, minutes=30))
        assert len(timers.fired) == sum(d <= day for d in due)
        assert all(now - when < dt.timedelta(seconds=10) for when, now in timers.fired)


async def test_follow_asks_only_loopback() -> None:
    """Towards Telegram itself not one request is made."""
    assert origin_of("https://api.telegram.org/bot") is None
    assert origin_of("http://127.0.0.1:8081/bot") == "http://127.0.0.1:8081"
    assert origin_of("http://[::1]:8081/bot") == "http://[::1]:8081"
    assert origin_of("http://localhost.example.org/bot") is None
    timers = Timers([])
    url = "https://api.telegram.org/bot"
    await follow(url, timers.clock, timers.next_due, timers.idle, timers.on_change)


async def test_follow_returns_where_there_is_no_simulator() -> None:
    """A Bot API on loopback that does not know /sim is left alone."""

    async def other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    listener = await asyncio.start_server(other, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    timers = Timers([])
    async with listener:
        url = f"http://127.0.0.1:{port}/bot"
        await asyncio.wait_for(
            follow(url, timers.clock, timers.next_due, timers.idle, timers.on_change), 5
        )
    assert timers.changes == 0
