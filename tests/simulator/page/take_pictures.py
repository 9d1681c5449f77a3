"""The README's pictures, taken on the walk that test_page_house.py tests: `python -m tests.simulator.page.take_pictures`."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import expect

from bot.demo_people import link_to_desk
from tests.simulator.page.demo_stage import demo_stage
from tests.simulator.page.test_page_house import is_answered

ROOT = Path(__file__).parents[3]
PICTURES = ROOT / "tests" / "pictures"
WIDE = (1480, 860)
SMALLER = 0.7  # so that the file is small
STILL = {"reduced_motion": "reduce"}


async def wide_and_locked(folder: Path) -> None:
    """Everybody side by side in the light, and Kari's phone put away."""
    async with demo_stage(
        folder, WIDE, color_scheme="light", device_scale_factor=SMALLER, **STILL
    ) as stage:
        kari, mari = stage.handset("Kari"), stage.handset("Mari")
        await is_answered(stage)
        await kari.reads("Åpnet av Mari")
        await kari.messages.get_by_role("button", name="Les").last.click()
        await kari.reads("leser vi det sammen")
        await stage.page.mouse.move(0, 0)
        await stage.page.evaluate("document.activeElement.blur()")
        await expect(stage.page.locator(".toast:visible")).to_have_count(0)
        await stage.page.screenshot(path=PICTURES / "wide.png")
        await kari.lock()
        await mari.writes("Kom gjerne klokka ett.")
        await expect(kari.cards()).to_have_count(1)
        await stage.page.mouse.move(0, 0)
        await kari.node.locator(".device").screenshot(path=PICTURES / "lock.png")


async def narrow(folder: Path) -> None:
    """One question of the application, on a small phone in the dark."""
    async with demo_stage(folder, (360, 740), color_scheme="dark", **STILL) as stage:
        kari = await stage.handset("Kari").show()
        await kari.presses("Bolig")
        await kari.presses("Søk om bolig")
        await kari.answers("Har du et trygt sted å sove i natt?", "Ja")
        await kari.presses("Begynn")
        await kari.answers("Hvordan skal vi nå deg?", "Her i chatten")
        await kari.reads("Hvor bor du nå?")
        await stage.page.mouse.move(0, 0)
        await stage.page.screenshot(path=PICTURES / "narrow.png")


async def at_the_desk(folder: Path) -> None:
    """Kari's thread at the desk, with a voice, pictures and what stands beside."""
    async with demo_stage(folder, (1280, 860), color_scheme="light", **STILL) as stage:
        kari = stage.handset("Kari")
        await is_answered(stage)
        await kari.attaches("Talemelding")
        await kari.attaches("Bilde")
        await expect(kari.messages.locator(".message").last).to_contain_text("Sendt til Mari")
        page = stage.page
        house = stage.app.house
        await page.goto(f"{house.desk}/inn/{await link_to_desk(stage.app, stage.world)}")
        await page.get_by_role("button", name="Logg inn").click()
        await page.get_by_role("link", name="Kari").first.click()
        await expect(page.get_by_role("img", name="Et bilde")).to_have_js_property(
            "naturalWidth", 96
        )
        await page.evaluate("scrollTo(0, 0)")
        await page.mouse.move(0, 0)
        await page.screenshot(path=PICTURES / "desk.png")


async def at_the_caretakers(folder: Path) -> None:
    """What is broken at Kari's, as the caretaker reads it on a phone."""
    async with demo_stage(folder, (390, 760), color_scheme="light", **STILL) as stage:
        page, house = stage.page, stage.app.house
        link = await link_to_desk(stage.app, stage.world, "caretaker")
        await page.goto(f"{house.desk}/inn/{link}")
        await page.get_by_role("button", name="Logg inn").click()
        await page.goto(f"{house.desk}/reparasjoner")
        await page.get_by_role("link", name="Vindu").first.click()
        await page.mouse.move(0, 0)
        await page.screenshot(path=PICTURES / "caretaker.png")


async def main() -> None:
    """Take them all."""
    PICTURES.mkdir(exist_ok=True)
    for take in (wide_and_locked, narrow, at_the_desk, at_the_caretakers):
        with tempfile.TemporaryDirectory() as folder:
            await take(Path(folder))


if __name__ == "__main__":
    asyncio.run(main())
