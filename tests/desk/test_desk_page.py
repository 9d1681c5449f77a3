"""The desk in a browser: a working day on a wide screen and on a phone, by keyboard too, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.async_api import expect

from tests.desk.at_the_page import at_desk, comes_in, follows, nothing_to_find
from tests.simulator.page.page_stage import NARROW, WIDE

if TYPE_CHECKING:
    from tests.conftest import House

pytestmark = [pytest.mark.page, pytest.mark.xdist_group("page")]


@pytest.mark.parametrize(
    ("size", "colours"), [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")]
)
async def test_a_day_at_the_desk(
    open_house: House, size: tuple[int, int], colours: Literal["light", "dark"]
) -> None:
    """Somebody writes while the page is open; it is seen, opened and answered, on any screen."""
    async with at_desk(open_house, size, colours) as page:
        mari = await comes_in(open_house, page)
        kari = await follows(open_house, mari)
        await nothing_to_find(page)
        await kari.says("Kan du ringe meg?")
        await kari.presses("Ja, send")
        # Nobody loads anything: the page hears of it.
        waits = page.get_by_role("region", name="Venter på svar")
        await expect(waits.get_by_role("link", name="Kari")).to_be_visible()
        await nothing_to_find(page)
        await waits.get_by_role("link", name="Kari").click()
        await expect(page.get_by_text("Kan du ringe meg?")).to_be_visible()
        await page.get_by_role("textbox").fill("Ja, klokka to.")
        await kari.says("Jeg er hjemme nå")
        # What comes meanwhile is shown, and what is being written stays.
        await expect(page.get_by_text("Jeg er hjemme nå")).to_be_visible()
        await expect(page.get_by_role("textbox")).to_have_value("Ja, klokka to.")
        await nothing_to_find(page)
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.locator(".ours")).to_contain_text("Ja, klokka to.")
        await kari.reads("Du har en ny melding.")
        wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert wide is False


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_pictures_are_seen_and_voices_heard_in_the_page(
    open_house: House, size: tuple[int, int]
) -> None:
    """Nothing is saved first; what is being heard goes on when somebody writes meanwhile."""
    async with at_desk(open_house, size) as page:
        mari = await comes_in(open_house, page)
        kari = await follows(open_house, mari)
        await kari.sends("voice", seconds=10, caption="Hør på denne")
        await kari.presses("Ja, send")
        await kari.sends("album", count=3, caption="Slik ser det ut")
        await kari.reads("Sendt til Mari")
        await open_house.settled()
        await page.goto(f"/person/{await open_house.person(kari)}")
        pictures = page.get_by_role("img", name="Et bilde")
        await expect(pictures).to_have_count(3)
        for n in range(3):
            await pictures.nth(n).scroll_into_view_if_needed()
            await expect(pictures.nth(n)).to_have_js_property("naturalWidth", 96)
        voice = page.locator("audio")
        await voice.evaluate("(one) => one.play()")
        await kari.says("Hørte du?")
        await expect(page.get_by_text("Hørte du?")).to_be_visible()
        await expect(voice).to_have_js_property("paused", value=False)
        await nothing_to_find(page)
        wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert wide is False


async def test_everything_is_reached_by_keyboard(open_house: House) -> None:
    """From the first page to a sent answer without a mouse; where one is, is seen."""
    async with at_desk(open_house, WIDE) as page:
        mari = await comes_in(open_house, page)
        kari = await follows(open_house, mari)
        await kari.says("Hei")
        await kari.presses("Ja, send")
        await page.reload()
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Til innholdet")).to_be_focused()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Kari").first).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Kari")).to_be_visible()
        await page.get_by_role("textbox").focus()
        await page.keyboard.type("Hei på deg")
        await page.keyboard.press("Tab")  # past the files
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.locator(".ours")).to_contain_text("Hei på deg")


async def test_what_is_written_survives_a_page_that_is_loaded_anew(open_house: House) -> None:
    """The connection gone, the page loaded again: what was typed stands in the box."""
    async with at_desk(open_house, NARROW) as page:
        mari = await comes_in(open_house, page)
        kari_id = await open_house.person(await follows(open_house, mari))
        await page.goto(f"/person/{kari_id}")
        await page.get_by_role("textbox").press_sequentially("Halvferdig")
        await page.reload()
        await expect(page.get_by_role("textbox")).to_have_value("Halvferdig")


async def test_the_first_page_is_light(open_house: House) -> None:
    """With its style and script it weighs less than 100 KiB: an old phone in a basement gets it too."""
    async with at_desk(open_house, NARROW) as page:
        await comes_in(open_house, page)
        weight = await page.evaluate(
            "performance.getEntriesByType('navigation')"
            ".concat(performance.getEntriesByType('resource'))"
            ".reduce((sum, one) => sum + one.decodedBodySize, 0)"
        )
    assert 1000 < weight < 100 * 1024
