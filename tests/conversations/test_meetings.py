"""An appointment with several: the resident is asked about each, those who work here answer, others are told by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain import people
from bot.domain.talk import interpreter
from bot.simulator.phone import labels, text_of
from bot.store import appointments, consents, participants
from tests.conversations.test_access_in_the_chat import tries
from tests.conversations.test_time_of_reminders import meets

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")
AT = "tirsdag 16. mars kl. 14.00"
WANTED = "Du er ønsket med på en avtale."


async def asks_for(mari: Phone, *answers: str) -> None:
    """A worker goes through «Spør om en til»: a press for each answer, words where it begins with «say:»."""
    await mari.says("/start")
    await mari.presses("Avtaler med flere")
    await mari.presses(f"Kari {AT}")
    await mari.presses("Spør om en til")
    await mari.reads("Hvem vil du ha med?")
    for one in answers:
        if one.startswith("say:"):
            await mari.says(one.removeprefix("say:"))
        else:
            await mari.presses(one)
    await mari.presses("Spør")


async def asks_for_jonas(mari: Phone) -> None:
    """Jonas, who works here too."""
    await asks_for(mari, "En som jobber her", "Jonas (oppfølger)")
    await mari.reads("Kari er spurt. Ingen andre får vite noe før det er et ja.")


async def with_jonas(house: House) -> tuple[Phone, Phone, Phone]:
    """Mari, Jonas and Kari; Kari has said yes to Jonas."""
    mari, jonas, kari = await three(house)
    await asks_for_jonas(mari)
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.reads("Greit. Jonas får vite tid og sted nå.")
    return mari, jonas, kari


async def three(house: House) -> tuple[Phone, Phone, Phone]:
    """Two who work here, and Kari, who is to meet the first."""
    mari = await house.staff("Mari", "worker")
    jonas = await house.staff("Jonas", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await kari.presses("Les")
    return mari, jonas, kari


async def meeting_of(house: House, kari: Phone) -> appointments.Appointment:
    """Kari's next appointment."""
    person = await house.person(kari)
    return (await house.app.store.read(lambda tx: appointments.coming_of(tx, person, 0)))[0]


async def test_asked_first_told_after_the_yes_and_answered(house: House) -> None:
    """Nothing reaches the colleague before the yes; then time, place and name, and never the thread."""
    mari, jonas, kari = await three(house)
    await jonas.locks()
    await asks_for_jonas(mari)
    assert not await jonas.lock_screen()
    await kari.locks()
    assert not await kari.lock_screen()
    await kari.unlocks()
    await kari.presses("Les")
    asked = await kari.reads(
        f"Vil du at Jonas skal være med {AT}?", "Jonas ser ikke det du har skrevet her.",
    )  # fmt: skip
    assert labels(asked) == ["Ja", "Ikke nå"]
    assert len(asked["reply_markup"]["inline_keyboard"][0]) == 2, "the same size, side by side"
    await kari.presses("Ja")
    await kari.reads("Greit. Jonas får vite tid og sted nå.", button="Ikke likevel")
    await house.settled()
    assert await jonas.lock_screen() == [WANTED]
    await jonas.unlocks()
    await jonas.presses("Åpne", on=await jonas.reads(WANTED))
    shown = await jonas.reads(f"Prat {AT}", "For Kari, med Mari.", "Kommer du?")
    assert labels(shown)[:2] == ["Jeg kommer", "Jeg kan ikke"]
    await jonas.presses("Jeg kommer")
    await jonas.reads("Du har sagt at du kommer.")
    await mari.presses("Åpne", on=await mari.reads("Nytt om en avtale."))
    await mari.presses("Hvem kommer", on=await mari.reads("Også med: Jonas."))
    await mari.reads("– Jonas: kommer.")
    await kari.says("/avtaler")
    await kari.reads("Også med: Jonas.")
    await kari.presses("Hvem kommer")
    await kari.reads("– Jonas: kommer.", button="Nei, ikke Jonas")
    await tries(jonas, f"d:open:{await house.person(kari)}")
    await jonas.reads("Du har ikke tilgang")


async def test_not_now_tells_nobody_and_can_be_changed(house: House) -> None:
    """A no is as easy as a yes, stands in the log, and is not asked about again; the person alone turns it."""
    mari, jonas, kari = await three(house)
    await asks_for_jonas(mari)
    await kari.presses("Les")
    await kari.presses("Ikke nå")
    await kari.reads("Greit. Jonas er ikke med, og får ikke vite noe.", button="Ja likevel")
    await asks_for(mari, "En som jobber her", "Jonas (oppfølger)")
    await mari.reads("Kari har svart «Ikke nå» om Jonas")
    assert not [one for one in await jonas.chat() if WANTED in text_of(one)]
    await kari.presses("Ja likevel")
    await jonas.reads(WANTED)
    person = await house.person(kari)
    log = await house.app.store.read(lambda tx: consents.log(tx, person))
    assert [one.given for one in log if one.purpose == "meeting"] == [False, True]


