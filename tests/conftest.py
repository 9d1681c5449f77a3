"""
The whole house on one machine: the bot against the simulator over HTTP, and phones to play people.

    async def test_…(house: House) -> None:
        mari = await house.staff("Mari", "worker")
        kari = await house.resident("Kari", worker=mari)
        await kari.says("Hei")
        await kari.reads("Skal jeg sende dette til Mari?")
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

import hypothesis
import pytest

from bot import app, settings
from bot.clock import SystemClock
from bot.domain import codes, people
from bot.domain.turn import Turn
from bot.simulator.client import Phone, Phones
from bot.simulator.server import Running, serve
from bot.simulator.world import Simulator
from bot.store import KeyRing, random_id
from tests.canaries import canaries, escaped, listening, through_every_setup, worlds
from tests.postgres import postgres  # noqa: F401 -- a fixture for all

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
    from pathlib import Path

    from bot.flow import Flow
    from bot.store import Tx

# The library warns of itself each time it makes a RetryAfter, unless told that we know.
os.environ.setdefault("PTB_TIMEDELTA", "true")

# How fast a machine is, is for the benchmarks: no test fails because another program has the processor.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

OSLO = ZoneInfo("Europe/Oslo")
A_WEDNESDAY = dt.datetime(2027, 3, 10, 10, 0, tzinfo=OSLO)


HOUSES: list[House] = []
"""Those of the test under way: whatever was typed in them is looked for in its log."""


@dataclass
class House:
    """A running house; `stop` and `start` it to see what it remembers."""

    folder: Path
    pack: str = "fjordvik"
    flows: Iterable[type[Flow]] = ()
    clock: SystemClock = field(default_factory=SystemClock)
    more: dict[str, str] = field(default_factory=dict)
    """Settings beside the usual ones."""
    world: Simulator = field(init=False)
    server: Running = field(init=False)
    phones: Phones = field(init=False)
    app: app.App = field(init=False)
    logged: list[str] = field(init=False, default_factory=list)
    """What bots of this house wrote to logs outside this process."""
    _open: contextlib.AsyncExitStack = field(init=False, default_factory=contextlib.AsyncExitStack)
    _bot: contextlib.AsyncExitStack = field(init=False, default_factory=contextlib.AsyncExitStack)

    async def __aenter__(self) -> Self:
        """Serve a world, and start the bot towards it."""
        self.world = Simulator(limits=False, clock=self.clock)
        HOUSES.append(self)
        self.server = await self._open.enter_async_context(await serve(self.world))
        self.phones = await self._open.enter_async_context(Phones(self.server.url))
        if not (self.folder / "keys.json").exists():
            KeyRing.create(self.folder / "keys.json")
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop both."""
        await self.stop()
        await self._open.aclose()

    def environment(self) -> dict[str, str]:
        """The settings as a process of its own would find them."""
        return {
            "HJEMVEI_TOKEN": self.world.token,
            "HJEMVEI_API_URL": self.server.url,
            "HJEMVEI_DATA": str(self.folder),
            "HJEMVEI_KEYS": str(self.folder / "keys.json"),
            "HJEMVEI_PACK": self.pack,
            # The limits have tests of their own; here each message would wait for its second.
            "HJEMVEI_LIMITS": "none",
            **self.more,
        }

    def settings(self) -> settings.Settings:
        """As the environment would say."""
        return settings.read(self.environment())

    async def start(self) -> None:
        """Start the bot."""
        building = app.building(self.settings(), clock=self.clock, flows=self.flows)
        self.app = await self._bot.enter_async_context(building)
        _ = await self._bot.enter_async_context(app.running(self.app))
        until = time.monotonic() + 10
        # Before it has reported that it knows the time nobody can tell whether it has come to rest,
        # and the time of an answer that is still on its way would undo what `at` sets.
        while not self.world.time.knows:
            assert await self.world.changes.wait("reports", until)

    async def stop(self) -> None:
        """Stop the bot; the phones go on."""
        await self._bot.aclose()

    async def settled(self) -> None:
        """Wait until everything has been taken in, handled and sent."""
        assert await self.world.time.settled()

    def at(self, *local: int) -> None:
        """Set the time, in Oslo, without anybody noticing: use it before `start` or a `settled`."""
        moment = dt.datetime(*local, tzinfo=OSLO)  # type: ignore[arg-type, misc]  # year, month, day, ...
        self.clock.offset = moment - dt.datetime.now(dt.UTC)

    async def turn(self, body: Callable[[Turn], Awaitable[object]]) -> object:
        """Do something in a transaction of its own, as the house would."""

        async def within(tx: Tx) -> object:
            return await body(Turn(tx, self.clock.now(), random_id, self.app.house))

        return await self.app.store.transact(within)

    async def code(self, **given: object) -> str:
        """A personal code, as a worker or the command line would make it."""
        code = codes.draw()
        await self.turn(lambda turn: codes.invite(turn, code, **given))  # type: ignore[arg-type]  # as codes.invite takes them
        return code

    async def person(self, phone: Phone) -> int:
        """The id of the person behind a phone that has written."""
        found = await self.app.house.keys.identify("telegram", phone.id)
        assert found is not None
        return found

    async def staff(self, name: str, *roles: str) -> Phone:
        """Somebody with these roles, come in by codes."""
        phone = await self.phones.add(name, label=", ".join(roles))
        for role in roles:
            await phone.says(f"/start {await self.code(role=role, name=name)}")
            await phone.reads(name)
        await self.settled()
        phone.looks_away((await self.phones.state())["rev"])
        return phone

    async def resident(
        self,
        name: str,
        *,
        worker: Phone | None = None,
        agreed: bool = True,
        language: str = "nb",
        **profile: object,
    ) -> Phone:
        """A resident whom a worker has invited, who has said yes unless `agreed` is False."""
        phone = await self.phones.add(name, label="Beboer", language=language)
        worker_id = await self.person(worker) if worker is not None else None
        code = await self.code(worker_id=worker_id, name=name) if worker_id else ""
        await phone.says(f"/start {code}".strip())
        await self.settled()
        person_id = await self.person(phone)

        async def agree(turn: Turn) -> None:
            who = await people.the(turn, person_id)
            who = await people.change(turn, who, name=name, **profile)
            if agreed:
                await people.stay(turn, who)

        await self.turn(agree)
        await phone.says("/start")
        await self.settled()
        phone.looks_away((await self.phones.state())["rev"])
        return phone


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """The house in Fjordvik, on a Wednesday at ten in March 2027."""
    built = House(tmp_path)
    built.clock.offset = A_WEDNESDAY - dt.datetime.now(dt.UTC)
    async with built:
        yield built


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., House]:
    """A house of one's own making: `async with build(pack="lillevik") as house`."""

    def make(**given: object) -> House:
        built = House(tmp_path, **given)  # type: ignore[arg-type]  # as House takes them
        built.clock.offset = A_WEDNESDAY - dt.datetime.now(dt.UTC)
        return built

    return make


@pytest.fixture(autouse=True)
def _nothing_personal_is_logged(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """
    In no test of the suite a log holds a canary, or a token, name, id or typed word of a world in it.

    Every world is watched, whoever makes it, and every way of setting up logging.
    """
    HOUSES.clear()
    in_it = worlds(monkeypatch)
    # A test that reads what the program prints must not find the log there.
    quiet = bool({"capsys", "capfd"} & set(request.fixturenames))
    with listening(quiet=quiet) as heard:
        through_every_setup(monkeypatch)
        yield
    logged = [line for house in HOUSES for line in house.logged]
    said = "\n".join((heard.getvalue(), *logged))
    assert not canaries(said)
    for world in in_it:
        assert not escaped(said, world)


@pytest.fixture(autouse=True)
async def _nothing_left_running() -> AsyncIterator[None]:
    """A test that leaves a task behind fails."""
    before = asyncio.all_tasks()
    yield
    left = {task for task in asyncio.all_tasks() - before if not task.done()}
    left.discard(asyncio.current_task())
    if left:  # a server that is closing may need a moment
        _, left = await asyncio.wait(left, timeout=3)
    assert not left, f"left running: {[task.get_name() for task in left]}"
