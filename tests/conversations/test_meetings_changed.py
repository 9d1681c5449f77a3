"""What becomes of those who were to come: moved, cancelled, each time, away, gone, handed over, erased."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.appointments import changes
from bot.simulator.phone import labels, text_of
from bot.store import owning, participants
from tests.conversations.test_access_in_the_chat import tries
from tests.conversations.test_meetings import AT, OSLO, WANTED, meeting_of, three, with_jonas
from tests.conversations.test_owners_departures import departs

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from tests.conftest import House


async def test_a_move_asks_everybody_who_said_yes_anew(house: House) -> None:
    """The old answer counts no more, the old button says so, and the reminder follows the new time."""
    mari, jonas, kari = await with_jonas(house)
    await jonas.presses("Åpne", on=await jonas.reads(WANTED))
    await jonas.presses("Jeg kommer")
    old = await jonas.reads("Du har sagt at du kommer.")
    meeting = await meeting_of(house, kari)
    worker = await house.person(mari)

    async def move(turn: Turn) -> None:
        starts = dt.datetime(2027, 3, 18, 9, tzinfo=OSLO)
        await changes.move(turn, await people.the(turn, worker), meeting.id, starts)

    await house.turn(move)
    house.app.sender.wake()
    notice = await jonas.reads("En avtale du er med på, er flyttet. Kommer du?")
    assert "Kari" not in text_of(notice)
    await jonas.presses("Jeg kan ikke", on=old)
    await jonas.reads("Avtalen har fått en ny tid.")
    await jonas.presses("Åpne", on=notice)
    await jonas.reads("torsdag 18. mars kl. 09.00", "Kommer du?")
    await kari.says("/avtaler")
    await kari.presses("Hvem kommer")
    await kari.reads("– Jonas: har ikke svart ennå.")
    await house.phones.until(dt.datetime(2027, 3, 17, 9, 1, tzinfo=OSLO))
    told = [one for one in await jonas.chat() if "i morgen" in text_of(one)]
    assert len(told) == 1
    assert "Kari" not in text_of(told[0])


async def test_cannot_come_is_heard_and_not_reminded_of(house: House) -> None:
    """The one it is with hears it at once; the resident sees it when they look; said otherwise it counts again."""
    mari, jonas, kari = await with_jonas(house)
    await jonas.presses("Åpne", on=await jonas.reads(WANTED))
    await jonas.presses("Jeg kan ikke")
    await jonas.reads("Du har sagt at du ikke kan.")
    await mari.presses("Åpne", on=await mari.reads("Nytt om en avtale."))
    await mari.presses("Hvem kommer")
    await mari.reads("– Jonas: kan ikke.")
    await kari.says("/avtaler")
    shown = await kari.reads("Prat", "med Mari")
    assert "Også med" not in text_of(shown)
    await house.phones.until(dt.datetime(2027, 3, 15, 12, tzinfo=OSLO))
    await jonas.presses("Jeg kommer")
    await jonas.reads("Du har sagt at du kommer.")
    await house.phones.until(dt.datetime(2027, 3, 15, 14, 1, tzinfo=OSLO))
    await jonas.reads("Du skal være med på en avtale i morgen.")


async def test_cancelled_is_told_to_those_who_were_to_come(house: House) -> None:
    """Behind «Åpne» it says which; nothing can be answered any more."""
    mari, jonas, kari = await with_jonas(house)
    meeting, worker = await meeting_of(house, kari), await house.person(mari)

    async def cancel(turn: Turn) -> None:
        await changes.cancel(turn, await people.the(turn, worker), meeting.id)

    await house.turn(cancel)
    house.app.sender.wake()
    await jonas.presses("Åpne", on=await jonas.reads("En avtale du var med på, er avlyst."))
    shown = await jonas.reads(f"Avtalen med Kari {AT} er avlyst.")
    assert labels(shown) == ["Til menyen"]


async def test_each_time_of_a_series_with_one_yes(house: House) -> None:
    """Asked once for all; reminded of each; moved from one on, they come to the new times."""
    mari, jonas, kari = await three(house)
    await mari.says("/start")
    await mari.presses("Flytt eller avlys avtale")
    await mari.presses(f"Kari {AT}")
    await mari.presses("Gjør den fast")
    await mari.presses("Hver uke")
    await mari.presses("Send")
    await mari.reads("blir minnet på hver gang")
    await mari.says("/start")
    await mari.presses("Avtaler med flere")
    await mari.presses(f"Kari {AT}")
    await mari.presses("Spør om en til")
    await mari.reads("Hvilken avtale?")
    await mari.presses(f"Kari {AT}")
    await mari.presses("En som jobber her")
    await mari.presses("Jonas (oppfølger)")
    await mari.presses("Denne og de som kommer etter")
    await mari.presses("Spør")
    await mari.reads("Kari er spurt")
    await kari.presses("Les")
    await kari.presses("Les")
    await kari.reads("Vil du at Jonas skal være med hver gang, fra")
    await kari.presses("Ja")
    await house.phones.until(dt.datetime(2027, 3, 22, 14, 1, tzinfo=OSLO))
    told = [one for one in await jonas.chat() if "i morgen" in text_of(one)]
    assert len(told) == 2
    await mari.says("/start")
    await mari.presses("Flytt eller avlys avtale")
    await mari.presses("Kari tirsdag 23. mars kl. 14.00")
    await mari.presses("Vi er enige om en ny tid")
    await mari.presses("Denne og de som kommer etter")
    await mari.says("24. mars 2027")
    await mari.presses("Ja, det stemmer")
    await mari.says("10.00")
    await mari.presses("Send")
    await mari.reads("Avtalen er flyttet")
    await jonas.reads("er flyttet. Kommer du?")
    await house.phones.until(dt.datetime(2027, 3, 31, 11, tzinfo=OSLO))
    told = [one for one in await jonas.chat() if "i morgen" in text_of(one)]
    assert len(told) == 4, "the 24th and the 31st at ten"
    await kari.says("/avtaler")
    await kari.presses("Hvem kommer")
    await kari.presses("Nei, ikke Jonas")
    await house.phones.until(dt.datetime(2027, 4, 8, 11, tzinfo=OSLO))
    left = [one for one in await jonas.chat() if "i morgen" in text_of(one)]
    assert left == [], "what he was shown is gone, and nothing came after"


async def test_a_role_that_ends_and_an_absence_are_heard_of(house: House) -> None:
    """Away: whoever it is with sees for which. Working here no more: they come to nothing, and see nothing."""
    anne = await house.staff("Anne", "administrator")
    mari, jonas, kari = await with_jonas(house)
    await mari.presses("Åpne", on=await mari.reads("Nytt om en avtale."))
    await jonas.says("/start")
    await jonas.presses("Jeg er borte")
    await jonas.presses("Ingen ennå")
    await mari.says("/start")
    await mari.presses("Avtaler med flere")
    await mari.presses(f"Kari {AT}")
    await mari.reads("– Jonas: er borte den dagen.")
    jonas_id = await house.person(jonas)
    await tries(anne, f"d:end_role_yes:{jonas_id}.worker")
    await mari.says("/start")
    await mari.presses("Avtaler med flere")
    await mari.presses(f"Kari {AT}")
    await mari.reads("Ingen andre er spurt.")
    await kari.says("/avtaler")
    assert "Jonas" not in text_of(await kari.reads("Prat", "med Mari"))


async def test_handed_over_the_others_still_come(house: House) -> None:
    """The yes was for the person and not for whoever made it; one who gets the resident is with them anyway."""
    mari, jonas, kari = await with_jonas(house)
    berit = await house.staff("Berit", "worker")
    ids = [await house.person(one) for one in (kari, mari, berit, jonas)]
    meeting = await meeting_of(house, kari)

    async def given_to(turn: Turn, old: int, new: int) -> None:
        await people.assign(turn, ids[0], new)
        await owning.move_appointments(turn.tx, ids[0], old, new, turn.at)

    await house.turn(lambda turn: given_to(turn, ids[1], ids[2]))
    await tries(mari, f"d:meeting:{meeting.id}")
    await mari.reads("Du har ikke tilgang")
    await berit.says("/start")
    await berit.presses("Avtaler med flere")
    await berit.presses(f"Kari {AT}")
    await berit.reads("– Jonas: spurt, har ikke svart ennå.")
    await house.turn(lambda turn: given_to(turn, ids[2], ids[3]))
    await jonas.says("/start")
    await jonas.presses("Avtaler med flere")
    await jonas.presses(f"Kari {AT}")
    await jonas.reads("Ingen andre er spurt.")


async def test_erased_nothing_is_left_of_who_was_to_come(house: House) -> None:
    """Neither rows nor a reminder; what the colleague presses opens nothing."""
    _, jonas, kari = await with_jonas(house)
    meeting, person = await meeting_of(house, kari), await house.person(kari)
    await kari.says("/om")
    await kari.presses("Slett alt om meg")
    await kari.presses("Ja, slett alt")
    await house.settled()
    left = await house.app.store.read(lambda tx: participants.asked_of(tx, person, 0))
    assert left == []
    await tries(jonas, f"d:invited:{meeting.id}")
    await jonas.reads("Du er ikke med på denne avtalen.")
    await house.phones.until(dt.datetime(2027, 3, 16, 14, 1, tzinfo=OSLO))
    assert not [one for one in await jonas.chat() if "i morgen" in text_of(one)]


async def test_gone_and_back_again_is_told_to_those_who_were_to_come(house: House) -> None:
    """Confirmed, it is off for them too; taken back, it stands, and they are reminded as before."""
    anne = await house.staff("Anne", "coordinator")
    mari, jonas, kari = await with_jonas(house)
    await departs(house, anne, kari, "Personen er død")
    await mari.says("/oppgaver")
    await mari.presses("Det er meldt at Kari er død. En til må bekrefte.")
    await mari.presses("Se og bekreft")
    await mari.presses("Bekreft")
    await jonas.presses("Åpne", on=await jonas.reads("En avtale du var med på, er avlyst."))
    await jonas.reads(f"Avtalen med Kari {AT} er avlyst.")
    await mari.presses("Det var feil")
    await jonas.presses("Åpne", on=await jonas.reads("En avtale du er med på, står likevel."))
    await jonas.reads(f"Prat {AT}", "Kommer du?")
    await house.phones.until(dt.datetime(2027, 3, 15, 14, 1, tzinfo=OSLO))
    await jonas.reads("Du skal være med på en avtale i morgen.")


async def test_a_note_for_colleagues_is_at_hand_and_nobody_else_reads_it(house: House) -> None:
    """From the appointment's own page; neither the resident nor one who comes along ever sees it."""
    mari, jonas, kari = await with_jonas(house)
    await mari.says("/start")
    await mari.presses("Avtaler med flere")
    await mari.presses(f"Kari {AT}")
    await mari.presses("Skriv et notat")
    await mari.says("Ta med nøkkelen")
    await mari.reads("Notatet om Kari er lagret.")
    await jonas.presses("Åpne", on=await jonas.reads(WANTED))
    await jonas.reads("For Kari, med Mari.")
    assert not [one for one in await jonas.chat() + await kari.chat() if "nøkkelen" in text_of(one)]


async def test_it_stands_in_the_day_and_the_person_sees_who_looked(house: House) -> None:
    """«I dag» of one who comes along names it; «Hvem har lest» names whoever opened it or asked."""
    _, jonas, kari = await with_jonas(house)
    await jonas.presses("Åpne", on=await jonas.reads(WANTED))
    await jonas.reads("For Kari, med Mari.")
    await kari.says("/om")
    await kari.presses("Hvem har lest")
    await kari.reads(
        "Jonas så en avtale du har sagt ja til å ha dem med på.",
        "Mari ordnet hvem som kan være med på en avtale.",
    )
    await house.phones.until(dt.datetime(2027, 3, 16, 9, tzinfo=OSLO))
    await jonas.says("/idag")
    await jonas.reads("14.00: Kari, du er med.")
