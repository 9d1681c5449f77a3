"""A whole day at the desk, in a browser, with a worker, a case officer and a resident on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.async_api import expect

from tests.conversations.test_cases_moved import applied
from tests.conversations.walking import walks
from tests.desk.at_the_page import at_desk, comes_in, follows, nothing_to_find
from tests.simulator.page.page_stage import NARROW, WIDE

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.conftest import House

pytestmark = [pytest.mark.page, pytest.mark.xdist_group("page")]


async def presses(page: Page, *labels: str) -> None:
    """One button after another."""
    for label in labels:
        await page.get_by_role("button", name=label, exact=True).click()


async def types(page: Page, words: str) -> None:
    """An answer to the question on the page."""
    await page.get_by_role("textbox").fill(words)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")


async def fits(page: Page) -> None:
    """Nothing reaches over the edge, and axe finds nothing."""
    await nothing_to_find(page)
    assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")


async def makes_an_appointment(page: Page) -> None:
    """The worker, from the person's own page."""
    await presses(page, "Ny avtale")
    await presses(page, "Kari")
    for _ in range(12):
        send = page.get_by_role("button", name="Send", exact=True)
        if await send.count():
            break
        await _answers_somehow(page)
    await presses(page, "Send")


async def _answers_somehow(page: Page) -> None:
    asked = await page.locator("main").inner_text()
    if "klokka" in asked:
        await types(page, "14.30")
        return
    for label in ("Ja, det stemmer", "Hopp over", "Ingen av dem", "Ikke noe av dette"):
        found = page.get_by_role("button", name=label, exact=True)
        if await found.count():
            await found.click()
            return
    await page.locator(".keyrow button").first.click()


@pytest.mark.parametrize(
    ("size", "colours"), [(WIDE, "light"), (NARROW, "dark"), (NARROW, "light"), (WIDE, "dark")]
)
async def test_a_whole_day(
    open_house: House, size: tuple[int, int], colours: Literal["light", "dark"]
) -> None:
    """Morning, answer, appointment; the application moved, a home offered, accepted; handed over."""
    async with (
        at_desk(open_house, size, colours) as page,
        at_desk(open_house, size, colours) as desk,
    ):
        mari = await comes_in(open_house, page)
        await open_house.staff("Jonas", "worker")
        kari = await follows(open_house, mari)
        await applied(open_house, kari)
        await kari.says("Har dere hørt noe?")
        await kari.presses("Ja, send")

        # The morning: who waits, opened and answered.
        await (
            page.get_by_role("region", name="Venter på svar")
            .get_by_role("link", name="Kari")
            .click()
        )
        await page.get_by_role("textbox").fill("Jeg spør boligkontoret i dag.")
        await presses(page, "Send")
        await expect(page.locator(".ours")).to_contain_text("Jeg spør boligkontoret i dag.")
        await makes_an_appointment(page)
        await expect(page.locator("main")).to_contain_text("Kari")

        # The case officer: the application is moved, with the words shown first.
        await comes_in(open_house, desk, "Siri", "case_officer")
        await fits(desk)
        await desk.get_by_role("link", name="Alle søknader").click()
        await fits(desk)
        await desk.get_by_role("link", name="Kari").click()
        await expect(desk.get_by_role("heading", name="Kari")).to_be_visible()
        await fits(desk)
        await presses(desk, "Si hvor søknaden står", "Den står på lista")
        await expect(desk.locator("main")).to_contain_text("Kari leser:")
        await fits(desk)
        await presses(desk, "Videre", "Hopp over", "Send til beboeren")
        await expect(desk.locator("main")).to_contain_text("Sendt til Kari.")

        # A home is offered.
        kari_id = await open_house.person(kari)
        await desk.goto(f"/sak/{kari_id}")
        await presses(desk, "Gi et tilbud om bolig")
        for words in ("Toroms i Fjordgata 3", "45", "7200", "1. april"):
            await types(desk, words)
        await presses(desk, "Ja, det stemmer")
        await types(desk, "17. mars")
        await presses(desk, "Ja, det stemmer", "Hopp over")
        await fits(desk)
        await presses(desk, "Send tilbudet")
        await expect(desk.locator("main")).to_contain_text("Tilbudet er sendt til Kari.")

        # On the phone she sees it and says yes; the open page at the desk hears of it.
        await desk.goto(f"/sak/{kari_id}")
        await expect(desk.locator("main")).to_contain_text("Nå: har fått et tilbud")
        await kari.says("/start")
        await kari.presses("Bolig")
        await kari.presses("Se tilbudet om bolig")
        await kari.reads("Toroms i Fjordgata 3")
        await walks(kari, {"look": "answer", "answer": "yes", "done": "!send"})
        await kari.reads("Så fint.")
        await expect(desk.locator("main")).to_contain_text("Nå: har sagt ja til et tilbud")
        await fits(desk)

        # The day ends: Kari is handed over to Jonas.
        await page.goto(f"/person/{kari_id}")
        await presses(page, "Overlever", "Jonas", "Hopp over", "Overlever")
        await kari.reads("Du har en ny melding.")


async def test_the_list_and_a_case_by_keyboard(open_house: House) -> None:
    """From the first page to a step that is sent, without a mouse; where one is, is seen."""
    async with at_desk(open_house, WIDE) as page:
        kari = await open_house.resident("Kari")
        await applied(open_house, kari)
        await comes_in(open_house, page, "Siri", "case_officer")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Kari")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Kari")).to_be_visible()
        for label in (
            "Si hvor søknaden står", "Den står på lista", "Videre", "Hopp over", "Send til beboeren",
        ):  # fmt: skip
            await page.get_by_role("button", name=label, exact=True).focus()
            await page.keyboard.press("Enter")
        await expect(page.locator("main")).to_contain_text("Sendt til Kari.")
