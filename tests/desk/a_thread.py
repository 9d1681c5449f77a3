"""A worker at the desk and a resident on a phone, with a thread between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from tests.desk.browsing import Form

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House
    from tests.desk.browsing import Browser, Page


async def a_thread(house: House, browser: Browser) -> tuple[Phone, int]:
    """Mari is signed in and follows up Kari, who has written «Hei»; Kari's phone and id, her page open."""
    mari = await browser.comes_in("Mari", "worker")
    kari = await house.resident("Kari")
    kari_id = await house.person(kari)
    await house.turn(lambda turn: people.assign(turn, kari_id, mari))
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Mari")
    await browser.goes(f"/person/{kari_id}")
    await kari.reads("Åpnet av Mari")
    return kari, kari_id


async def writes(browser: Browser, kari_id: int, words: str) -> int:
    """Mari writes; the id of her message, which is the last in the thread."""
    await browser.goes(f"/person/{kari_id}")
    await browser.presses("Send", words=words)
    return last_of(browser.page)


def last_of(page: Page) -> int:
    """The id of the last message on a person's page."""
    return int(page.raw.rpartition('<li id="m')[2].split('"')[0])


async def does(browser: Browser, kari_id: int, message_id: int, what: str) -> Page:
    """A button under one message."""
    form = Form(f"/person/{kari_id}/melding", {"message": str(message_id), "do": what})
    return await browser.sends(form)
