"""A simulator, a bot made of plain calls, and a browser that shows the page, for the tests of this room."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.simulator.server import serve
from bot.simulator.world import Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE_MS = 5000
WIDE = (1440, 900)
NARROW = (360, 740)


class Stage:
    """What a test plays with."""

    def __init__(
        self, world: Simulator, page: Page, http: aiohttp.ClientSession, base: str
    ) -> None:
        """`base` is the server's address."""
        self.world = world
        self.page = page
        self.base = base
        self.errors: list[str] = []
        self._http = http
        self._offset = 0

    async def bot(self, method: str, **given: Any) -> Any:
        """Call the Bot API as a bot would; returns its result."""
        async with self._http.post(
            f"{self.base}/bot{self.world.token}/{method}", json=given
        ) as answer:
            body = await answer.json()
        assert body["ok"], body
        return body["result"]

    async def update(self) -> dict[str, Any]:
        """The next update that the bot has not seen."""
        updates = await self.bot("getUpdates", offset=self._offset, limit=1, timeout=5)
        assert updates, "no update came"
        self._offset = updates[0]["update_id"] + 1
        return dict(updates[0])

    async def person(self, name: str = "Amina", label: str = "beboer") -> int:
        """A new person who has pressed «Start»; returns the id."""
        async with self._http.post(
            f"{self.base}/sim/people", json={"name": name, "label": label, "language": "nb"}
        ) as answer:
            number = int((await answer.json())["id"])
        async with self._http.post(
            f"{self.base}/sim/people/{number}/text", json={"text": "/start"}
        ) as answer:
            assert answer.ok
        await self.update()
        return number

    async def say(self, chat_id: int, text: str, *rows: list[dict[str, Any]], **more: Any) -> int:
        """The bot writes, with rows of buttons; returns the message's id."""
        if rows:
            more["reply_markup"] = {"inline_keyboard": list(rows)}
        sent = await self.bot("sendMessage", chat_id=chat_id, text=text, **more)
        return int(sent["message_id"])

    async def open(self) -> None:
        """Go to the page."""
        await self.page.goto(f"{self.base}/page/")

    def phone(self, person: int) -> Locator:
        """That person's phone."""
        return self.page.locator(f"[data-person='{person}']")

    def message(self, person: int, number: int) -> Locator:
        """A message on that person's phone."""
        return self.phone(person).locator(f"[data-message='{number}']")


def needs_chromium() -> None:
    """Skip where there is no Chromium, unless the environment says that there must be one."""
    if CHROMIUM.exists():
        return
    reason = f"no Chromium at {CHROMIUM}: the page is not tested"
    if os.environ.get("HJEMVEI_REQUIRE_CHROMIUM") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextlib.asynccontextmanager
async def stage(size: tuple[int, int] = WIDE, **browser: Any) -> AsyncIterator[Stage]:
    """Everything running; fails when the page logged an error. `browser` goes to the browser's context."""
    needs_chromium()
    expect.set_options(timeout=PATIENCE_MS)
    world = Simulator(limits=False)
    async with (
        await serve(world) as server,
        aiohttp.ClientSession() as http,
        async_playwright() as playwright,
    ):
        chromium = await playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"]
        )
        context = await chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, **browser
        )
        context.set_default_timeout(PATIENCE_MS)
        played = Stage(world, await context.new_page(), http, server.url)
        played.page.on("pageerror", lambda error: played.errors.append(str(error)))
        played.page.on(
            "console",
            lambda line: played.errors.append(line.text) if line.type == "error" else None,
        )
        try:
            yield played
        finally:
            await chromium.close()
    assert played.errors == []
