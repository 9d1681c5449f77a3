"""What a thread holds beside plain words, seen at the desk: files, answers, changes, emoji, and what stands beside."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from bot.domain import people
from bot.domain.team import notes
from bot.telegram import files

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House
    from tests.desk.browsing import Browser, Page

HELD = b"what was said"


async def _kari(house: House, worker_id: int) -> tuple[Phone, int]:
    kari = await house.resident("Kari")
    kari_id = await house.person(kari)
    await house.turn(lambda turn: people.assign(turn, kari_id, worker_id))
    return kari, kari_id


def _header(page: Page, name: str) -> str:
    return next(value for one, value in page.headers.items() if one.lower() == name)


async def _sends(kari: Phone, deed: str, **given: object) -> None:
    await kari.does(deed, **given)
    await kari.presses("Ja, send")


async def _source(browser: Browser, before: str) -> str:
    """The address in the page that comes after these words."""
    return "/fil/" + browser.page.raw.split(before + '"/fil/')[1].split('"')[0]


async def test_a_voice_is_played_in_the_page(open_house: House, browser: Browser) -> None:
    """It is fetched through the channel, as the sort it is, with the words under it beside."""
    mari = await browser.comes_in("Mari", "worker")
    kari, kari_id = await _kari(open_house, mari)
    data = base64.b64encode(HELD).decode()
    await _sends(kari, "voice", base64=data, caption="Hør på denne", seconds=7)
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Hør på denne")
    page.says("7 sekunder")
    at = await _source(browser, '<audio controls preload="none" src=')
    found = await browser.goes(at)
    assert found.status == 200
    assert found.raw == HELD.decode()
    assert _header(found, "content-type") == "audio/ogg"
    assert _header(found, "x-content-type-options") == "nosniff"
    assert _header(found, "cache-control") == "no-store"
    assert "media-src 'self'" in _header(found, "content-security-policy")


async def test_an_album_shows_each_picture(open_house: House, browser: Browser) -> None:
    """Three pictures sent together are three in the page, and a fourth there is not."""
    mari = await browser.comes_in("Mari", "worker")
    kari, kari_id = await _kari(open_house, mari)
    await kari.does("album", count=3, caption="Slik ser det ut")
    await kari.presses("Ja, send")
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Slik ser det ut")
    assert page.raw.count("<img ") == 3
    first = await _source(browser, "<img src=")
    for n in range(3):
        found = await browser.ask("HEAD", f"{first[:-1]}{n}")
        assert _header(found, "content-type") == "image/jpeg"
    for wrong in ("3", "-1", "x", "9" * 30):
        assert (await browser.goes(f"{first[:-1]}{wrong}")).status == 404


async def test_a_document_is_never_a_page_of_ours(open_house: House, browser: Browser) -> None:
    """Whatever a file calls itself, it is saved and not opened: a page in it runs nowhere."""
    mari = await browser.comes_in("Mari", "worker")
    kari, kari_id = await _kari(open_house, mari)
    evil = base64.b64encode(b"<script>alert(1)</script>").decode()
    await _sends(kari, "document", name='brev";\r\nx.html', mime="text/html", base64=evil)
    page = await browser.goes(f"/person/{kari_id}")
    at = await _source(browser, '<a class="key" href=')
    found = await browser.goes(at)
    assert found.status == 200, page.raw
    assert _header(found, "content-type") == "application/octet-stream"
    assert _header(found, "content-disposition").startswith("attachment; filename*=UTF-8''brev%22")


async def test_only_who_may_read_the_thread_gets_its_files(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """Asked anew each time: a colleague is refused, and so is one who had it open and no longer has it."""
    mari = await browser.comes_in("Mari", "worker")
    kari, kari_id = await _kari(open_house, mari)
    await _sends(kari, "photo")
    await browser.goes(f"/person/{kari_id}")
    at = await _source(browser, "<img src=")
    assert (await browser.ask("HEAD", at)).status == 200
    colleague = another()
    jonas = await colleague.comes_in("Jonas", "worker")
    assert (await colleague.goes(at)).status == 404
    stranger = another()
    assert (await stranger.goes(at)).status == 401
    await open_house.turn(lambda turn: people.assign(turn, kari_id, jonas))
    assert (await browser.goes(at)).status == 404
    assert (await colleague.ask("HEAD", at)).status == 200


@pytest.mark.parametrize(("most", "says"), [(3, "for stor"), (None, "ikke hente nå")])
async def test_a_file_that_cannot_be_had_is_said(
    open_house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch, most: int, says: str
) -> None:
    """Too large for a bot, or the channel does not answer: the page says which, and goes on."""
    mari = await browser.comes_in("Mari", "worker")
    kari, kari_id = await _kari(open_house, mari)
    await _sends(kari, "photo")
    await browser.goes(f"/person/{kari_id}")
    at = await _source(browser, "<img src=")
    if most:
        monkeypatch.setattr(files, "LARGEST", most)
    else:
        await open_house.phones.fault("500", method="getFile")
    found = await browser.goes(at)
    assert found.status == (413 if most else 502)
    found.says(says)


async def test_looks_answers_changes_and_emoji_are_seen(
    open_house: House, browser: Browser
) -> None:
    """What a resident makes bold is bold, what they answer is named, a change and an emoji are seen."""
    mari = await browser.comes_in("Mari", "worker")
    kari, kari_id = await _kari(open_house, mari)
    bold = [{"type": "bold", "offset": 3, "length": 4}]
    said = await kari.does("text", text="Et <brev> kom", entities=bold)
    await kari.presses("Ja, send")
    await browser.goes(f"/person/{kari_id}")
    assert "Et <b>&lt;bre</b>v&gt; kom" in browser.page.raw
    page = await browser.presses("Send", words="Fra hvem?")
    await kari.presses("Les")
    mine = await kari.reads("Fra hvem?")
    await kari.reacts(mine, "👍")
    await kari.says("Utleier", reply_to=mine["message_id"])
    await kari.reads("Sendt til Mari")
    await kari.does("edit", message_id=said["message"]["message_id"], text="Et nytt brev kom")
    await open_house.settled()
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Svar på: «Fra hvem?»")
    page.says("Reaksjon: 👍")
    page.says("Et nytt brev kom")
    page.says("Endret")
    await kari.reacts(mine, None)
    await open_house.settled()
    assert "Reaksjon" not in (await browser.goes(f"/person/{kari_id}")).words


async def test_a_place_and_a_card_are_words(open_house: House, browser: Browser) -> None:
    """No map of anybody else's is fetched: the place stands there in numbers, and the card with its number."""
    mari = await browser.comes_in("Mari", "worker")
    kari, kari_id = await _kari(open_house, mari)
    await _sends(kari, "venue", title="Fjordvik kafé", address="Storgata 1")
    await _sends(kari, "contact", phone_number="+4700000000", first_name="Nora")
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Sted på kartet: Fjordvik kafé")
    page.says("Kontaktkort: Nora")
    assert 'href="geo:59.91,10.75"' in page.raw


async def test_notes_tasks_and_appointments_stand_beside(
    open_house: House, browser: Browser
) -> None:
    """What colleagues noted, and everything «Mer» can do, without a press more."""
    mari = await browser.comes_in("Mari", "worker")
    _, kari_id = await _kari(open_house, mari)

    async def noted(turn: Turn) -> None:
        await notes.add(turn, await people.the(turn, mari), kari_id, "Ring helst etter tolv")

    await open_house.turn(noted)
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Ring helst etter tolv")
    page.says("Ingen avtaler.")
    for label in ("Notater", "Send senere", "Overlever", "Til arkiv", "Ferdig"):
        assert any(label in one.label for one in page.forms), [one.label for one in page.forms]
    assert not any(one.label in {"Mer", "Tilbake", "Meny"} for one in page.forms)
    (await browser.presses("Notater")).says("Ring helst etter tolv")
