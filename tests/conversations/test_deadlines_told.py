"""Deadlines one wants to be reminded of: told, planned, answered, changed, and gone with their rows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.simulator.phone import labels
from tests.conversations.test_time_of_reminders import ledger

if TYPE_CHECKING:
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")


async def opens(phone: Phone) -> None:
    """From the menu to the deadlines."""
    await phone.says("/start")
    await phone.presses("Penger og husleie")
    await phone.presses("Bostøtte og andre frister")


async def planned(house: House, phone: Phone) -> list[str]:
    """When reminders that wait are due."""
    return [one[2] for one in await ledger(house, phone) if one[0] == "planned"]


async def test_bostotte_each_month_until_it_is_done(house: House) -> None:
    """It asks first, says what it is, and «ordnet» is for this month; the nights plan on."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await opens(kari)
    await kari.presses("Minn meg på en frist")
    await kari.presses("Bostøtte hver måned")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Neste påminnelse kommer mandag 22. mars kl. 10.00")
    assert await planned(house, kari) == ["03-22 10:00", "04-22 10:00"]
    await kari.locks()
    await house.phones.until(dt.datetime(2027, 3, 22, 10, 1, tzinfo=OSLO))
    assert set(await kari.lock_screen()) == {"Du har en ny melding."}
    await kari.unlocks()
    await kari.presses("Les")
    await kari.reads("Jeg har noe om en frist. Passer det nå?")
    await kari.presses("Ja")
    shown = await kari.reads("innen torsdag 25. mars", "Har du flyttet, må du søke på nytt")
    assert labels(shown) == ["Det er ordnet", "Jeg vil ha hjelp", "Ikke nå"]
    await kari.presses("Det er ordnet")
    await kari.reads("Det er notert")
    await house.phones.until(dt.datetime(2027, 3, 30, 10, tzinfo=OSLO))
    assert await planned(house, kari) == ["04-22 10:00", "05-21 10:00"]


async def test_help_with_a_deadline_reaches_a_human(house: House) -> None:
    """A lease is never a threat; the worker gets what it is about and the last day."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opens(kari)
    await kari.presses("Minn meg på en frist")
    await kari.presses("Kontrakten min går ut")
    await kari.says("20. april 2027")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Stemmer dette?")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Neste påminnelse kommer mandag 22. mars kl. 09.00")
    await house.phones.until(dt.datetime(2027, 3, 22, 10, 1, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.reads("Kontrakten din varer til tirsdag 20. april", "sammen med deg")
    await kari.presses("Jeg vil ha hjelp")
    await kari.reads("Mari får vite det nå")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("Kari vil ha hjelp med en frist.", "Kontrakten min", "tirsdag 20. april")


async def test_an_appeal_is_counted_as_the_law_counts(house: House) -> None:
    """Three weeks from the day it came, past Easter: Thursday 25 March becomes Tuesday 30 March 2027."""
    kari = await house.resident("Kari")
    await opens(kari)
    await kari.presses("Minn meg på en frist")
    await kari.presses("Jeg vil kanskje klage")
    await kari.says("4. mars 2027")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Stemmer dette?")
    await kari.presses("Ja, det stemmer")
    await kari.reads("må klagen være sendt senest tirsdag 30. mars")
    assert await planned(house, kari) == ["03-23 10:00", "03-24 15:30"]


async def test_a_changed_day_plans_anew_and_a_gone_one_takes_its_rows_along(house: House) -> None:
    """The old day never rings; taken away, nothing does."""
    kari = await house.resident("Kari")
    for day in ("19. mars 2027", "26. april 2027"):
        await opens(kari)
        await kari.presses("Minn meg på en frist")
        await kari.presses("Papirer jeg skal levere")
        await kari.says(day)
        await kari.presses("Ja, det stemmer")
        await kari.reads("Stemmer dette?")
        await kari.presses("Ja, det stemmer")
        await kari.reads("Lagret")
    assert await planned(house, kari) == ["04-19 10:00", "04-23 15:30"]
    await opens(kari)
    await kari.reads("Levere papirer: mandag 26. april")
    await kari.presses("Ta bort: Levere papirer")
    await kari.reads("så du slipper å huske dem")
    assert await planned(house, kari) == []


async def test_a_lease_months_ahead_is_told_of_at_each_of_its_times(house: House) -> None:
    """Nothing stands in the plan yet; the nights bring it: six, three and one months before."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await opens(kari)
    await kari.presses("Minn meg på en frist")
    await kari.presses("Kontrakten min går ut")
    await kari.says("30. november 2027")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Stemmer dette?")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Jeg minner deg på det når det nærmer seg")
    assert await planned(house, kari) == []
    await house.phones.until(dt.datetime(2027, 4, 5, 12, tzinfo=OSLO))
    assert await planned(house, kari) == ["05-31 09:00"]
    await house.phones.until(dt.datetime(2027, 11, 2, 12, tzinfo=OSLO))
    rung = [one for one in await ledger(house, kari) if one[0] in {"done", "skipped"}]
    assert [one[2] for one in rung] == ["05-31 09:00", "08-30 10:00", "11-01 09:00"]


async def test_put_off_it_comes_again_once_and_not_after_it_is_gone(house: House) -> None:
    """«Senere i dag» is a row of its own; taken away, that falls away too."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await opens(kari)
    await kari.presses("Minn meg på en frist")
    await kari.presses("Papirer jeg skal levere")
    await kari.says("19. mars 2027")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Stemmer dette?")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Lagret")
    await house.phones.until(dt.datetime(2027, 3, 12, 10, 1, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Senere i dag")
    await kari.reads("Jeg minner deg igjen")
    assert len(await planned(house, kari)) == 2
    await opens(kari)
    await kari.presses("Ta bort: Levere papirer")
    await kari.reads("så du slipper å huske dem")
    assert await planned(house, kari) == []


async def test_asked_for_anew_it_is_reminded_of_though_the_kind_was_stopped(house: House) -> None:
    """Who stopped all deadlines and then asks for one wants that one; nothing is promised and not kept."""
    kari = await house.resident("Kari", silenced=("deadline",))
    await opens(kari)
    await kari.presses("Minn meg på en frist")
    await kari.presses("Bostøtte hver måned")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Neste påminnelse kommer mandag 22. mars")
    assert await planned(house, kari) == ["03-22 10:00", "04-22 10:00"]


async def test_an_appeal_whose_time_has_passed_is_told_of_with_a_human(house: House) -> None:
    """No reminder of a day that has been, and no shut door."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await opens(kari)
    await kari.presses("Minn meg på en frist")
    await kari.presses("Jeg vil kanskje klage")
    await kari.says("11. januar 2027")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Stemmer dette?")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Fristen var vanligvis mandag 1. februar. Snakk med Mari likevel")
    assert await planned(house, kari) == []