async def test_a_yes_taken_back_closes_everything_at_once(house: House) -> None:
    """What stood in the colleague's chat goes, old buttons open nothing, no reminder comes, and no name is said."""
    mari, jonas, kari = await with_jonas(house)
    await jonas.presses("Åpne", on=await jonas.reads(WANTED))
    old = await jonas.reads("For Kari, med Mari.")
    data = old["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await kari.says("/om")
    await kari.presses("Hva jeg har sagt ja til")
    await kari.reads("Jonas: Ja til å være med på en avtale")
    await kari.presses("Ta tilbake: Jonas")
    await kari.reads("Greit. Jonas er ikke med lenger, og ser ikke avtalen.")
    gone = await jonas.reads("Du er ikke lenger med på en avtale.")
    assert "Kari" not in text_of(gone)
    await house.settled()
    assert not [one for one in await jonas.chat() if "For Kari" in text_of(one)]
    await tries(jonas, data)
    await jonas.reads("Du er ikke med på denne avtalen.")
    await house.phones.until(dt.datetime(2027, 3, 16, 14, 1, tzinfo=OSLO))
    assert not [one for one in await jonas.chat() if "i morgen" in text_of(one)]
    assert sum("Nytt om en avtale" in text_of(one) for one in await mari.chat()) == 2


async def test_one_from_outside_is_a_name_and_gets_nothing(house: House) -> None:
    """Name and role are read by the two it is for; whoever it is with tells them, and it is said so."""
    mari, jonas, kari = await three(house)
    await asks_for(mari, "En utenfra", "say:Olav", "say:bror")
    await mari.reads("Kari er spurt.")
    await kari.presses("Les")
    await kari.reads("Vil du at Olav (bror) skal være med", "er det Mari som sier fra til Olav")
    await kari.presses("Ja")
    await kari.reads("Greit. Mari sier fra til Olav (bror).")
    await mari.presses("Åpne", on=await mari.reads("Nytt om en avtale."))
    await mari.presses("Hvem kommer", on=await mari.reads("Også med: Olav (bror)."))
    await mari.reads("– Olav (bror): ja. Du sier fra selv.")
    assert not [one for one in await jonas.chat() if "Olav" in text_of(one)]
    for file in house.folder.glob("hjemvei*"):
        assert b"Olav" not in file.read_bytes()


async def test_the_interpreter_is_shown_to_all_who_come(house: House) -> None:
    """That there is to be one; nothing of what the person wished of it."""
    _, jonas, kari = await with_jonas(house)
    person = await house.person(kari)

    async def needs(turn: Turn) -> None:
        await interpreter.ask(turn, await people.the(turn, person))

    await house.turn(needs)
    await jonas.presses("Åpne", on=await jonas.reads(WANTED))
    await jonas.reads("Tolk: bedt om, ikke bestilt ennå.")
    await kari.says("/avtaler")
    await kari.presses("Hvem kommer")
    await kari.reads("Tolk: bedt om", button="Si noe om avtalen")


async def test_bad_input_is_told_or_changes_nothing(house: House) -> None:
    """Oneself, the same twice, another's row, a made-up one, and one that has begun."""
    mari, jonas, kari = await with_jonas(house)
    ola = await house.resident("Ola", worker=mari)
    await asks_for(mari, "En som jobber her", "Jonas (oppfølger)")
    await mari.reads("Kari er alt spurt om Jonas.")
    meeting = await meeting_of(house, kari)
    rows = await house.app.store.read(lambda tx: participants.at(tx, meeting.id))
    await tries(ola, f"d:with_no:{rows[0].id}", "d:with_yes:1", "d:with_yes:tull")
    await tries(jonas, f"d:meeting_out:{rows[0].id}", f"d:invited_yes:{meeting.id}.tull")
    again = await house.app.store.read(lambda tx: participants.at(tx, meeting.id))
    assert [one.state for one in again] == ["yes"]
    await house.phones.until(dt.datetime(2027, 3, 16, 14, 1, tzinfo=OSLO))
    await tries(kari, f"d:with_no:{rows[0].id}")
    await kari.reads("Det gjelder ikke lenger.")
