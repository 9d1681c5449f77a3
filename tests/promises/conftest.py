"""A bot in a process of its own, which can be killed; the world and the phones stay here."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House

ROOT = Path(__file__).parents[2]


@dataclass
class Process:
    """`python main.py run`, with the settings of a house that stands still in this process."""

    house: House
    more: dict[str, str] = field(default_factory=dict)
    program: str = "main.py"
    running: asyncio.subprocess.Process | None = None
    log: Path = field(init=False)

    async def __aenter__(self) -> Self:
        """Stop the bot of the house, and start one outside."""
        await self.house.stop()
        self.log = self.house.folder / "bot.log"
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """End it; what it logged is looked through with the rest."""
        await self.end(signal.SIGTERM)
        self.house.logged.append(self.log.read_text())

    def environment(self) -> dict[str, str]:
        """What the process finds in its environment."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("HJEMVEI_")
        }
        return kept | self.house.environment() | {"HJEMVEI_LIMITS": "none"} | self.more

    async def start(self) -> None:
        """Start it; it is ready when it polls."""
        calls = self.house.world.calls.get("getUpdates", 0)
        with self.log.open("ab") as log:
            self.running = await asyncio.create_subprocess_exec(
                sys.executable, self.program, "run", cwd=ROOT, env=self.environment(), stdout=log,
                stderr=log,
            )  # fmt: skip
        async with asyncio.timeout(20):
            while self.house.world.calls.get("getUpdates", 0) == calls:
                if self.running.returncode is not None:
                    raise AssertionError(self.log.read_text())
                await asyncio.sleep(0.01)

    async def end(self, how: signal.Signals) -> int:
        """Send it a signal; its exit status."""
        assert self.running is not None
        with contextlib.suppress(ProcessLookupError):
            self.running.send_signal(how)
        async with asyncio.timeout(15):
            return await self.running.wait()

    async def refused(self) -> tuple[int, str]:
        """Start it where it will not run: its exit status, and what it said."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "main.py", "run", cwd=ROOT, env=self.environment(),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        try:
            async with asyncio.timeout(20):
                said, _ = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return process.returncode or 0, said.decode()

    async def kill(self) -> None:
        """kill -9, and start again."""
        await self.end(signal.SIGKILL)
        await self.start()


@pytest.fixture
def outside(house: House) -> Callable[..., Process]:
    """`async with outside() as bot`: the bot of the house, in a process of its own."""
    return lambda **more: Process(house, more)
