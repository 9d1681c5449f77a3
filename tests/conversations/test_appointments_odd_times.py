"""Times that are odd: past, in the hour that is not there, two at once, moved by both, on a clock that jumps."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain import people
from bot.simulator.phone import text_of
from tests.conversations.test_appointments_again import ahead
from tests.conversations.test_appointments_both_sides import changes, proposes
from tests.conversations.test_appointments_kinds import begins, sends
from tests.conversations.test_time_of_reminders import COVER, ledger, meets, rang

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")


async def moves(worker: Phone, day: str, clock: str) -> None:
    """«Vi er enige om en ny tid», up to the summary."""
    await worker.says(day)
    await worker.presses("Ja, det stemmer")
    await worker.reads("Når på dagen?")
    await worker.says(clock)
    await worker.reads("Stemmer dette?", clock)


@pytest.mark.parametrize("what", ["Vi er enige om en ny tid", "Foreslå en ny tid"])
async def test_nothing_is_moved_into_the_past(house: House, what: str) -> None:
    """A time that has been is told, everything else stands, and a time to come goes through."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await changes(mari, "Kari tirsdag 16. mars kl. 14.00", what)
    await mari.says("i dag")
    await mari.presses("Ja, det stemmer")
    await mari.says("07.00")
    if what.startswith("Foreslå"):
        await mari.reads("Har du et forslag til?")
        await mari.presses("Mer")
        await mari.presses("Hopp over")
    await mari.presses("Send", on=await mari.reads("Stemmer dette?"))
    await mari.reads("Det tidspunktet har vært", "Stemmer dette?")
    assert await ahead(house, kari) == ["03-16 14:00"]


@pytest.mark.parametrize(
    ("day", "stands", "reads"),
    [
        ("28. mars 2027", "03-28 03:30", "søndag 28. mars kl. 03.30"),
        ("31. oktober 2027", "10-31 02:30", "søndag 31. oktober kl. 02.30"),
    ],
)
async def test_half_past_two_on_a_night_when_clocks_change(
    house: House, day: str, stands: str, reads: str
) -> None:
    """The hour that is not there, and the one that is there twice: told, and one moment for both sides."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await begins(mari, "Prat", day=day, clock="02.30")
    await mari.presses("På telefon")
    await mari.presses("Ikke noe av dette", on=await mari.reads("Hva kan du tilby?"))
    await mari.presses("Send", on=await mari.reads("Stemmer dette?"))
    await mari.reads("Klokka stilles den natta", reads)
    await kari.presses("Les")
    await kari.reads(reads)
    assert await ahead(house, kari) == [stands]
    starts = dt.datetime.fromisoformat(f"2027-{stands}").replace(tzinfo=OSLO)
    await house.phones.until(starts + dt.timedelta(hours=6))
    rows = await ledger(house, kari)
    assert len(rows) == 2
    assert {one[:2] for one in rows} == {("done", "sent")}


async def test_the_29th_of_february_each_month(house: House) -> None:
    """In a month without that day it is the last one; the next leap day is not waited for (29 March is a holiday)."""
    house.at(2028, 2, 1, 10)
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2028-02-29 14:00")
    await changes(mari, "Kari tirsdag 29. februar kl. 14.00", "Gjør den fast")
    await mari.presses("Hver måned")
    await mari.presses("Send", on=await mari.reads("Stemmer dette?"))
    await mari.reads("Kari får vite det, og blir minnet på hver gang")
    assert await ahead(house, kari) == ["02-29 14:00", "03-29 14:00"]
    house.at(2029, 1, 30, 10)
    await house.app.ticker.tidy()
    assert await ahead(house, kari) == ["02-28 14:00"]


async def test_two_at_once_are_told_and_both_are_reminded_of(house: House) -> None:
    """Nothing is refused: whoever makes the second reads what it falls together with, for both of them."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    await meets(house, mari, kari, "2027-03-31 14:15")
    await meets(house, mari, ola, "2027-03-31 14:00")
    await begins(mari, "Prat")
    await mari.presses("På telefon")
    await mari.presses("Ikke noe av dette", on=await mari.reads("Hva kan du tilby?"))
    await mari.presses("Send", on=await mari.reads("Stemmer dette?"))
    told = text_of(await mari.reads("Kari har også en avtale onsdag 31. mars kl. 14.15"))
    assert "Du har også en annen avtale onsdag 31. mars kl. 14.00" in told
    assert "Ola" not in told
    assert await ahead(house, kari) == ["03-31 14:00", "03-31 14:15"]
    planned = sorted(one[2] for one in await ledger(house, kari))
    assert planned == ["03-28 14:00", "03-28 14:15", "03-30 14:00", "03-30 14:15"]
    await begins(mari, "Prat", day="2. april 2027")
    await mari.presses("På telefon")
    await sends(mari)


