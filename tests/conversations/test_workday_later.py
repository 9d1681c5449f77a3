"""Send later: planned, seen, moved, undone, and asked about once more when its time has come."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from tests.conversations.test_relay_words import opened
from tests.conversations.test_staff_away import goes_away, hand_over

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House

WORDS = "Husk at vi ses i morgen"


async def plans(worker: Phone, resident: Phone, when: str = "I dag kl. 14") -> None:
    """Open the resident and plan a message."""
    await opened(worker, resident)
    await worker.presses("Mer")
    await worker.presses("Send senere")
    await worker.reads("Hva vil du skrive til Kari?")
    await worker.says(WORDS)
    await worker.presses(when)


async def covers(resident: Phone) -> int:
    """How many covered messages the resident has got."""
    return sum(text_of(one) == "Du har en ny melding." for one in await resident.chat())


async def test_it_goes_out_at_its_time_and_not_before(house: House) -> None:
    """Planned for the afternoon: nothing before, then under a cover as the worker's own words."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await plans(mari, kari)
    await mari.presses("Planlegg")
    await mari.reads("Planlagt. Det går til Kari", "kl. 14.00")
    await house.phones.forward(dt.timedelta(hours=3, minutes=30))
    assert await covers(kari) == 0
    await house.phones.forward(dt.timedelta(minutes=31))
    await mari.reads("Sendt til Kari.")
    await kari.presses("Les")
    await kari.reads("Mari skriver:", WORDS)
    await mari.says("/planlagt")
    await mari.reads("Du har ikke planlagt å sende noe.")


async def test_another_day_and_hour_is_asked_for(house: House) -> None:
    """«En annen tid» asks for a day and an hour, and says both before it is planned."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await plans(mari, kari, "En annen tid")
    await mari.reads("Hvilken dag?")
    await mari.presses("I morgen, torsdag 11. mars")
    await mari.reads("Mener du torsdag 11. mars?")
    await mari.presses("Ja, det stemmer")
    await mari.reads("Når på dagen?")
    await mari.says("14.30")
    await mari.reads("Stemmer dette?", "14.30")
    await mari.presses("Planlegg")
    await mari.reads("Planlagt. Det går til Kari torsdag 11. mars", "kl. 14.30")
    await house.phones.days(1)
    assert await covers(kari) == 0
    await house.phones.forward(dt.timedelta(hours=5))
    assert await covers(kari) == 1


async def test_it_is_moved_undone_and_sent_after_all(house: House) -> None:
    """From «Planlagt»: another time, not at all with the words shown back, and then at once."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await plans(mari, kari)
    await mari.presses("Planlegg")
    await mari.reads("Planlagt. Det går til Kari")
    await mari.says("/planlagt")
    await mari.presses("Kari · onsdag 10. mars kl. 14.00")
    await mari.reads("Til Kari. Går ut", WORDS)
    await mari.presses("Flytt til i morgen kl. 9")
    await mari.reads("Til Kari. Går ut torsdag", WORDS)
    await house.phones.forward(dt.timedelta(hours=5))
    assert await covers(kari) == 0
    await mari.presses("Ikke send")
    await mari.reads("Det blir ikke sendt.", WORDS)
    await house.phones.days(1)
    assert await covers(kari) == 0
    await mari.presses("Send likevel")
    await mari.reads("Det tidspunktet har vært.")


async def test_one_who_is_away_sends_nothing(house: House) -> None:
    """The stand-in gets it as a task with the words, the author is told; the resident gets nothing."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await plans(mari, kari)
    await mari.presses("Planlegg")
    await mari.reads("Planlagt. Det går til Kari")
    await goes_away(mari, "Berit")
    await house.phones.forward(dt.timedelta(hours=5))
    # The one thing that came says who answers.
    assert await covers(kari) == 1
    await kari.presses("Les")
    await kari.reads("Mari er borte. Berit svarer")
    notice = await berit.reads("Ny oppgave.", button="Åpne")
    assert WORDS not in text_of(notice)
    await berit.presses("Åpne")
    await berit.reads("Mari ville sende dette til Kari", WORDS, "Eier: Berit.")
    await mari.reads("Noe du hadde planlagt, ble ikke sendt.", lambda one: "Kari" not in str(one))


async def test_one_who_has_lost_the_resident_sends_nothing(house: House) -> None:
    """Handed over meanwhile: the new worker has it, and the old one's list no longer shows it."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await plans(mari, kari)
    await mari.presses("Planlegg")
    await mari.reads("Planlagt. Det går til Kari")
    await hand_over(house, kari, berit)
    await mari.says("/planlagt")
    await mari.reads("Du har ikke planlagt å sende noe.")
    await house.phones.forward(dt.timedelta(hours=5))
    assert await covers(kari) == 0
    await berit.presses("Åpne", on=await berit.reads("Ny oppgave."))
    await berit.reads("Mari ville sende dette til Kari", WORDS)


async def test_long_after_its_time_its_author_looks_first(house: House) -> None:
    """After an outage of a day it is not sent as if it were today's: it is a task."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await plans(mari, kari)
    await mari.presses("Planlegg")
    await mari.reads("Planlagt. Det går til Kari")
    await house.phones.outage(dt.timedelta(days=1))
    await house.phones.settled()
    assert await covers(kari) == 0
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("Mari ville sende dette til Kari", WORDS)
