"""A worker who has no Telegram at all answers a resident who has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House
    from tests.desk.browsing import Browser


async def test_a_resident_is_answered_from_the_desk(open_house: House, browser: Browser) -> None:
    """What is written stands on the first page, is opened, answered, and each side is told the truth."""
    house = open_house
    mari = await browser.comes_in("Mari", "worker")
    kari = await house.resident("Kari")
    kari_id = await house.person(kari)
    await house.turn(lambda turn: people.assign(turn, kari_id, mari))
    await kari.says("Kan du ringe meg?")
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Mari")
    (await browser.goes("/")).says("Kari")
    page = await browser.follows("Kari")
    page.says("Kan du ringe meg?")
    await kari.reads("Åpnet av Mari")
    page.says("På låseskjermen står det bare: Du har en ny melding.")
    page = await browser.presses("Send", words="Ja, i ettermiddag.")
    page.says("Ja, i ettermiddag.")
    await kari.reads("Du har en ny melding.")
    await kari.presses("Les")
    await kari.reads("Ja, i ettermiddag.")
    await house.settled()
    (await browser.goes(page.url)).says("Åpnet")


async def test_a_form_sent_twice_says_it_once(open_house: House, browser: Browser) -> None:
    """A double press, or «send anew» after a slow answer, does nothing the second time."""
    house = open_house
    mari = await browser.comes_in("Mari", "worker")
    kari = await house.resident("Kari")
    kari_id = await house.person(kari)
    await house.turn(lambda turn: people.assign(turn, kari_id, mari))
    await browser.goes(f"/person/{kari_id}")
    form = browser.page.form("Send")
    await browser.sends(form, words="Hei, Kari")
    await browser.sends(form, words="Hei, Kari")
    assert browser.page.words.count("Hei, Kari") == 1


async def test_an_identity_number_is_not_sent_and_the_words_stay_in_the_box(
    open_house: House, browser: Browser
) -> None:
    """What may not travel is said, and what was written is still there to be changed."""
    house = open_house
    mari = await browser.comes_in("Mari", "worker")
    kari = await house.resident("Kari")
    kari_id = await house.person(kari)
    await house.turn(lambda turn: people.assign(turn, kari_id, mari))
    await browser.goes(f"/person/{kari_id}")
    page = await browser.presses("Send", words="Er det 01010750160?")
    page.says("fødselsnummer")
    assert page.form("Send").fields["words"].strip() == "Er det 01010750160?"
    assert "01010750160" not in str(await kari.chat())


async def test_both_doors_are_one_house(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """What one worker writes in Telegram stands at the desk of the stand-in who has it open."""
    house = open_house
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.says("Hei på deg")
    await house.settled()
    anne = await browser.comes_in("Anne", "worker")
    kari_id = await house.person(kari)
    page = await browser.goes(f"/person/{kari_id}")
    assert page.status == 404
    assert "Hei på deg" not in page.raw
    await house.turn(lambda turn: people.assign(turn, kari_id, anne))
    (await browser.goes(f"/person/{kari_id}")).says("Hei på deg")
