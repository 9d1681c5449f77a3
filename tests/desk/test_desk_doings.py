"""What a worker does with the words in a thread at the desk: answers one, reacts, changes, deletes, tries again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.simulator.client import text_of
from bot.store import threads
from tests.desk.a_thread import a_thread, does, last_of, writes
from tests.desk.browsing import Form

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House
    from tests.desk.browsing import Browser


async def _everything(phone: Phone) -> str:
    return str([text_of(one) for one in await phone.chat()])


async def test_an_answer_stands_under_what_it_answers(open_house: House, browser: Browser) -> None:
    """«Svar» names the words; in Kari's chat it is a reply to her own line, with the part that was chosen."""
    kari, kari_id = await a_thread(open_house, browser)
    said = await kari.says("Kommer du i dag? Eller i morgen?")
    await kari.reads("Sendt til Mari")
    page = await browser.goes(f"/person/{kari_id}")
    page = await browser.goes(f"/person/{kari_id}?svar={last_of(page)}")
    page.says("Du svarer på: « Kommer du i dag? Eller i morgen? »")
    page = await browser.presses("Send", words="Ja", quote="Kommer du i dag?")
    page.says("Svar på: «Kommer du i dag?»")
    await kari.presses("Les")
    answer = await kari.reads("Mari skriver:", "Ja")
    cover = next(one for one in await kari.chat() if one["message_id"] == answer["message_id"])
    assert cover["reply_to_message"]["message_id"] == said["message"]["message_id"]


async def test_what_is_answered_must_stand_in_this_thread(
    open_house: House, browser: Browser
) -> None:
    """Another resident's message is not quoted by its number, and what was written stays in the box."""
    kari, kari_id = await a_thread(open_house, browser)
    ola = await open_house.resident("Ola")
    ola_id = await open_house.person(ola)
    await ola.says("Min hemmelighet")
    await ola.presses("Ja, send")
    await open_house.settled()
    [his] = await open_house.app.store.read(lambda tx: threads.latest(tx, ola_id, 1))
    page = await browser.goes(f"/person/{kari_id}?svar={his.id}")
    assert "hemmelighet" not in page.raw
    form = Form(f"/person/{kari_id}", {"words": "Hva mener du?", "answers": str(his.id)})
    page = await browser.sends(form)
    page.says("Det ble ikke sendt")
    assert "hemmelighet" not in page.raw
    assert page.form("Send").fields["words"].strip() == "Hva mener du?"
    assert "Hva mener du?" not in await _everything(kari)


async def test_an_emoji_stands_in_the_residents_chat(open_house: House, browser: Browser) -> None:
    """It is put on, changed and taken back; another is not accepted, nor one on one's own words."""
    kari, kari_id = await a_thread(open_house, browser)
    theirs = last_of(browser.page)

    async def stands() -> list[str]:
        await open_house.settled()
        line = next(one for one in await kari.chat() if text_of(one) == "Hei")
        return [one["emoji"] for one in line.get("reactions", []) if one.get("by") != "person"]

    (await does(browser, kari_id, theirs, "react:👍")).says("Reaksjon: 👍")
    assert await stands() == ["👍"]
    await does(browser, kari_id, theirs, "react:❤")
    assert await stands() == ["❤"]
    (await does(browser, kari_id, theirs, "react:💩")).says("Det ble ikke sendt")
    await does(browser, kari_id, theirs, "react:")
    assert await stands() == []
    mine = await writes(browser, kari_id, "Hei på deg")
    assert "Reaksjon" not in (await does(browser, kari_id, mine, "react:👍")).words


async def test_ones_own_words_are_changed_where_they_stand(
    open_house: House, browser: Browser
) -> None:
    """Under the cover it stays covered; read, it changes in place and says so; after three days too."""
    kari, kari_id = await a_thread(open_house, browser)
    mine = await writes(browser, kari_id, "Klokka to")
    page = await browser.goes(f"/person/{kari_id}?endre={mine}")
    page.says("Endringen vises ikke på låseskjermen")
    assert page.form("Lagre endringen").fields["words"].strip() == "Klokka to"
    (await browser.presses("Lagre endringen", words="Klokka tre")).says("Endret")
    await open_house.settled()
    assert "Klokka" not in await _everything(kari)
    await kari.presses("Les")
    read = await kari.reads("Klokka tre", "(endret kl. 10")
    await open_house.phones.days(3)
    await _in_again(open_house, browser)
    await browser.goes(f"/person/{kari_id}?endre={mine}")
    await browser.presses("Lagre endringen", words="Klokka fire")
    again = await kari.reads("Klokka fire", after=read)
    assert again["message_id"] == read["message_id"]


async def _in_again(house: House, browser: Browser) -> None:
    """Mari, by a new link: the session ended long ago."""
    mari = await house.app.store.read(lambda tx: tx.value("SELECT person_id FROM desk_members"))
    assert isinstance(mari, int)
    await browser.comes_in_as(mari)


@pytest.mark.parametrize(
    ("words", "says"), [("  ", "tom"), ("Nr 01010750160", "fødselsnummer"), ("", "tom")]
)
async def test_a_change_that_cannot_be_is_told_and_kept(
    open_house: House, browser: Browser, words: str, says: str
) -> None:
    """An identity number, or nothing at all: the words stand as they were, and the box has the new ones."""
    _, kari_id = await a_thread(open_house, browser)
    mine = await writes(browser, kari_id, "Klokka to")
    await browser.goes(f"/person/{kari_id}?endre={mine}")
    page = await browser.presses("Lagre endringen", words=words)
    page.says("Det ble ikke sendt")
    assert says in page.words.lower() or "ord" in page.words.lower()
    page.says("Klokka to")


