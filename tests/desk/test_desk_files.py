"""Files from the desk: looked at, cleaned, kept sealed, sent on the phone's own terms, and told of when they are not."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.domain import people
from bot.rules.uploads import LARGEST, cleaned
from bot.simulator.client import text_of
from tests.desk.a_thread import a_thread, does, last_of
from tests.desk.at_the_page import shows_words
from tests.rules import some_files as some

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House
    from tests.desk.browsing import Browser, Page

PICTURE, VOICE, PAPER = some.jpeg(), some.opus(), some.pdf()


async def sends_files(
    browser: Browser, kari_id: int, *files: bytes, words: str = "", **fields: str
) -> Page:
    """The form with files in it, as a browser sends it."""
    form = aiohttp.FormData()
    for name, value in ({"words": words} | fields).items():
        form.add_field(name, value)
    for file in files or (b"",):
        name = "Gunhild Etternavn.exe" if file else ""
        form.add_field(
            "files", io.BytesIO(file), filename=name, content_type="application/x-msdownload"
        )
    return await browser.ask(
        "POST", f"/person/{kari_id}", data=form, headers={"Origin": browser.url}
    )


async def _stored(house: House) -> int:
    count = await house.app.store.read(lambda tx: tx.value("SELECT COUNT(*) FROM sent_files"))
    assert isinstance(count, int)
    return count


@pytest.mark.parametrize(
    ("file", "field", "name", "says"),
    [
        (PICTURE, "photo", None, "Mari sendte et bilde."),
        (VOICE, "voice", None, "Mari sendte en talemelding."),
        (PAPER, "document", "dokument.pdf", "Mari sendte et dokument."),
    ],
)
async def test_a_file_comes_under_a_cover_and_without_its_maker(
    open_house: House, browser: Browser, file: bytes, field: str, name: str | None, says: str
) -> None:
    """What it is decides, not its name or type; on «Les» the words come, and the file beside them, cleaned."""
    kari, kari_id = await a_thread(open_house, browser)
    await kari.locks()
    page = await sends_files(browser, kari_id, file, words="Se på dette")
    page.says("Se på dette")
    await open_house.settled()
    assert set(await kari.lock_screen()) == {"Du har en ny melding."}
    await kari.unlocks()
    await kari.presses("Les")
    await kari.reads(says, "Se på dette")
    await open_house.settled()
    came = next(one for one in reversed(await kari.chat()) if field in one)
    found = came[field][-1] if field == "photo" else came[field]
    assert found.get("file_name") in {name, None}
    content = await open_house.app.desk._fetch(found["file_id"])
    clean = cleaned(file)
    assert not isinstance(clean, str)
    assert content == clean.data
    page = await browser.goes(f"/person/{kari_id}")
    at = "/fil/" + page.raw.rpartition("/fil/")[2].split('"')[0]
    async with browser._http.get(browser.url + at) as answer:
        assert await answer.read() == clean.data
        assert answer.headers["Content-Type"] == clean.type
    assert "Gunhild" not in page.raw


async def test_several_files_go_together(open_house: House, browser: Browser) -> None:
    """Two pictures are an album; with a document among them each comes alone; the words once."""
    kari, kari_id = await a_thread(open_house, browser)
    page = await sends_files(browser, kari_id, PICTURE, some.png(), words="Slik ser det ut")
    assert page.raw.count("<img ") == 2
    await kari.presses("Les")
    await kari.reads("Mari sendte 2 filer sammen", "Slik ser det ut")
    await open_house.settled()
    pictures = [one for one in await kari.chat() if "photo" in one]
    assert len({one["media_group_id"] for one in pictures}) == 1
    assert len(pictures) == 2
    await sends_files(browser, kari_id, PICTURE, PAPER)
    await kari.presses("Les")
    await open_house.settled()
    chat = await kari.chat()
    assert sum("photo" in one for one in chat) == 3
    assert sum("document" in one for one in chat) == 1


async def test_for_one_who_sees_the_words_the_picture_comes_at_once(
    open_house: House, browser: Browser
) -> None:
    """Without a cover it is one message: the picture with the words under it."""
    kari, kari_id = await a_thread(open_house, browser)

    await shows_words(open_house, kari_id)
    await sends_files(browser, kari_id, PICTURE, words="Ny dør")
    await open_house.settled()
    came = next(one for one in await kari.chat() if "photo" in one)
    assert "Ny dør" in came["caption"]


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"MZ" + bytes(100), "Denne typen fil kan ikke sendes herfra"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Denne typen fil"),
        (some.jpeg()[:150], "ødelagt"),
        (some.pdf().replace(b"/Size", b"/Encrypt 9 0 R /Size"), "låst"),
        (bytes(LARGEST + 1), "Fila er for stor"),
    ],
)
async def test_a_file_that_is_not_sent_is_told_and_the_words_stay(
    open_house: House, browser: Browser, file: bytes, says: str
) -> None:
    """Wrong kind, broken, locked, too large: said in words; nothing goes, nothing is kept, the text is in the box."""
    kari, kari_id = await a_thread(open_house, browser)
    page = await sends_files(browser, kari_id, file, words="En lang tekst")
    assert page.status == 200
    page.says("Det ble ikke sendt")
    page.says(says)
    assert page.form("Send").fields["words"].strip() == "En lang tekst"
    assert await _stored(open_house) == 0
    await open_house.settled()
    assert "ny melding" not in str([text_of(one) for one in await kari.chat()])


async def test_too_many_and_too_much_are_told(open_house: House, browser: Browser) -> None:
    """Eleven at once, or twenty megabytes together."""
    _, kari_id = await a_thread(open_house, browser)
    (await sends_files(browser, kari_id, *[PICTURE] * 11)).says("for mange filer")
    large = [bytes(7 * 1024 * 1024)] * 3
    (await sends_files(browser, kari_id, *large, words="Her")).says("for store til sammen")
    assert await _stored(open_house) == 0


async def test_what_is_refused_keeps_the_file_until_it_goes(
    open_house: House, browser: Browser
) -> None:
    """An identity number in the words: they are mended and sent, and the file need not be chosen again."""
    kari, kari_id = await a_thread(open_house, browser)
    page = await sends_files(browser, kari_id, PICTURE, words="Nr 01010750160")
    page.says("Fil 1 er tatt vare på og blir med")
    kept = page.form("Send").fields["kept"]
    page = await sends_files(browser, kari_id, words="Nummeret ditt", kept=kept)
    assert page.raw.count("<img ") == 1
    await kari.presses("Les")
    await kari.reads("Mari sendte et bilde.", "Nummeret ditt")
    # Sent once, it goes with no other message.
    (await sends_files(browser, kari_id, words="En gang til", kept=kept)).says("ikke her lenger")


async def test_anothers_file_goes_with_nobody_elses_message(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """A number made up, or a colleague's, or of another resident's: it is not there."""
    _, kari_id = await a_thread(open_house, browser)
    page = await sends_files(browser, kari_id, PICTURE, words="Nr 01010750160")
    kept = page.form("Send").fields["kept"]
    ola_id = await open_house.person(await open_house.resident("Ola"))
    async with another() as tor:
        tor_id = await tor.comes_in("Tor", "worker")
        await open_house.turn(lambda turn: people.assign(turn, ola_id, tor_id))
        for number in (kept, "1", "x", "9" * 30):
            (await sends_files(tor, ola_id, words="Hei", kept=number)).says("ikke her lenger")
        assert (await sends_files(tor, kari_id, PICTURE)).status == 404
    assert await _stored(open_house) == 1


async def test_a_file_is_never_in_the_clear_on_a_disk(
    open_house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On its way in it is in memory only, and it is stored sealed."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was written to a disk")

    _, kari_id = await a_thread(open_house, browser)
    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", refuse)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    assert (await sends_files(browser, kari_id, PICTURE)).status == 200
    body = await open_house.app.store.read(lambda tx: tx.value("SELECT body FROM sent_files"))
    assert some.SCAN not in bytes(body)


async def test_deleted_words_take_their_file_along(open_house: House, browser: Browser) -> None:
    """«Slett» takes it out of her chat, out of the page, and out of the store."""
    kari, kari_id = await a_thread(open_house, browser)
    page = await sends_files(browser, kari_id, PICTURE, words="Feil bilde")
    mine = last_of(page)
    await kari.presses("Les")
    await kari.reads("Mari sendte et bilde.")
    await open_house.settled()
    await does(browser, kari_id, mine, "delete")
    await open_house.settled()
    assert not any("photo" in one for one in await kari.chat())
    assert await _stored(open_house) == 0
    assert (await browser.goes(f"/fil/{mine}/0")).status == 404


async def test_what_was_never_sent_goes_in_a_day(open_house: House, browser: Browser) -> None:
    """A file whose words were refused and never mended is not kept; one that was sent is."""
    _, kari_id = await a_thread(open_house, browser)
    await sends_files(browser, kari_id, PICTURE, words="Nr 01010750160")
    await sends_files(browser, kari_id, PICTURE, words="Denne")
    assert await _stored(open_house) == 2
    await open_house.phones.days(3)
    await open_house.settled()
    assert await _stored(open_house) == 1


async def test_a_session_that_ended_keeps_the_words_of_a_form_with_a_file(
    open_house: House, browser: Browser
) -> None:
    """The picture is chosen again, the text is not written again."""
    _, kari_id = await a_thread(open_house, browser)
    await open_house.phones.forward(dt.timedelta(hours=1))
    page = await sends_files(
        browser, kari_id, PICTURE, bytes(3 * 1024 * 1024), words="En lang tekst"
    )
    page.says("Du er logget ut")
    assert page.form("Send nå").fields["words"].strip() == "En lang tekst"
    assert await _stored(open_house) == 0


async def test_a_file_that_does_not_come_through_is_told_on_both_sides(
    open_house: House, browser: Browser
) -> None:
    """Kari has read the words and the picture cannot be sent: she is told, and Mari has a task."""
    kari, kari_id = await a_thread(open_house, browser)
    await sends_files(browser, kari_id, PICTURE, words="Se her")
    await open_house.settled()
    await open_house.turn(lambda turn: turn.tx.execute("DELETE FROM sent_files"))
    await kari.presses("Les")
    await kari.reads("Se her")
    await kari.presses("Les")
    await kari.reads("Filen fra Mari lot seg ikke vise")
    (await browser.goes(f"/person/{kari_id}")).says("En melding til Kari kom ikke fram")


async def test_a_colleague_on_telegram_sees_what_was_sent_from_the_desk(
    open_house: House, browser: Browser
) -> None:
    """The stand-in's chat shows the picture too: both doors are one house."""
    _, kari_id = await a_thread(open_house, browser)
    await sends_files(browser, kari_id, PICTURE, words="Ny dør")
    jonas = await open_house.staff("Jonas", "worker")
    jonas_id = await open_house.person(jonas)
    await open_house.turn(lambda turn: people.assign(turn, kari_id, jonas_id))
    await jonas.presses("Alle mine")
    await jonas.presses("Kari")
    await open_house.settled()
    assert any("photo" in one for one in await jonas.chat())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"--x\r\n\r\n",
        b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\nhei',
        b"--x\r\n" + b"a: b\r\n" * 5000 + b"\r\n",
        b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\n'
        + b"a" * 70_000
        + b"\r\n--x--",
        bytes(range(256)),
    ],
)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "multipart/form-data", "x"])
async def test_a_form_that_is_none_is_refused(
    open_house: House, browser: Browser, body: bytes, kind: str
) -> None:
    """Half of one, none, a boundary missing, far too many headers: never a fault of ours."""
    _, kari_id = await a_thread(open_house, browser)
    headers = {"Origin": browser.url, "Content-Type": kind}
    page = await browser.ask("POST", f"/person/{kari_id}", data=body, headers=headers)
    assert page.status in {200, 400, 413}
