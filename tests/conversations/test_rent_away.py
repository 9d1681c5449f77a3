"""When rent goes by itself, ends to do so, or the person is away: what is reminded of, and who is asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.conversations.test_rent_reminders import opens, plan, wishes
from tests.conversations.test_time_of_reminders import ledger

if TYPE_CHECKING:
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")


async def goes_away(phone: Phone, pays: str, until: str) -> None:
    """From the menu: a home, who pays, and when one is back."""
    await phone.says("/start")
    await phone.presses("Penger og husleie")
    await phone.presses("Jeg skal være borte")
    await phone.presses("Ja")
    await phone.reads("Hvem betaler husleia mens du er borte?")
    await phone.presses(pays)
    await phone.reads("Når er du tilbake?")
    await phone.says(until)
    await phone.presses("Ja, det stemmer")
    await phone.reads("Stemmer dette?")
    await phone.presses("Ja, det stemmer")


async def test_no_nagging_and_a_note_when_it_ends(house: House) -> None:
    """A deduction is never reminded of; that it ends is, in good time and with help at hand."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opens(kari)
    await kari.presses("Den tas av pengene jeg får")
    await kari.presses("Greit")
    await kari.says("3. mai 2027")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Stemmer dette?")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Du får ingen påminnelser om husleie")
    waits = [one[2] for one in await ledger(house, kari) if one[0] == "planned"]
    assert waits == ["04-05 09:00", "04-26 10:00"]
    await house.phones.until(dt.datetime(2027, 4, 5, 10, 1, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.reads("Til mandag 3. mai går husleia av seg selv", "Mari kan hjelpe deg")


async def test_while_somebody_else_pays_nothing_is_reminded_of(house: House) -> None:
    """Until one is back; then the months go on."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await wishes(house, kari, due_day=20, remind=("due",))
    assert await plan(house, kari) == ["2027-03-22 10:00", "2027-04-20 10:00"]
    await goes_away(kari, "Noen andre gjør det", "1. april 2027")
    await kari.reads("Jeg minner deg ikke på husleia før torsdag 1. april")
    assert await plan(house, kari) == ["2027-04-20 10:00"]


async def test_nobody_pays_and_a_human_finds_out_together_with_them(house: House) -> None:
    """The contact is told, the landlord is not, and the reminders stand."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await wishes(house, kari, due_day=20, remind=("due",))
    await goes_away(kari, "Ingen", "1. juni 2027")
    await kari.reads("Jeg sier fra til Mari", "Utleier får ikke vite noe")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("Kari skal være borte.", "Tilbake: tirsdag 1. juni")
    assert await plan(house, kari) == ["2027-03-22 10:00", "2027-04-20 10:00"]
