"""A calendar invitation handed in by a worker: shown, made by a yes, moved and cancelled by the next one."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from bot.simulator.phone import labels, text_of
from tests.conversations.test_appointments_again import ahead
from tests.conversations.test_time_of_reminders import ledger

if TYPE_CHECKING:
    from bot.simulator.phone import Phone
    from tests.conftest import House

THEIR_TEXT = "Ta med mappa om saken"


def ics(*lines: str, method: str = "REQUEST", uid: str = "a@b", sequence: int = 0) -> bytes:
    """A file with one event as calendars write it, with everything that is nobody's business."""
    whole = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Other//EN", f"METHOD:{method}", "BEGIN:VEVENT",
        f"UID:{uid}", f"SEQUENCE:{sequence}", "DTSTAMP:20270301T080000Z",
        "ORGANIZER;CN=Berit Sjef:mailto:berit@other.invalid", f"DESCRIPTION:{THEIR_TEXT}",
        "ATTENDEE;CN=Per Annen:mailto:per@other.invalid", *lines, "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    return "".join(f"{line}\r\n" for line in whole).encode()


AT_TWO = "DTSTART;TZID=Europe/Oslo:20270316T140000"
TO_THREE = "DTEND;TZID=Europe/Oslo:20270316T145000"


async def forwards(
    worker: Phone, content: bytes, name: str = "invite.ics", mime: str = "text/calendar"
) -> None:
    """A worker sends a file to the bot."""
    encoded = base64.b64encode(content).decode()
    await worker.sends("document", name=name, mime=mime, base64=encoded)


async def says_yes(worker: Phone, kind: str = "Prat") -> None:
    """Up to the summary, with nothing changed and nothing offered."""
    await worker.presses("Ja")
    await worker.presses("Kari", on=await worker.reads("Hvem er avtalen med?"))
    await worker.presses(kind, on=await worker.reads("Hva skal den hete?"))
    await worker.reads("Hva kan du tilby?")
    await worker.presses("Ikke noe av dette")


async def made(house: House, worker: Phone, content: bytes) -> None:
    """It is handed in, and made as it stands."""
    await forwards(worker, content)
    await worker.reads("Skal jeg lage denne avtalen?")
    await says_yes(worker)
    await worker.presses("Send", on=await worker.reads("Stemmer dette?"))
    await worker.reads("Avtalen er lagret")
    await house.settled()


async def test_read_shown_and_made_by_a_yes(house: House) -> None:
    """The worker sees what was read; the resident gets what the worker confirmed, and nothing of the rest."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.locks()
    await forwards(mari, ics(AT_TWO, TO_THREE, "SUMMARY:Ansvarsgruppe", "LOCATION:biblioteket"))
    shown = text_of(await mari.reads("Skal jeg lage denne avtalen?"))
    for line in (
        "Tittel: Ansvarsgruppe", "Når: tirsdag 16. mars kl. 14.00.", "omtrent 50 minutter",
        "Sted: biblioteket", "Annen tekst, deltakere og avsender er ikke med.",
    ):  # fmt: skip
        assert line in shown
    await says_yes(mari)
    summary = text_of(await mari.reads("Stemmer dette?"))
    for line in ("tirsdag 16. mars", "14.00", "50", "Biblioteket", "Bare denne gangen"):
        assert line in summary
    await mari.presses("Send")
    await mari.reads("Avtalen er lagret")
    await kari.reads("Du har en ny melding")
    assert await kari.lock_screen() == ["Du har en ny melding."]
    await kari.unlocks()
    await kari.presses("Les")
    offer = await kari.reads("Mari foreslår: Prat tirsdag 16. mars kl. 14.00", "Biblioteket")
    assert "Vis på kart" in labels(offer)
    said = " ".join(text_of(one) for one in await kari.chat())
    for word in (THEIR_TEXT, "Berit", "Per Annen", "Ansvarsgruppe", "other.invalid"):
        assert word not in said
    assert not [one for one in await kari.chat() if "document" in one]


async def test_each_line_can_be_changed_before_it_is_made(house: House) -> None:
    """Day, time, length, place and how often: what the worker changes is what the resident reads."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await forwards(mari, ics(AT_TWO, TO_THREE, "LOCATION:Rom 4", "RRULE:FREQ=WEEKLY"))
    await mari.reads("Hver uke.", "Skal jeg lage denne avtalen?")
    await says_yes(mari)
    await mari.reads("Stemmer dette?", "Rom 4", "Hver uke")
    for label, answer in (("Klokka", "15.15"), ("Minutter", "20"), ("Sted", "Rom 7")):
        await mari.presses("Endre noe")
        page = await mari.reads("Hva vil du endre?")
        if label not in labels(page):
            await mari.presses("Flere")
        await mari.presses(label)
        await mari.says(answer)
        await mari.reads("Stemmer dette?", answer)
    await mari.presses("Endre noe")
    await mari.presses("Flere")
    await mari.presses("Hvor ofte")
    await mari.presses("Bare denne gangen")
    await mari.presses("Send", on=await mari.reads("Stemmer dette?", "Bare denne gangen"))
    await mari.reads("Avtalen er lagret")
    await kari.presses("Les")
    await kari.reads("tirsdag 16. mars kl. 15.15", "Rom 7", "omtrent 20 minutter")
    assert await ahead(house, kari) == ["03-16 15:15"]


