"""What staff do in conversations in the chat, they do at the desk in the same words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.appointments import appointments
from bot.domain.meetings import asking, inviting
from bot.flow.message import verbatim
from bot.store import appointments as stored
from bot.store import participants

if TYPE_CHECKING:
    from bot.domain.turn import Turn
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


async def test_who_comes_along_is_asked_for_and_answered_at_the_desk(
    open_house: House, browser: Browser
) -> None:
    """A worker at the desk asks for a colleague; asked along themselves, they answer there too."""
    mari = await browser.comes_in("Mari", "worker")
    jonas = await open_house.staff("Jonas", "worker")
    kari = await open_house.resident("Kari")
    kari_id, jonas_id = await open_house.person(kari), await open_house.person(jonas)
    await open_house.turn(lambda turn: people.assign(turn, kari_id, mari))

    async def meets(turn: Turn) -> None:
        details = appointments.Details(verbatim("Ute"), verbatim("Prat"))
        for worker, days in ((mari, 6), (jonas_id, 7)):
            await people.assign(turn, kari_id, worker)
            starts, staff = turn.now + dt.timedelta(days=days), await people.the(turn, worker)
            await appointments.make(turn, staff, kari_id, starts=starts, minutes=0, details=details)
        # The second is with Jonas, who would like to have Mari along.
        second = (await stored.coming_with(turn.tx, jonas_id, turn.at))[0].id
        jonas_now = await people.the(turn, jonas_id)
        await inviting.invite(turn, jonas_now, second, staff_id=mari)
        row = (await participants.at(turn.tx, second))[0]
        await asking.answer(turn, await people.the(turn, kari_id), row.id, yes=True)
        await people.assign(turn, kari_id, mari)

    await open_house.turn(meets)
    await browser.goes("/")
    page = await browser.presses("Avtaler med flere")
    first, second = [one.label for one in page.forms if one.label.startswith("Kari")]
    (await browser.presses(first)).says("Ingen andre er spurt.")
    (await browser.presses("Spør om en til")).says("Hvem vil du ha med?")
    await browser.presses("En som jobber her")
    (await browser.presses("Jonas (oppfølger)")).says("Stemmer dette?")
    (await browser.presses("Spør")).says("Kari er spurt.")
    await browser.goes("/")
    await browser.presses("Avtaler med flere")
    (await browser.presses(second)).says("For Kari, med Jonas.")
    (await browser.presses("Jeg kommer")).says("Du har sagt at du kommer.")


async def test_a_place_of_the_packs_stands_on_the_page_with_its_map(
    open_house: House, browser: Browser
) -> None:
    """A button at the desk too; beside the coming appointment stands where it is."""
    mari = await browser.comes_in("Mari", "worker")
    kari = await open_house.resident("Kari")
    kari_id = await open_house.person(kari)
    await open_house.turn(lambda turn: people.assign(turn, kari_id, mari))
    await browser.goes("/")
    await browser.presses("Ny avtale")
    await browser.presses("Kari")
    await browser.presses("Prat")
    await browser.presses("Send svaret", words="mandag")
    await browser.presses("Ja, det stemmer")
    await browser.presses("Send svaret", words="12.30")
    await browser.presses("En halv time")
    await browser.presses("Et annet sted")
    (await browser.presses("Brygga")).says("Hva kan du tilby?")
    await browser.presses("Ikke noe av dette")
    (await browser.presses("Send")).says("Avtalen er lagret")
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Brygga, Oppdiktet brygge 2")
    assert 'href="geo:64.0021,3.0042"' in page.raw
