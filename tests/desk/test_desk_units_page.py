"""The units' rooms in a browser: on a wide screen and a phone, by day and by night, with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.async_api import expect

from bot.domain import people
from bot.domain.danger import flags
from bot.domain.tonight import requests
from tests.desk.at_the_page import at_desk, comes_in, nothing_to_find
from tests.desk.test_desk_units import broken
from tests.simulator.page.page_stage import NARROW, WIDE

if TYPE_CHECKING:
    from playwright.async_api import Page

    from bot.domain.turn import Turn
    from tests.conftest import House

pytestmark = [pytest.mark.page, pytest.mark.xdist_group("page")]


async def _fits(page: Page) -> None:
    await nothing_to_find(page)
    assert await page.evaluate("document.documentElement.scrollWidth > innerWidth") is False


@pytest.mark.parametrize(
    ("size", "colours"), [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")]
)
async def test_a_caretakers_morning(
    open_house: House, size: tuple[int, int], colours: Literal["light", "dark"]
) -> None:
    """From the first page to «Ferdig» by tab and enter; a new one shows itself while the list is open."""
    # The picture of a window that nobody took does not load.
    async with at_desk(open_house, size, colours, quiet=False) as page:
        await comes_in(open_house, page, "Vidar", "caretaker")
        await page.get_by_role("link", name="Reparasjoner").click()
        await _fits(page)
        await broken(open_house)
        await open_house.settled()
        link = page.get_by_role("link", name="Vindu")
        await expect(link).to_be_visible()
        await link.focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Meldt av Kari.")).to_be_visible()
        await _fits(page)
        done = page.get_by_role("button", name="Ferdig")
        for _ in range(30):
            if await done.evaluate("one => one === document.activeElement"):
                break
            await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Vidar sa at det er ferdig")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_other_rooms(open_house: House, size: tuple[int, int]) -> None:
    """The night, the tasks, the homes that are needed: nothing to find, and nothing beside the screen."""
    kari_id = await open_house.person(await open_house.resident("Kari"))

    async def asks(turn: Turn) -> None:
        who = await people.the(turn, kari_id)
        await requests.ask(turn, who)
        await flags.look(turn, who, "orker ikke mer", "message")

    async with at_desk(open_house, size) as page:
        await comes_in(open_house, page, "Anne", "coordinator")
        await open_house.turn(asks)
        for path, heading in (("/natt", "Natt og fare"), ("/oppgaver", "Oppgaver")):
            await page.goto(path)
            await expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
            await _fits(page)
    async with at_desk(open_house, size) as page:
        await comes_in(open_house, page, "Huset", "housing_office")
        await page.goto("/boliger")
        await _fits(page)
