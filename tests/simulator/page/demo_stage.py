"""The demo in a browser: the whole house, its people, and phones to press on."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from playwright.async_api import Locator, Page, async_playwright, expect

from bot import app, demo_people, settings
from bot.clock import SystemClock
from bot.simulator.server import serve
from bot.simulator.world import Simulator
from bot.store import KeyRing
from tests.desk.browsing import free_port
from tests.simulator.page.page_stage import CHROMIUM, PATIENCE_MS, WIDE, needs_chromium

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

# A Tuesday in office hours, so that every walk and every picture shows the same day.
BEGINS = dt.datetime(2027, 3, 9, 9, 30, tzinfo=dt.UTC)


class Handset:
    """One person's phone in the page, used as a hand would."""

    def __init__(self, page: Page, number: int, name: str) -> None:
        """`number` is the person's id."""
        self.page = page
        self.name = name
        self.node = page.locator(f"[data-person='{number}']")
        self.messages = self.node.locator(".messages")

    async def show(self) -> Self:
        """Bring it to the front where there is room for one phone only."""
        tab = self.page.get_by_role("tab", name=self.name)
        if await tab.count() and await tab.is_visible():
            await tab.click()
        return self

    async def reads(self, *words: str) -> None:
        """Each of these stands on the phone, now or within a moment."""
        for one in words:
            await expect(self.messages.get_by_text(one).last).to_be_visible()

    async def presses(self, label: str) -> None:
        """The newest button of this name."""
        button = self.messages.get_by_role("button", name=label, exact=True).last
        await button.click()

    async def answers(self, question: str, label: str) -> None:
        """Read the question, press the answer; the next is not pressed before the screen has changed."""
        await self.reads(question)
        await self.presses(label)

    async def writes(self, words: str) -> None:
        """Type, and press Enter."""
        field = self.node.locator(".say")
        await field.fill(words)
        await field.press("Enter")

    async def attaches(self, label: str) -> None:
        """A line of the menu beside the text box."""
        await self.node.get_by_role("button", name="Legg ved").click()
        await self.node.get_by_role("button", name=label, exact=True).click()

    async def does_to(self, message: Locator, key: str) -> None:
        """S answers a message, R changes it, E reacts to it."""
        await message.press(key)

    def theirs(self, words: str) -> Locator:
        """The newest of the bot's messages that says so."""
        return self.messages.locator(".theirs").filter(has_text=words).last

    def own(self, words: str) -> Locator:
        """The newest of one's own messages that says so."""
        return self.messages.locator(".own").filter(has_text=words).last

    def cards(self) -> Locator:
        """What the lock screen shows."""
        return self.node.locator(".card .words")

    async def lock(self) -> None:
        """Put it away."""
        await self.node.get_by_role("button", name="Lås telefonen").click()

    async def unlock(self) -> None:
        """Take it up again."""
        await self.node.get_by_role("button", name="Lås opp", exact=True).click()


class DemoStage:
    """The demo, and the page it is seen in."""

    def __init__(self, world: Simulator, page: Page, url: str, built: app.App) -> None:
        """`url` is the server's."""
        self.app = built
        self.world = world
        self.page = page
        self.url = url
        self.errors: list[str] = []

    def handset(self, name: str) -> Handset:
        """The phone of Kari, Ola, Mari, Anne, Jonas or Rune."""
        number = next(p.id for p in self.world.people.values() if p.first_name == name)
        return Handset(self.page, number, name)

    async def click(self, label: str) -> None:
        """A button of the bar at the top, and wait until time stands still again."""
        button = self.page.get_by_role("button", name=label, exact=True)
        if not await button.is_visible():
            await self.page.get_by_role("button", name="Mer", exact=True).first.click()
        await button.click()
        await expect(self.page.locator("#topbar")).not_to_have_class("moving")


@contextlib.asynccontextmanager
async def demo_stage(
    folder: Path, size: tuple[int, int] = WIDE, **browser: Any
) -> AsyncIterator[DemoStage]:
    """The demo as `main.py demo` builds it, on a Tuesday; fails when the page logged an error."""
    needs_chromium()
    expect.set_options(timeout=PATIENCE_MS)
    KeyRing.create(folder / "keys.json")
    clock = SystemClock()
    clock.offset = BEGINS - clock.now()
    world = Simulator(clock=clock, limits=False)
    async with await serve(world) as server, async_playwright() as playwright:
        chosen = settings.read(
            {
                "HJEMVEI_TOKEN": world.token,
                "HJEMVEI_API_URL": server.url,
                "HJEMVEI_DATA": str(folder),
                "HJEMVEI_KEYS": str(folder / "keys.json"),
                "HJEMVEI_LIMITS": "none",
                "HJEMVEI_DESK": f"http://127.0.0.1:{free_port()}",
            }
        )
        async with (
            app.building(chosen, clock=clock) as built,
            app.running(built),
            await built.desk.serve(chosen.desk_port),
        ):
            demo_people.stand(world)
            await demo_people.come_in(built, world)
            chromium = await playwright.chromium.launch(
                executable_path=str(CHROMIUM), args=["--no-sandbox"]
            )
            context = await chromium.new_context(
                viewport={"width": size[0], "height": size[1]}, **browser
            )
            context.set_default_timeout(PATIENCE_MS)
            played = DemoStage(world, await context.new_page(), server.url, built)
            played.page.on("pageerror", lambda error: played.errors.append(str(error)))
            played.page.on(
                "console",
                lambda line: played.errors.append(line.text) if line.type == "error" else None,
            )
            await played.page.goto(f"{server.url}/page/")
            try:
                yield played
            finally:
                await chromium.close()
    assert played.errors == []