async def test_no_makes_nothing(house: House) -> None:
    """«Nei, ikke lag den»: it is gone, and the resident hears nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    before = len(await kari.chat())
    await forwards(mari, ics(AT_TWO))
    await mari.presses("Nei, ikke lag den", on=await mari.reads("Skal jeg lage denne avtalen?"))
    await mari.reads("Jeg har ikke laget noe")
    await mari.presses("Ferdig")
    assert await ahead(house, kari) == []
    assert len(await kari.chat()) == before


@pytest.mark.parametrize(
    ("begins", "reads"),
    [
        ("DTSTART;TZID=America/New_York:20270316T090000", "tirsdag 16. mars kl. 14.00"),
        ('DTSTART;TZID="W. Europe Standard Time":20270316T140000', "tirsdag 16. mars kl. 14.00"),
        ("DTSTART:20270316T130000Z", "tirsdag 16. mars kl. 14.00"),
        ("DTSTART:20270316T140000", "tirsdag 16. mars kl. 14.00"),
        ("DTSTART;TZID=Their Own Zone:20270316T140000", "Jeg kjenner ikke tidssonen i fila"),
        ("DTSTART;VALUE=DATE:20270316", "tirsdag 16. mars, hele dagen"),
        ("DTSTART;TZID=Europe/Oslo:20270328T023000", "søndag 28. mars kl. 03.30"),
    ],
)
async def test_zones(house: House, begins: str, reads: str) -> None:
    """Every way of saying when becomes the time here; what is not known is told, not guessed."""
    mari = await house.staff("Mari", "worker")
    await house.resident("Kari", worker=mari)
    await forwards(mari, ics(begins))
    await mari.reads(reads, "Skal jeg lage denne avtalen?")


async def test_a_whole_day_asks_for_the_time(house: House) -> None:
    """What the invitation does not say is asked, and only that."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await forwards(mari, ics("DTSTART;VALUE=DATE:20270316", "LOCATION:https://meet.invalid/xyz"))
    await mari.reads("Det står ikke noe klokkeslett")
    await mari.presses("Ja")
    await mari.presses("Kari")
    await mari.presses("Prat")
    await mari.reads("Når på dagen?")
    await mari.says("12.00")
    await mari.presses("60", on=await mari.reads("Hvor mange minutter"))
    await mari.presses("På telefon", on=await mari.reads("Hvor?"))
    await mari.presses("Ikke noe av dette")
    await mari.presses("Send", on=await mari.reads("Stemmer dette?"))
    await mari.reads("Avtalen er lagret")
    assert await ahead(house, kari) == ["03-16 12:00"]


