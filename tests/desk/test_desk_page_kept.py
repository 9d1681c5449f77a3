"""What is typed in a browser at the desk is lost with nothing, and found by nobody else; and without script it works too."""

from __future__ import annotations

import base64
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.rules.uploads import LARGEST
from bot.store import erasure
from tests.desk.at_the_page import (
    at_desk,
    comes_in,
    follows,
    nothing_to_find,
    shows_words,
    signs_in,
)
from tests.simulator.page.page_stage import NARROW, WIDE

if TYPE_CHECKING:
    from playwright.async_api import FilePayload, Page

    from bot.simulator.client import Phone
    from tests.conftest import House

pytestmark = [pytest.mark.page, pytest.mark.xdist_group("page")]
TEXT = "En lang tekst, som tok sin tid å skrive."


async def _begins(house: House, page: Page) -> tuple[Phone, int, int]:
    """Mari has Kari open, and has begun to write."""
    mari = await comes_in(house, page)
    kari = await follows(house, mari)
    kari_id = await house.person(kari)
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Mari")
    await page.goto(f"/person/{kari_id}")
    await page.get_by_label("Skriv til Kari").press_sequentially(TEXT)
    return kari, kari_id, mari


async def _kept(page: Page) -> int:
    found = await page.evaluate("Object.keys(sessionStorage).length")
    assert isinstance(found, int)
    return found


async def test_the_connection_gone_for_an_hour(open_house: House) -> None:
    """«Send» without a network loses nothing; after an hour one signs in in the same window, and it is there."""
    async with at_desk(open_house, NARROW, quiet=False) as page:
        kari, kari_id, mari = await _begins(open_house, page)
        await page.context.set_offline(offline=True)
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.get_by_text("Nettet er borte")).to_be_visible()
        await expect(page.get_by_label("Skriv til Kari")).to_have_value(TEXT)
        await open_house.phones.forward(dt.timedelta(hours=1))
        await page.context.set_offline(offline=False)
        await page.reload()
        await expect(page.get_by_role("heading", name="Du er logget ut")).to_be_visible()
        await signs_in(open_house, page, mari)
        await page.goto(f"/person/{kari_id}")
        await expect(page.get_by_label("Skriv til Kari")).to_have_value(TEXT)
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.locator(".ours")).to_contain_text(TEXT)
        await expect(page.get_by_label("Skriv til Kari")).to_have_value("")
        assert await _kept(page) == 0
        assert "sendt=" not in page.url
        await kari.presses("Les")
        await kari.reads(TEXT)


async def test_a_session_that_ends_blanks_the_open_page(open_house: House) -> None:
    """Nobody presses anything: what is Kari's leaves the screen, and what Mari wrote waits for Mari."""
    async with at_desk(open_house, WIDE, quiet=False) as page:
        kari, kari_id, mari = await _begins(open_house, page)
        await open_house.phones.forward(dt.timedelta(hours=1))
        await kari.says("Er du der?")
        await expect(page.get_by_text("Du er logget ut. Det du holdt på å skrive")).to_be_visible()
        await expect(page.get_by_text("Kari")).to_have_count(0)
        assert TEXT not in await page.content()
        await nothing_to_find(page)
        await signs_in(open_house, page, mari)
        await page.goto(f"/person/{kari_id}")
        await expect(page.get_by_label("Skriv til Kari")).to_have_value(TEXT)


async def test_on_a_shared_machine_the_next_one_finds_nothing(open_house: House) -> None:
    """Signing out wipes what was typed, in every window; and whoever signs in next finds none of it."""
    async with at_desk(open_house, WIDE, quiet=False) as page:
        _, kari_id, mari = await _begins(open_house, page)
        other = await page.context.new_page()
        await other.goto(f"/person/{kari_id}")
        await other.get_by_label("Skriv til Kari").press_sequentially("Noe annet")
        await page.get_by_role("button", name="Logg ut").click()
        await expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()
        await expect(other.get_by_text("Du er logget ut.")).to_be_visible()
        assert (await _kept(page), await _kept(other)) == (0, 0)
        # One whose session ended by itself: it is the next one's sign-in that wipes.
        await signs_in(open_house, page, mari)
        await page.goto(f"/person/{kari_id}")
        await page.get_by_label("Skriv til Kari").press_sequentially(TEXT)
        await open_house.phones.forward(dt.timedelta(hours=1))
        await comes_in(open_house, page, "Jonas")
        assert await _kept(page) == 0