async def test_moved_twice_by_both_sides_at_once(house: House) -> None:
    """The resident takes a time while the worker writes another: the last of them does not win unseen."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await changes(mari, "Kari tirsdag 16. mars kl. 14.00", "Foreslå en ny tid")
    await proposes(mari, ("18. mars 2027", "10.00"))
    await changes(mari, "Kari tirsdag 16. mars kl. 14.00", "Vi er enige om en ny tid")
    await moves(mari, "17. mars 2027", "09.00")
    for cover in [one for one in await kari.chat() if "ny melding" in text_of(one)]:
        await kari.presses("Les", on=cover)
    await kari.presses("torsdag 18. mars kl. 10.00")
    await kari.reads("Da er det torsdag 18. mars kl. 10.00")
    await mari.presses("Send", on=await mari.reads("Stemmer dette?"))
    await mari.reads("endret mens du skrev", "torsdag 18. mars kl. 10.00")
    assert await ahead(house, kari) == ["03-18 10:00"]
    await mari.presses("Endre noe")
    await mari.presses("Hvilken avtale?")
    await mari.presses("Kari torsdag 18. mars kl. 10.00")
    await mari.presses("Send", on=await mari.reads("Stemmer dette?"))
    await mari.reads("Avtalen er flyttet")
    assert await ahead(house, kari) == ["03-17 09:00"]
    planned = [one[2] for one in await ledger(house, kari) if one[0] == "planned"]
    assert planned == ["03-14 09:00", "03-16 09:00"]


async def test_another_zone_or_language_changes_no_moment(house: House) -> None:
    """The words say the municipality's time in the person's language; the file says it in every zone."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-31 14:00")
    person = await house.person(kari)

    async def to_english(turn: Turn) -> None:
        await people.speak(turn, await people.the(turn, person), "en")

    await house.turn(to_english)
    before = await ledger(house, kari)
    await kari.presses("Les")
    await kari.reads("14:00")
    await kari.presses("I will come")
    await kari.presses("Put it in the calendar")
    file = await kari.reads("file")
    stored = house.world.files.get(file["document"]["file_id"])
    assert b"DTSTART:20270331T120000Z" in stored.data
    assert await ledger(house, kari) == before


async def test_a_clock_that_jumps_back_an_hour_doubles_and_loses_nothing(house: House) -> None:
    """Made, moved, answered and reminded of around the jump: every reminder once, the newest time alone."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    house.at(2027, 3, 10, 12)
    await changes(mari, "Kari tirsdag 16. mars kl. 14.00", "Vi er enige om en ny tid")
    await moves(mari, "17. mars 2027", "09.00")
    await mari.presses("Send")
    await mari.reads("Avtalen er flyttet")
    house.at(2027, 3, 10, 11, 5)
    await house.app.ticker.tick()
    await changes(mari, "Kari onsdag 17. mars kl. 09.00", "Vi er enige om en ny tid")
    await moves(mari, "18. mars 2027", "10.00")
    await mari.presses("Send")
    await mari.reads("Avtalen er flyttet")
    await house.settled()
    before = len(await rang(house, kari, COVER))
    for at in ((15, 10, 1), (15, 9, 1), (15, 10, 2), (17, 10, 1), (17, 9, 1), (17, 10, 3)):
        house.at(2027, 3, *at)
        await house.app.ticker.tick()
        await house.settled()
    done = [one for one in await ledger(house, kari) if one[0] == "done"]
    assert done == [("done", "sent", "03-15 10:00"), ("done", "sent", "03-17 10:00")]
    assert len(await rang(house, kari, COVER)) == before + 2
