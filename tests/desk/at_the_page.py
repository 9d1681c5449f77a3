"""A browser window at the desk, for the tests that need one."""

from __future__ import annotations

import contextlib
import secrets
from typing import TYPE_CHECKING, Literal

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright, expect

from bot.domain import people
from bot.domain.at_desk import signing_in
from tests.simulator.page.page_stage import CHROMIUM, PATIENCE_MS, needs_chromium

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@contextlib.asynccontextmanager
async def at_desk(
    house: House,
    size: tuple[int, int],
    colours: Literal["light", "dark"] = "light",
    *,
    script: bool = True,
    quiet: bool = True,
) -> AsyncIterator[Page]:
    """A browser window, and nothing in its console but silence; not `quiet`: it may say what did not load."""
    needs_chromium()
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"]
        )
        context = await chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            base_url=house.settings().desk,
            color_scheme=colours,
            java_script_enabled=script,
        )
        context.set_default_timeout(PATIENCE_MS)
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        if quiet:
            page.on(
                "console",
                lambda line: errors.append(line.text) if line.type == "error" else None,
            )
        try:
            yield page
        finally:
            await chromium.close()
    assert errors == []


async def comes_in(house: House, page: Page, name: str = "Mari", role: str = "worker") -> int:
    """Somebody new, by a link; their id."""
    found = await house.turn(lambda turn: signing_in.new_colleague(turn, name, role))
    assert isinstance(found, int)
    await signs_in(house, page, found)
    return found


async def signs_in(house: House, page: Page, person_id: int) -> None:
    """Somebody who works here already, by a new link."""
    code = secrets.token_urlsafe(20)

    async def begin(turn: Turn) -> None:
        await signing_in.make_link(turn, person_id, code)

    await house.turn(begin)
    await page.goto(f"/inn/{code}")
    await page.get_by_role("button", name="Logg inn").click()
    await expect(page.get_by_role("heading", name="Oppgaver")).to_be_visible()


async def shows_words(house: House, person_id: int) -> None:
    """This resident has chosen to see the words on the lock screen."""

    async def choose(turn: Turn) -> None:
        await people.change(turn, await people.the(turn, person_id), neutral=False)

    await house.turn(choose)


async def follows(house: House, worker_id: int) -> Phone:
    """Kari, whom this worker follows up."""
    kari = await house.resident("Kari")
    kari_id = await house.person(kari)
    await house.turn(lambda turn: people.assign(turn, kari_id, worker_id))
    return kari


async def nothing_to_find(page: Page) -> None:
    """What axe can see of WCAG 2.1 AA holds on this page."""
    found = await Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}})
    assert found.violations_count == 0, found.generate_report()
