"""Rent: from the person's own wish to the reminder, its four answers, and the months that follow."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain import people
from bot.domain.money import rent
from bot.simulator.phone import buttons, labels, text_of
from bot.store import from_us, timers

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")
KID = "1234567897"  # invented, with a right check digit
ACCOUNT = "1234.56.78903"


async def opens(phone: Phone) -> None:
    """From the menu to «Husleie»."""
    await phone.says("/start")
    await phone.presses("Penger og husleie")
    await phone.presses("Påminnelse om husleie")


async def wishes(house: House, phone: Phone, **given: object) -> None:
    """The same as going through the flow, for tests about what comes after."""
    person = await house.person(phone)

    async def choose(turn: Turn) -> None:
        who = await people.the(turn, person)
        wish = {"method": "self", "wanted": True, "remind": ("due",), "show": "date"} | given
        await rent.choose(turn, who, rent.Wish(**wish))  # type: ignore[arg-type]  # as Wish takes them

    await house.turn(choose)
    await house.settled()


async def plan(house: House, phone: Phone) -> list[str]:
    """When the reminders that wait are due, in Oslo."""
    return [one[2] for one in await ledger(house, phone) if one[0] == "planned"]


async def ledger(house: House, phone: Phone) -> list[tuple[str, str | None, str]]:
    """(state, reason, local time) of every rent reminder ever planned for a person."""
    person = await house.person(phone)
    found: list[timers.Timer] = []

    async def read(turn: Turn) -> None:
        found[:] = await timers.ledger(turn.tx, person)

    await house.turn(read)
    return [
        (one.state, one.reason, f"{from_us(one.due_at).astimezone(OSLO):%Y-%m-%d %H:%M}")
        for one in found
        if one.rule.startswith("rent.remind")
    ]


async def test_the_flow_keeps_every_promise_it_makes(house: House) -> None:
    """KID and account are checked kindly, kept sealed, and copied with one tap; the lock screen says nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opens(kari)
    await kari.presses("Jeg gjør det selv")
    await kari.presses("Ja")
    await kari.reads("Hvilken dag skal husleia være betalt?")
    await kari.presses("20")
    await kari.presses("Samme dag hver måned")
    await kari.presses("12")
    await kari.presses("Når pengene kommer")
    await kari.presses("Samme dag")
    await kari.presses("Ferdig")
    await kari.presses("Dagen, KID og konto")
    await kari.reads("Hva er KID?")
    await kari.says("1234567890")
    await kari.reads("Til hvilken konto?")
    await kari.says(ACCOUNT)
    await kari.reads("Kan Mari da få vite at den gjaldt husleia?")
    await kari.presses("Ikke nå")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Tallene i KID stemmer ikke", "Stemmer dette?")
    await kari.presses("Endre noe")
    await kari.presses("Flere")
    await kari.presses("KID")
    await kari.says("123 456 7897")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Neste påminnelse kommer fredag 12. mars kl. 10.00")
    assert await plan(house, kari) == [
        "2027-03-12 10:00", "2027-03-22 10:00", "2027-04-12 10:00", "2027-04-20 10:00",
    ]  # fmt: skip
    await kari.locks()
    await house.phones.until(dt.datetime(2027, 3, 12, 10, 1, tzinfo=OSLO))
    assert set(await kari.lock_screen()) == {"Du har en ny melding."}
    await kari.unlocks()
    await kari.presses("Les")
    asked = await kari.reads("Jeg har noe om husleia. Passer det nå?")
    assert labels(asked) == ["Ja", "Senere i dag", "Ikke mer om dette"]
    await kari.presses("Ja")
    shown = await kari.reads("frist mandag 22. mars", f"KID: {KID}", f"Konto: {ACCOUNT}")
    assert "Ikke til utleier" in text_of(shown)
    assert labels(shown) == [
        "Kopier KID", "Kopier konto", "Betalt", "Går fint", "Blir vanskelig", "Ikke minn meg på dette",
        "Ikke nå",
    ]  # fmt: skip
    copied = [one["copy_text"]["text"] for one in buttons(shown) if "copy_text" in one]
    assert copied == [KID, ACCOUNT.replace(".", "")]
    for file in house.folder.glob("hjemvei*"):
        assert KID.encode() not in file.read_bytes()


