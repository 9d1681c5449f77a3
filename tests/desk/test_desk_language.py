"""The pages of the desk in the language of whoever reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.desk.browsing import Form

if TYPE_CHECKING:
    from tests.desk.browsing import Browser


async def test_the_pages_are_read_in_the_language_one_chooses(browser: Browser) -> None:
    """Chosen under settings, at once and from then on; one that we do not have changes nothing."""
    await browser.comes_in("Mari", "worker")
    (await browser.goes("/meg")).says("Norsk nynorsk")
    (await browser.sends(Form("/meg/sprak", {"language": "en"}))).says("Settings")
    (await browser.goes("/")).says("Waiting for an answer")
    await browser.sends(Form("/meg/sprak", {"language": "tlh"}))
    (await browser.goes("/meg")).says("Settings")
    (await browser.sends(Form("/meg/sprak", {"language": "nb"}))).says("Innstillinger")
