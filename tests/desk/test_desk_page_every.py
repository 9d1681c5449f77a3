"""Every page of the desk, by day and by night, on a phone and on a wide screen: nothing for axe to find, nothing cut off, light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.async_api import expect

from tests.desk.at_the_page import at_desk, comes_in, follows, nothing_to_find
from tests.simulator.page.page_stage import NARROW, WIDE

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.conftest import House

pytestmark = [pytest.mark.page, pytest.mark.xdist_group("page")]
MOST = 100 * 1024  # bytes


async def _holds(page: Page) -> None:
    """What must hold on any page."""
    await nothing_to_find(page)
    wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert wide is False, page.url
    weight = await page.evaluate(
        "performance.getEntriesByType('navigation')"
        ".concat(performance.getEntriesByType('resource'))"
        ".reduce((sum, one) => sum + one.decodedBodySize, 0)"
    )
    assert weight < MOST, page.url
    assert await page.locator("h1").count() == 1, page.url


async def _all_done(page: Page, house: House, kari_id: int) -> None:
    """Each thing that a person's page offers, as a screen."""
    await page.goto(f"/person/{kari_id}")
    buttons = page.locator("section[aria-labelledby=do] button")
    labels = [one for one in await buttons.all_inner_texts() if one != "Ferdig nå"]
    assert len(labels) > 10
    for label in labels:
        await page.goto(f"/person/{kari_id}")
        await (
            page.get_by_role("region", name="Gjør noe")
            .get_by_role("button", name=label, exact=True)
            .click()
        )
        await expect(page.get_by_role("link", name="Tilbake til samtalen")).to_be_visible()
        await _holds(page)
    await house.settled()


@pytest.mark.parametrize(
    ("size", "colours"), [(NARROW, "dark"), (NARROW, "light"), (WIDE, "dark"), (WIDE, "light")]
)
async def test_every_page_holds(
    open_house: House, size: tuple[int, int], colours: Literal["light", "dark"]
) -> None:
    """In, the morning, a thread with everything in it, answering, changing, deleting, one's own page, out, and no."""
    async with at_desk(open_house, size, colours, quiet=False) as page:
        for path in ("/inn", "/inn/EN-KODE", "/person/1"):
            await page.goto(path)
            await _holds(page)
        mari = await comes_in(open_house, page)
        kari = await follows(open_house, mari)
        kari_id = await open_house.person(kari)
        await kari.says("Ordet " + "langt" * 40 + " https://eksempel.example/" + "sti" * 40)
        await kari.presses("Ja, send")
        await kari.reads("Sendt til Mari")
        await kari.sends("photo")
        await open_house.settled()
        await page.goto("/")
        await _holds(page)
        await page.goto(f"/person/{kari_id}")
        await page.get_by_label("Skriv til Kari").fill("Et svar")
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.locator(".ours")).to_contain_text("Et svar")
        await _holds(page)
        for summary in await page.get_by_text("Svar, reager eller endre").all():
            await summary.click()
        await _holds(page)
        theirs = (await page.locator(".theirs").first.get_attribute("id") or "")[1:]
        mine = (await page.locator(".ours").first.get_attribute("id") or "")[1:]
        for query in (f"svar={theirs}", f"endre={mine}", f"slett={mine}"):
            await page.goto(f"/person/{kari_id}?{query}")
            await _holds(page)
        for path in ("/meg", "/gjor", "/person/1"):
            await page.goto(path)
            await _holds(page)
        await kari.blocks()
        await page.goto(f"/person/{kari_id}")
        await page.get_by_label("Skriv til Kari").fill("Kommer ikke fram")
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.locator(".ours").filter(has_text="Kommer ikke fram")).to_be_visible()
        await open_house.settled()
        await page.goto(f"/person/{kari_id}")
        await expect(page.get_by_role("button", name="Prøv igjen")).to_be_visible()
        await _holds(page)
        await page.goto("/")
        await _holds(page)


async def test_every_screen_that_a_persons_page_leads_to_holds(open_house: House) -> None:
    """Each button there, on a phone by night."""
    async with at_desk(open_house, NARROW, "dark", quiet=False) as page:
        mari = await comes_in(open_house, page)
        kari = await follows(open_house, mari)
        await kari.says("Hei")
        await kari.presses("Ja, send")
        await kari.reads("Sendt til Mari")
        await _all_done(page, open_house, await open_house.person(kari))


async def test_a_message_is_answered_by_keyboard_alone(open_house: House) -> None:
    """From the summary under it to «Svar», «Send», and an emoji, without a mouse."""
    async with at_desk(open_house, WIDE) as page:
        mari = await comes_in(open_house, page)
        kari = await follows(open_house, mari)
        await kari.says("Kommer du?")
        await kari.presses("Ja, send")
        await kari.reads("Sendt til Mari")
        await page.goto(f"/person/{await open_house.person(kari)}")
        await page.locator(".theirs summary").focus()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Svar", exact=True)).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("button", name="Reager med 👍")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Reaksjon: 👍")).to_be_visible()
        await page.locator(".theirs summary").focus()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Du svarer på:")).to_be_visible()
        await page.get_by_label("Skriv til Kari").focus()
        await page.keyboard.type("Ja")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.locator(".ours")).to_contain_text("Svar på: «Kommer du?»")
