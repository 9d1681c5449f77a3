"""What staff do in conversations in the chat, they do at the desk in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people

if TYPE_CHECKING:
    from tests.conftest import House
    from tests.desk.browsing import Browser


async def test_an_appointment_is_made_at_the_desk(open_house: House, browser: Browser) -> None:
    """The same questions, answered by buttons and words; the resident gets it as from anywhere else."""
    mari = await browser.comes_in("Mari", "worker")
    kari = await open_house.resident("Kari")
    kari_id = await open_house.person(kari)
    await open_house.turn(lambda turn: people.assign(turn, kari_id, mari))
    await browser.goes("/")
    (await browser.presses("Ny avtale")).says("Hvem er avtalen med?")
    await browser.presses("Kari")
    (await browser.presses("Besøk")).says("Hvilken dag?")
    (await browser.presses("Send svaret", words="mandag")).says("mandag 15. mars")
    await browser.presses("Ja, det stemmer")
    (await browser.presses("Send svaret", words="12.30")).says("Hvor lenge?")
    await browser.presses("En halv time")
    page = await browser.presses("Hjemme")
    page.says("Skriv det så den andre finner fram")
    page = await browser.presses("Send svaret", words="Hos Kari")
    page.says("Hva kan du tilby?")
    await browser.presses("Mer")
    (await browser.presses("Hopp over")).says("Stemmer dette?")
    (await browser.presses("Send")).says("Avtalen er lagret")
    await kari.reads("Du har en ny melding.")
    await kari.presses("Les")
    await kari.reads("Mari foreslår")


async def test_where_one_was_is_found_again(open_house: House, browser: Browser) -> None:
    """A page that was closed in the middle loses nothing: the question stands where it stood."""
    mari = await browser.comes_in("Mari", "worker")
    kari = await open_house.resident("Kari")
    kari_id = await open_house.person(kari)
    await open_house.turn(lambda turn: people.assign(turn, kari_id, mari))
    await browser.goes("/")
    await browser.presses("Ny avtale")
    await browser.presses("Kari")
    await browser.goes("/")
    (await browser.goes("/gjor")).says("Hva skal den hete?")
