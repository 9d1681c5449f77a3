"""An update that takes the whole process with it, in a real process, is counted, set aside, and harms nobody else."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from bot.store import inbox
from tests.promises.killed_by import DEADLY, STATUS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House
    from tests.promises.conftest import Process

DEATHS = 5
"""Once straight, where nothing is committed; once in its lane; three counted tries at starts."""


async def test_a_killer_is_parked_after_three_counted_starts_and_the_others_live(
    house: House, outside: Callable[..., Process]
) -> None:
    """Each start of the program gets further or counts; then the killer is set aside, told of, and all others are answered."""
    house.phones.patience = 20
    kari = await house.resident("Kari")
    ola = await house.phones.add("Ola")
    bot = outside()
    bot.program = "tests/promises/killed_by.py"
    deaths = 0
    async with bot:
        await ola.says("/hjelp")
        await ola.reads("113")
        # Not the first batch after the start, and nothing waits: it goes straight.
        await kari.says(DEADLY)
        while True:
            assert bot.running is not None
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(4):
                    assert await bot.running.wait() == STATUS
            if bot.running.returncode is None:
                break
            deaths += 1
            if deaths == 1:
                await ola.says("/start")  # waits at Telegram, behind it
            # It dies at its start, or at its first poll.
            with contextlib.suppress(AssertionError):
                await bot.start()
        await kari.reads("Noe gikk galt hos oss")
        await ola.reads("ikke et menneske")
        await kari.says("/hjelp")
        await kari.reads("113")
    assert deaths == DEATHS
    await house.start()
    (parked,) = await house.app.store.read(inbox.parked)
    assert (parked.error_type, parked.tries) == ("Killed", 3)
