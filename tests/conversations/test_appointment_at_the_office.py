"""«På kontoret» asks for no address: the municipality has said where its office is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House


@pytest.mark.parametrize("pack", ["fjordvik", "lillevik"])
async def test_the_office_has_its_address(build: Callable[..., House], pack: str) -> None:
    """The worker is asked what to offer next, and the resident reads the office's address."""
    async with build(pack=pack) as house:
        mari = await house.staff("Mari", "worker")
        kari = await house.resident("Kari", worker=mari, neutral=False)
        await mari.says("/start")
        await mari.presses("Ny avtale")
        await mari.presses("Kari")
        await mari.presses("Prat")
        await mari.reads("Hvilken dag?")
        await mari.says("16. mars 2027")
        await mari.presses("Ja, det stemmer")
        await mari.reads("Når på dagen?")
        await mari.says("14.30")
        await mari.presses("En halv time")
        await mari.presses("På kontoret")
        await mari.reads("Hva kan du tilby?")
        await mari.presses("Følge")
        await mari.presses("Ferdig")
        await mari.presses("Send", on=await mari.reads("Stemmer dette?"))
        await kari.reads("kl. 14.30", "På kontoret", house.app.house.pack.office.address)
