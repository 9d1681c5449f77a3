"""A start: nobody who writes waits for what the house has to do for everybody."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot import app
from bot.domain import housekeeping

if TYPE_CHECKING:
    import pytest

    from tests.conftest import House


async def test_who_writes_does_not_wait_for_the_plan_of_the_day(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it takes to plan the day for everybody, the bot is there, and answers, from its start on."""
    kari = await house.resident("Kari")
    await house.stop()
    planning = asyncio.Event()

    async def never_done(*_: object) -> dict[str, int]:
        planning.set()
        await asyncio.Event().wait()
        return {}

    monkeypatch.setattr(housekeeping, "tidy", never_done)
    async with app.building(house.settings(), clock=house.clock) as built, app.running(built):
        await asyncio.wait_for(planning.wait(), 10)
        await kari.says("/meny")
        await kari.reads("Hva kan jeg hjelpe deg med?")