async def test_a_newer_one_moves_and_a_cancelled_one_cancels(house: House) -> None:
    """The same invitation again: asked first, and the reminders follow; an older or the same does nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await made(house, mari, ics(AT_TWO, "LOCATION:Rom 4", TO_THREE, sequence=1))
    await forwards(mari, ics(AT_TWO, sequence=1))
    await mari.reads("Den avtalen er laget alt")
    later = "DTSTART;TZID=Europe/Oslo:20270318T100000"
    await forwards(mari, ics(later, sequence=0))
    await mari.reads("Du har en nyere utgave")
    await forwards(mari, ics(later, sequence=2))
    await mari.reads("Kari, tirsdag 16. mars kl. 14.00", "Skal jeg flytte avtalen?")
    await mari.presses("Ja, flytt den")
    await mari.reads("Avtalen er flyttet")
    assert await ahead(house, kari) == ["03-18 10:00"]
    planned = [one[2] for one in await ledger(house, kari) if one[0] == "planned"]
    assert planned == ["03-15 10:00", "03-17 10:00"]
    await forwards(mari, ics(later, method="CANCEL", sequence=3))
    await mari.presses("Nei, la den stå", on=await mari.reads("Skal jeg avlyse avtalen?"))
    await mari.reads("Avtalen står som før")
    assert await ahead(house, kari) == ["03-18 10:00"]
    await forwards(mari, ics(later, method="CANCEL", sequence=3))
    await mari.presses("Ja, avlys den", on=await mari.reads("Skal jeg avlyse avtalen?"))
    await mari.reads("Avtalen er avlyst")
    assert await ahead(house, kari) == []
    assert not [one for one in await ledger(house, kari) if one[0] == "planned"]


@pytest.mark.parametrize(
    ("rule", "told", "often", "days"),
    [
        ("FREQ=WEEKLY;COUNT=3", "Hver uke.", "Hver uke", ["03-16", "03-23", "03-30"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270401T000000Z", "Til og med torsdag 1. april",
         "Annenhver uke", ["03-16", "03-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=16", "Hver måned.", "Hver måned", ["03-16", "04-16"]),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE", "på en måte jeg ikke får til", "Bare denne gangen", ["03-16"]),
        ("FREQ=YEARLY", "på en måte jeg ikke får til", "Bare denne gangen", ["03-16"]),
        ("FREQ=SECONDLY;COUNT=1000000000", "på en måte jeg ikke får til", "Bare denne gangen",
         ["03-16"]),
    ],
)  # fmt: skip
async def test_what_repeats(
    house: House, rule: str, told: str, often: str, days: list[str]
) -> None:
    """Rules that we have become a series with its end; any other is told in words, and one is made."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await forwards(mari, ics(AT_TWO, TO_THREE, f"RRULE:{rule}", "LOCATION:Rom 4"))
    await mari.reads(told, "Skal jeg lage denne avtalen?")
    await says_yes(mari)
    await mari.presses("Send", on=await mari.reads("Stemmer dette?", often))
    await mari.reads("Avtalen er lagret")
    assert await ahead(house, kari) == [f"{day} 14:00" for day in days]
    await house.phones.days(1)
    await house.app.ticker.tidy()
    assert await ahead(house, kari) == [f"{day} 14:00" for day in days]


async def test_a_series_begun_long_ago_is_moved_and_cancelled_as_a_whole(house: House) -> None:
    """The file says its first day; what is made, moved and cancelled is what is still to come."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    old = "DTSTART;TZID=Europe/Oslo:20260106T140000"
    await made(
        house, mari, ics(old, "RRULE:FREQ=WEEKLY;INTERVAL=2", "LOCATION:Rom 4", "DURATION:PT1H")
    )
    assert (await ahead(house, kari))[:2] == ["03-16 14:00", "03-30 14:00"]
    moved = "DTSTART;TZID=Europe/Oslo:20260106T090000"
    await forwards(mari, ics(moved, "RRULE:FREQ=WEEKLY;INTERVAL=2", sequence=1))
    await mari.presses("Ja, flytt den", on=await mari.reads("Skal jeg flytte avtalen?"))
    await mari.reads("Avtalen er flyttet")
    assert (await ahead(house, kari))[:2] == ["03-16 09:00", "03-30 09:00"]
    await forwards(mari, ics(moved, "RRULE:FREQ=WEEKLY;INTERVAL=2", method="CANCEL", sequence=2))
    await mari.presses("Ja, avlys den", on=await mari.reads("Skal jeg avlyse avtalen?"))
    await mari.reads("Avtalen er avlyst")
    assert await ahead(house, kari) == []


async def test_two_invitations_come_one_after_the_other(house: House) -> None:
    """The second waits for the first to be answered; one that was left lying comes again."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await forwards(mari, ics(AT_TWO, "SUMMARY:Den ene", uid="one"))
    await mari.reads("Tittel: Den ene")
    await forwards(mari, ics("DTSTART:20270317T100000", "SUMMARY:Den andre", uid="two"))
    await mari.reads("Jeg tar den nye invitasjonen når vi er ferdige med denne")
    await mari.presses("Nei, ikke lag den", on=await mari.reads("Tittel: Den ene"))
    await mari.reads("Tittel: Den andre")
    await mari.says("/start")
    await forwards(mari, ics("DTSTART:20270318T100000", "SUMMARY:Den tredje", uid="three"))
    await mari.presses("Nei, ikke lag den", on=await mari.reads("Tittel: Den tredje"))
    await mari.reads("Tittel: Den andre")
    assert await ahead(house, kari) == []


async def test_a_stop_before_it_is_read_loses_nothing(house: House) -> None:
    """The file is fetched when the bot is back, and the worker is asked then."""
    mari = await house.staff("Mari", "worker")
    await house.resident("Kari", worker=mari)
    house.world.faults.add("slow", "getFile", times=1, seconds=30)
    await forwards(mari, ics(AT_TWO, "SUMMARY:Møte"))
    await house.settled()
    await house.stop()
    house.world.faults.clear()
    await house.start()
    await mari.reads("Tittel: Møte", "Skal jeg lage denne avtalen?")