async def test_a_person_erased_leaves_the_open_page(open_house: House) -> None:
    """Kari erases everything while Mari has her open: the page says that she is not there, by itself."""
    async with at_desk(open_house, WIDE, quiet=False) as page:
        _, kari_id, mari = await _begins(open_house, page)
        await expect(page.get_by_role("heading", name="Kari")).to_be_visible()
        await open_house.app.house.keys.destroy_person(kari_id)
        await open_house.turn(lambda turn: erasure.empty(turn.tx, kari_id, turn.at))
        open_house.app.desk.live.touch(mari)
        await expect(page.get_by_text("Siden finnes ikke")).to_be_visible()
        await expect(page.get_by_text("Hei", exact=True)).to_have_count(0)


async def test_without_script_one_reads_answers_and_is_signed_out(open_house: House) -> None:
    """Script off: reading, answering, an answer to one line, changing, an emoji, a task, signing out."""
    async with at_desk(open_house, NARROW, script=False) as page:
        mari = await comes_in(open_house, page)
        kari = await follows(open_house, mari)
        await kari.says("Kan du ringe meg?")
        await kari.presses("Ja, send")
        await kari.reads("Sendt til Mari")
        await page.reload()
        await page.get_by_role("region", name="Venter på svar").get_by_role("link").click()
        await expect(page.get_by_text("Kan du ringe meg?")).to_be_visible()
        await expect(page.get_by_text("På låseskjermen står det bare")).to_be_visible()
        await page.get_by_text("Svar, reager eller endre").click()
        await page.get_by_role("button", name="Reager med 👍").click()
        await expect(page.get_by_text("Reaksjon: 👍")).to_be_visible()
        await page.get_by_text("Svar, reager eller endre").click()
        await page.get_by_role("link", name="Svar", exact=True).click()
        await page.get_by_label("Skriv til Kari").fill("Ja, klokka to")
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.get_by_text("Svar på: «Kan du ringe meg?»")).to_be_visible()
        await page.locator(".ours").get_by_text("Svar, reager eller endre").click()
        await page.locator(".ours").get_by_role("link", name="Endre").click()
        await page.get_by_label("Slik skal det stå").fill("Ja, klokka tre")
        await page.get_by_role("button", name="Lagre endringen").click()
        await expect(page.locator(".ours")).to_contain_text("Ja, klokka tre")
        await kari.presses("Les")
        await kari.reads("Ja, klokka tre")
        await page.get_by_role("button", name="Logg ut").click()
        await expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()


async def test_a_session_that_ends_without_script_keeps_the_text(open_house: House) -> None:
    """The long text is sent after it ended: it stands there, and goes once one is back."""
    async with at_desk(open_house, NARROW, script=False, quiet=False) as page:
        mari = await comes_in(open_house, page)
        kari_id = await open_house.person(await follows(open_house, mari))
        await page.goto(f"/person/{kari_id}")
        await page.get_by_label("Skriv til Kari").fill(TEXT)
        await open_house.phones.forward(dt.timedelta(hours=1))
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.get_by_role("heading", name="Du er logget ut")).to_be_visible()
        async with page.context.expect_page() as opened:
            await page.get_by_role("link", name="Logg inn i et nytt vindu").click()
        await signs_in(open_house, await opened.value, mari)
        await page.get_by_role("button", name="Send nå").click()
        await expect(page.locator(".ours")).to_contain_text(TEXT)