async def test_the_four_answers(house: House) -> None:
    """Paid is thanked once and silences the month; difficult goes to a human at once; stop stops."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await wishes(house, kari, due_day=20, payday=12, remind=("payday", "due"))
    await house.phones.until(dt.datetime(2027, 3, 12, 12, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.presses("Betalt")
    await kari.reads("Takk for at du sa fra", "Neste påminnelse kommer mandag 12. april")
    await wishes(house, kari, due_day=20, remind=("due",))
    assert await plan(house, kari) == ["2027-04-20 10:00"], "March is paid, whatever is changed"
    await house.phones.until(dt.datetime(2027, 4, 20, 12, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.presses("Betalt")
    paid = await kari.reads("Greit. Det er notert.")
    assert "Takk" not in text_of(paid)
    await house.phones.until(dt.datetime(2027, 5, 20, 12, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.presses("Går fint")
    await kari.reads("Greit", "mandag 21. juni")
    await house.phones.until(dt.datetime(2027, 6, 21, 12, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.presses("Blir vanskelig")
    await kari.reads("Mari får vite det nå", "ikke til utleier")
    await mari.reads("Ny oppgave")
    await mari.presses("Åpne")
    await mari.reads("Kari sier at husleia blir vanskelig")
    await house.phones.until(dt.datetime(2027, 7, 20, 12, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.presses("Ikke minn meg på dette")
    await kari.reads("minner deg ikke mer på husleia")
    assert await plan(house, kari) == []


async def test_months_later_it_is_still_one_a_month(house: House) -> None:
    """Rows stand sixty days ahead, the nights extend them, and a restart doubles nothing."""
    kari = await house.resident("Kari")
    await wishes(house, kari, due_day=1)
    assert await plan(house, kari) == ["2027-04-01 10:00", "2027-05-03 10:00"]
    await house.phones.until(dt.datetime(2027, 6, 15, 12, tzinfo=OSLO))
    await house.stop()
    await house.start()
    await house.phones.until(dt.datetime(2027, 9, 2, 12, tzinfo=OSLO))
    sent = [one[2][:10] for one in await ledger(house, kari) if one[:2] == ("done", "sent")]
    assert sent == [
        "2027-04-01", "2027-05-03", "2027-06-01", "2027-07-01", "2027-08-02", "2027-09-01",
    ]  # fmt: skip
    assert len([m for m in await kari.chat() if text_of(m) == "Du har en ny melding."]) == 6


@pytest.mark.parametrize(
    ("now", "due_day", "rings", "reads"),
    [
        ((2027, 5, 10), 15, "2027-05-18 10:00", ["tirsdag 18. mai"]),
        ((2027, 12, 13), 25, "2027-12-27 10:00", ["mandag 27. desember"]),
        ((2027, 12, 13), 24, "2027-12-23 10:00", ["fredag 24. desember", "senest torsdag 23."]),
        ((2027, 3, 13), 25, "2027-03-30 10:00", ["tirsdag 30. mars"]),
    ],
)
async def test_the_due_date_moves_as_the_law_moves_it(
    house: House, now: tuple[int, int, int], due_day: int, rings: str, reads: list[str]
) -> None:
    """A few vectors of facts § 9 through the whole stack: the day it rings, and the day it names."""
    house.at(*now, 9)
    await house.settled()
    kari = await house.resident("Kari")
    await wishes(house, kari, due_day=due_day)
    assert (await plan(house, kari))[0] == rings
    await house.phones.until(dt.datetime.fromisoformat(rings).replace(hour=11, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.reads(*reads)


async def test_what_cannot_be_promised_is_said(house: House) -> None:
    """Unknown due day: no reminder, and why. Unknown payday: three days before instead. Twice a day: once."""
    kari = await house.resident("Kari")
    await opens(kari)
    await kari.presses("Jeg, med AvtaleGiro")
    await kari.reads("Da går det av seg selv")
    await kari.presses("Greit")
    await kari.reads("Vet du om det tar slutt en dag?")
    await kari.presses("Mer")
    await kari.presses("Vet ikke")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Du får ingen påminnelser om husleie")
    await opens(kari)
    await kari.presses("Jeg gjør det selv")
    await kari.presses("Ja")
    await kari.reads("Hvilken dag skal husleia være betalt?")
    await kari.presses("Mer")
    await kari.presses("Vet ikke")
    await kari.presses("Det er ulikt")
    await kari.presses("Når pengene kommer")
    await kari.presses("Ferdig")
    await kari.presses("Bare en hilsen")
    await kari.presses("Ikke nå")
    await kari.presses("Ja, det stemmer")
    await kari.reads("kan ikke minne deg før jeg vet hvilken dag")
    assert await plan(house, kari) == []
    await wishes(house, kari, due_day=15, remind=("payday",))
    assert await plan(house, kari) == ["2027-03-12 10:00", "2027-04-12 10:00"]
    await wishes(house, kari, due_day=15, payday=12, remind=("payday", "before"), show="hello")
    assert await plan(house, kari) == ["2027-03-12 10:00", "2027-04-12 10:00"]
    await wishes(house, kari, due_day=31, money_from="2027-03-16", remind=("payday",))
    assert await plan(house, kari) == ["2027-03-30 10:00", "2027-04-27 10:00"]
