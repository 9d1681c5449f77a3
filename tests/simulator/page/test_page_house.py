"""The whole demo in a browser: what a stranger can do in a few minutes, from a search for a home to a reminder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.demo_people import WAITS
from tests.simulator.page.demo_stage import DemoStage, demo_stage
from tests.simulator.page.page_stage import NARROW

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.page, pytest.mark.xdist_group("page")]
COVER = "Du har en ny melding."


async def applies(stage: DemoStage) -> None:
    """Kari applies for a home with the answers that are enough, and sends it."""
    kari = await stage.handset("Kari").show()
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await kari.answers("Har du et trygt sted å sove i natt?", "Ja")
    await kari.presses("Begynn")
    await kari.answers("Hvordan skal vi nå deg?", "Her i chatten")
    await kari.answers("Hvor bor du nå?", "Leier privat")
    await kari.answers("Hvor lenge har du bodd slik?", "Mer")
    await kari.presses("Send nå, resten senere")
    await kari.reads("Takk. Nå er det sendt")


async def is_answered(stage: DemoStage) -> None:
    """Mari opens what Kari wrote and answers; Kari reads it when she wants to."""
    mari = await stage.handset("Mari").show()
    await mari.presses("Åpne")
    await mari.reads(WAITS)
    await mari.writes("Ja. Ta det med hit, så leser vi det sammen.")
    await mari.reads("Sendt til Kari")


async def makes_an_appointment(stage: DemoStage) -> None:
    """Mari makes an appointment in a few presses, and the calendar's day is said in full words."""
    mari = await stage.handset("Mari").show()
    await mari.writes("/start")
    await mari.presses("Ny avtale")
    await mari.answers("Hvem er avtalen med?", "Kari")
    await mari.answers("Hva skal den hete?", "Besøk")
    await mari.reads("Hvilken dag?")
    await mari.writes("mandag")
    await mari.answers("mandag 15. mars", "Ja, det stemmer")
    await mari.reads("Når på dagen?")
    await mari.writes("12.30")
    await mari.answers("Hvor lenge?", "En halv time")
    await mari.answers("Hvor?", "Hjemme")
    await mari.reads("Skriv det så den andre finner fram")
    await mari.writes("Hos Kari")
    await mari.answers("Hva kan du tilby?", "Mer")
    await mari.presses("Hopp over")
    await mari.answers("Stemmer dette?", "Send")
    await mari.reads("Kari")


async def test_a_stranger_sees_the_whole_house_in_a_few_minutes(tmp_path: Path) -> None:
    """Apply as a resident, be answered, get an appointment, be reminded; the lock screen says nothing."""
    async with demo_stage(tmp_path) as stage:
        await applies(stage)
        kari = stage.handset("Kari")
        await kari.lock()
        await stage.click("+1 time")
        await is_answered(stage)
        await expect(stage.page.get_by_role("button", name="+1 dag")).to_be_visible()
        await expect(kari.cards().first).to_have_text(COVER)
        await makes_an_appointment(stage)
        await expect(kari.cards()).not_to_have_count(1)
        for _ in range(3):
            await stage.click("Neste påminnelse")
        assert set(await kari.cards().all_text_contents()) == {COVER}
        await kari.unlock()
        await kari.presses("Les")
        await kari.reads("Mari")
        await kari.reads("Jeg kommer")
        await kari.presses("Jeg kommer")
        mari = stage.handset("Mari")
        await mari.reads("Kari")


async def test_the_house_on_a_phone_of_360_pixels(tmp_path: Path) -> None:
    """One phone at a time, reached by tabs; nothing is wider than the screen, and everything works."""
    async with demo_stage(tmp_path, NARROW, color_scheme="dark") as stage:
        await applies(stage)
        await is_answered(stage)
        kari = await stage.handset("Kari").show()
        await kari.reads("Åpnet av Mari")
        wide = await stage.page.evaluate(
            "[...document.querySelectorAll('body *')]"
            ".filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1"
            " && !e.closest('#tabs, .hear')).map((e) => e.className || e.tagName)"
        )
        assert wide == []
