"""A new time is agreed by both sides, the old one stands meanwhile; what did not happen is a human's task."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.simulator.phone import labels, text_of
from tests.conversations.test_time_of_reminders import ledger, meets

if TYPE_CHECKING:
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")


async def changes(worker: Phone, appointment: str, what: str) -> None:
    """A worker chooses an appointment and what to do with it."""
    await worker.says("/start")
    await worker.presses("Flytt eller avlys avtale")
    await worker.presses(appointment)
    await worker.presses(what)


async def proposes(worker: Phone, *times: tuple[str, str]) -> None:
    """A worker proposes these days and times."""
    for place, (day, clock) in enumerate(times):
        await worker.says(day)
        await worker.presses("Ja, det stemmer")
        await worker.reads("Når på dagen?")
        await worker.says(clock)
        await worker.reads(("Har du et forslag til?", "Og et tredje?", "Stemmer dette?")[place])
    if len(times) < 3:
        await worker.presses("Mer")
        await worker.presses("Hopp over")
    await worker.presses("Send")
    await worker.reads("Den gamle tiden gjelder til Kari har svart")


async def test_reminder_move_and_both_agree(house: House) -> None:
    """From «Jeg må flytte» to a time both said yes to; the old one counts until then."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await house.phones.until(dt.datetime(2027, 3, 13, 14, 1, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Jeg må flytte")
    await kari.reads("Mari får vite at du må flytte", button="Foreslå dager")
    await mari.reads("Ny oppgave.")
    await changes(mari, "Kari tirsdag 16. mars kl. 14.00", "Foreslå en ny tid")
    await proposes(mari, ("18. mars 2027", "10.00"), ("19. mars 2027", "12.00"))
    await kari.presses("Les")
    shown = await kari.reads("Mari foreslår en ny tid", "tirsdag 16. mars kl. 14.00 gjelder til du")
    assert labels(shown) == [
        "torsdag 18. mars kl. 10.00", "fredag 19. mars kl. 12.00", "Ingen av disse passer",
    ]  # fmt: skip
    assert ("planned", None, "03-15 14:00") in await ledger(house, kari)
    first = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await kari.presses("fredag 19. mars kl. 12.00")
    await kari.reads("Fint. Da er det fredag 19. mars kl. 12.00", button="Legg i kalenderen")
    await mari.presses("Åpne", on=await mari.reads("Nytt om en avtale."))
    await mari.reads("Kari sa ja til fredag 19. mars kl. 12.00")
    assert [one for one in await ledger(house, kari) if one[0] == "planned"] == [
        ("planned", None, "03-16 12:00"), ("planned", None, "03-18 12:00"),
    ]  # fmt: skip
    await kari.presses_old(shown, first)
    await kari.reads("Den avtalen er endret", "fredag 19. mars kl. 12.00")
    await mari.says("/start")
    await mari.presses("Oppgaver")
    await mari.reads("Ingen åpne oppgaver")


async def test_none_fits_and_the_old_time_stands(house: House) -> None:
    """A human is told; the reminders of the old time go on."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await changes(mari, "Kari tirsdag 16. mars kl. 14.00", "Foreslå en ny tid")
    await proposes(
        mari, ("18. mars 2027", "10.00"), ("19. mars 2027", "12.00"), ("22. mars 2027", "09.00")
    )
    await kari.presses("Les")
    await kari.presses("Les")
    await kari.presses("Ingen av disse passer")
    await kari.reads("Tiden tirsdag 16. mars kl. 14.00 gjelder fortsatt")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("Kari må flytte avtalen tirsdag 16. mars kl. 14.00")
    assert ("planned", None, "03-15 14:00") in await ledger(house, kari)


async def test_moved_by_both_sides_at_once_only_one_counts(house: House) -> None:
    """The worker agrees on another time in person while a proposal stands: its button says what counts."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await changes(mari, "Kari tirsdag 16. mars kl. 14.00", "Foreslå en ny tid")
    await proposes(mari, ("18. mars 2027", "10.00"))
    await changes(mari, "Kari tirsdag 16. mars kl. 14.00", "Vi er enige om en ny tid")
    await mari.says("17. mars 2027")
    await mari.presses("Ja, det stemmer")
    await mari.says("09.00")
    await mari.presses("Send")
    await mari.reads("Avtalen er flyttet")
    for cover in [one for one in await kari.chat() if "ny melding" in text_of(one)]:
        await kari.presses("Les", on=cover)
    await kari.presses("torsdag 18. mars kl. 10.00")
    await kari.reads("Den avtalen er endret", "onsdag 17. mars kl. 09.00")


async def test_what_did_not_happen_is_a_task_and_no_message(house: House) -> None:
    """A worker says so afterwards; the person hears nothing of it here, and a human gets in touch."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-10 12:00")
    await changes(mari, "Kari onsdag 10. mars kl. 12.00", "Den ble ikke av")
    await mari.presses("Videre")
    await mari.presses("Send")
    await mari.reads("Den avtalen har ikke vært ennå")
    await house.phones.until(dt.datetime(2027, 3, 10, 13, tzinfo=OSLO))
    before = len(await kari.chat())
    await mari.says("/start")
    await mari.presses("Flytt eller avlys avtale")
    await mari.presses("Send")
    await mari.reads("Det er en oppgave å ta kontakt med Kari")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("ble ikke av. Ta kontakt, og hør hvordan det går.")
    assert len(await kari.chat()) == before


async def test_before_the_appointment_and_in_the_calendar(house: House) -> None:
    """What to bring up, company and when to leave reach the worker; the file says only that there is something."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await kari.presses("Les")
    await kari.presses("Jeg kommer")
    await kari.presses("Legg i kalenderen")
    file = await kari.reads("Trykk på fila")
    assert file["document"]["file_name"] == "avtale.ics"
    await kari.presses("Si noe om avtalen")
    await kari.presses("tirsdag 16. mars kl. 14.00")
    await kari.says("Nøkkelen")
    await kari.presses("Skyss")
    await kari.presses("Ferdig")
    await kari.reads("Når må du dra hjemmefra?")
    await kari.says("13.15")
    await kari.presses("Send")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("Kari har sagt noe om avtalen.", "Nøkkelen", "Skyss", "13.15")