async def test_only_ones_own_words_are_changed_or_deleted(
    open_house: House, browser: Browser
) -> None:
    """A resident's words, and a message that does not exist, stay as they are."""
    kari, kari_id = await a_thread(open_house, browser)
    theirs = last_of(browser.page)
    for number in (theirs, 1, 2**62):
        form = Form(f"/person/{kari_id}", {"words": "Falskt", "changes": str(number)})
        (await browser.sends(form)).says("Det ble ikke sendt")
        await does(browser, kari_id, number, "delete")
        await does(browser, kari_id, number, "again")
    (await browser.goes(f"/person/{kari_id}")).says("Hei")
    assert "Falskt" not in await _everything(kari)


async def test_what_was_written_in_the_chat_is_changed_there(
    open_house: House, browser: Browser
) -> None:
    """The line stands in her own chat, which nobody but she can change: that is said."""
    house = open_house
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.says("Hei på deg")
    await house.settled()
    mari_id, kari_id = await house.person(mari), await house.person(kari)
    await browser.comes_in_as(mari_id)
    page = await browser.goes(f"/person/{kari_id}")
    assert f"?endre={last_of(page)}" not in page.raw
    form = Form(f"/person/{kari_id}", {"words": "Nytt", "changes": str(last_of(page))})
    (await browser.sends(form)).says("Endre det der")
    (await does(browser, kari_id, last_of(page), "delete")).says("Slettet for dere begge")
    await house.settled()
    assert "Hei på deg" not in await _everything(mari)


@pytest.mark.parametrize("days", [0, 3])
async def test_ones_own_words_are_deleted(open_house: House, browser: Browser, days: int) -> None:
    """Asked first; under 48 hours gone from her chat, later emptied there; the page says what stays."""
    kari, kari_id = await a_thread(open_house, browser)
    mine = await writes(browser, kari_id, "Feil person")
    await kari.presses("Les")
    await kari.reads("Feil person")
    if days:
        await open_house.phones.days(days)
        await _in_again(open_house, browser)
    page = await browser.goes(f"/person/{kari_id}?slett={mine}")
    page.says("Vil du slette det du skrev?")
    page.says("Feil person")
    page = await browser.presses("Ja, slett")
    page.says("Slettet for dere begge")
    page.says("Det var åpnet fra før")
    page.says("Mari slettet en melding")
    assert "Feil person" not in page.raw
    await open_house.settled()
    said = await _everything(kari)
    assert "Feil person" not in said
    assert ("Mari slettet en melding" in said) is bool(days)


async def test_what_did_not_come_through_is_tried_again(
    open_house: House, browser: Browser
) -> None:
    """Kari has blocked the bot: «Kom ikke fram», in red, with «Prøv igjen»; once she is back, it comes."""
    kari, kari_id = await a_thread(open_house, browser)
    await kari.blocks()
    mine = await writes(browser, kari_id, "Ring meg")
    await open_house.settled()
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Kom ikke fram")
    page = await browser.presses("Prøv igjen")
    await open_house.settled()
    (await browser.goes(f"/person/{kari_id}")).says("Kom ikke fram")
    await kari.unblocks()
    await browser.presses("Prøv igjen")
    await kari.presses("Les")
    await kari.reads("Ring meg")
    await open_house.settled()
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Åpnet av Kari")
    assert "Prøv igjen" not in page.words
    # Pressed on a page that still has the button: it is not sent a second time.
    (await does(browser, kari_id, mine, "again")).says("har kommet fram")
    assert (await _everything(kari)).count("Ring meg") == 1


async def test_a_worker_in_the_chat_tries_again_too(house: House) -> None:
    """The line under her words has the same button."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await kari.blocks()
    await mari.says("Ring meg")
    await mari.reads("Kom ikke fram til Kari")
    await kari.unblocks()
    await mari.presses("Prøv igjen")
    await mari.reads("Sendt til Kari")
    await kari.presses("Les")
    await kari.reads("Ring meg")


async def test_who_opened_what_is_said_on_both_sides(open_house: House, browser: Browser) -> None:
    """A stand-in sees that Mari has read it, and Mari when Kari has read hers."""
    kari, kari_id = await a_thread(open_house, browser)
    (await browser.goes(f"/person/{kari_id}")).says("Åpnet av Mari")
    await writes(browser, kari_id, "Hei på deg")
    await kari.presses("Les")
    await open_house.settled()
    (await browser.goes(f"/person/{kari_id}")).says("Åpnet av Kari")


async def test_words_that_wait_for_morning_say_so_before_they_are_sent(
    open_house: House, browser: Browser
) -> None:
    """In the evening the page says when Kari will get it, before Mari presses «Send»."""
    _, kari_id = await a_thread(open_house, browser)
    assert "Meldingen går ikke nå" not in browser.page.words
    await open_house.phones.until(dt.datetime(2027, 3, 10, 22, 30, tzinfo=dt.UTC))
    await _in_again(open_house, browser)
    (await browser.goes(f"/person/{kari_id}")).says("Meldingen går ikke nå. Kari får den")