async def test_the_part_that_is_marked_is_what_is_answered(open_house: House) -> None:
    """Mark some words, press «Svar»: the quote is those words, and nothing of it stands in the address."""
    async with at_desk(open_house, WIDE) as page:
        mari = await comes_in(open_house, page)
        kari = await follows(open_house, mari)
        await kari.says("Kommer du i dag? Eller i morgen?")
        await kari.presses("Ja, send")
        await kari.reads("Sendt til Mari")
        await page.goto(f"/person/{await open_house.person(kari)}")
        await page.get_by_text("Svar, reager eller endre").click()
        await page.evaluate(
            "getSelection().setBaseAndExtent(document.querySelector('.said').firstChild, 0,"
            " document.querySelector('.said').firstChild, 16)"
        )
        await page.get_by_role("link", name="Svar", exact=True).evaluate("(one) => one.click()")
        await expect(page.locator("[data-quoted]")).to_have_text("Kommer du i dag?")
        assert "Kommer" not in page.url
        await nothing_to_find(page)
        await page.get_by_label("Skriv til Kari").fill("Ja")
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.locator(".ours")).to_contain_text("Svar på: «Kommer du i dag?»")


async def test_the_lock_screen_is_seen_before_it_is_sent(open_house: House) -> None:
    """For one who chose to see the words there, they stand as her lock screen will show them, while they are typed."""
    async with at_desk(open_house, NARROW) as page:
        mari = await comes_in(open_house, page)
        kari = await follows(open_house, mari)
        kari_id = await open_house.person(kari)
        await shows_words(open_house, kari_id)
        await page.goto(f"/person/{kari_id}")
        await page.get_by_label("Skriv til Kari").press_sequentially("Ja, klokka to")
        shown = await page.locator("[data-preview]").inner_text()
        await kari.locks()
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.locator(".ours")).to_contain_text("Ja, klokka to")
        await open_house.settled()
        [on_the_phone] = await kari.lock_screen()
        assert " ".join(on_the_phone.split()).endswith(" ".join(shown.split()))


async def test_real_files_are_sent_and_seen(open_house: House) -> None:
    """A browser's own JPEG, PNG and PDF: chosen by the field's name, sent, and the pictures drawn in the page."""
    async with at_desk(open_house, NARROW) as page:
        mari = await comes_in(open_house, page)
        kari = await follows(open_house, mari)
        await page.goto(f"/person/{await open_house.person(kari)}")
        draw = (
            "(kind) => { const one = document.createElement('canvas'); one.width = 64; one.height = 48;"
            " one.getContext('2d').fillRect(3, 3, 30, 30); return one.toDataURL(kind).split(',')[1]; }"
        )
        files: list[FilePayload] = []
        for kind, name in (("image/jpeg", "Gunhild.jpg"), ("image/png", "bilde.png")):
            data = base64.b64decode(await page.evaluate(draw, kind))
            files.append({"name": name, "mimeType": kind, "buffer": data})
        paper = await page.pdf()
        files.append({"name": "brev.pdf", "mimeType": "application/pdf", "buffer": paper})
        await nothing_to_find(page)
        await page.get_by_label("Bilde, lyd eller dokument").set_input_files(files)
        await page.get_by_label("Skriv til Kari").fill("Ny dør")
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.locator(".ours")).to_contain_text("Ny dør")
        pictures = page.get_by_role("img", name="Et bilde")
        await expect(pictures).to_have_count(2)
        for n in range(2):
            await pictures.nth(n).scroll_into_view_if_needed()
            await expect(pictures.nth(n)).to_have_js_property("naturalWidth", 64)
        await expect(page.get_by_role("link", name="Last ned dokument.pdf")).to_be_visible()
        await nothing_to_find(page)


async def test_a_file_that_is_too_large_is_told_before_it_is_sent(open_house: House) -> None:
    """Nobody waits for a large file to go before reading that it is too large."""
    async with at_desk(open_house, NARROW) as page:
        mari = await comes_in(open_house, page)
        kari_id = await open_house.person(await follows(open_house, mari))
        await page.goto(f"/person/{kari_id}")
        form = page.locator("form[data-kept]")
        await expect(form).to_have_attribute("data-largest", str(LARGEST))
        # As if two kilobytes were the most: a browser under test takes its time with eleven megabytes.
        await form.evaluate("(one) => { one.dataset.largest = 2048; }")
        large: FilePayload = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": bytes(4096)}
        await page.get_by_label("Bilde, lyd eller dokument").set_input_files(large)
        await page.get_by_label("Skriv til Kari").fill("Her")
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.get_by_text("Fila er for stor")).to_be_visible()
        await expect(page.get_by_label("Skriv til Kari")).to_have_value("Her")
