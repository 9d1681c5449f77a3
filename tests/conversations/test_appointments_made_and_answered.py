"""An appointment from the worker's first press to the resident's answer, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain.people import the
from bot.simulator.phone import labels, text_of
from bot.store import from_us, timers

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")


async def makes(worker: Phone, resident: str, day: str, clock: str) -> None:
    """A worker goes through «Ny avtale» with as few words as there are, and sends it."""
    await worker.says("/start")
    await worker.presses("Ny avtale")
    await worker.presses(resident)
    await worker.presses("Prat")
    await worker.reads("Hvilken dag?")
    await worker.says(day)
    await worker.presses("Ja, det stemmer")
    await worker.reads("Når på dagen?")
    await worker.says(clock)
    await worker.presses("En halv time")
    await worker.presses("På kafé")
    await worker.reads("Hvor er det?")
    await worker.says("Storgata 1")
    await worker.presses("Følge")
    await worker.presses("Ferdig")
    await worker.reads("Stemmer dette?", clock)
    await worker.presses("Send")
    await worker.phones.settled()


async def ledger(house: House, phone: Phone) -> list[tuple[str, str, str | None, str]]:
    """(occurrence, state, reason, local time) of every reminder ever planned for a person."""
    person = await house.person(phone)

    async def read(turn: Turn) -> list[timers.Timer]:
        return await timers.ledger(turn.tx, person)

    rows = await house.turn(read)
    return [
        (
            one.occurrence,
            one.state,
            one.reason,
            f"{from_us(one.due_at).astimezone(OSLO):%d.%m %H:%M}",
        )
        for one in rows  # type: ignore[attr-defined]  # a list of timers
        if one.rule.startswith(("appointment", "rent.remind"))
    ]


async def test_an_appointment_is_made_told_under_a_cover_and_answered(house: House) -> None:
    """Nonsense for a clock is told kindly and nothing is lost; the worker sees the answer at once."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.locks()
    await mari.says("/start")
    await mari.presses("Ny avtale")
    await mari.presses("Kari")
    await mari.presses("Prat")
    await mari.says("tirsdag")
    await mari.presses("Ja, det stemmer")
    for nonsense in ("25.90", "to", "2"):
        await mari.reads("Når på dagen?")
        await mari.says(nonsense)
        await mari.reads("Skriv klokka med fire tall")
    await mari.says("kl 14.30")
    await mari.presses("En halv time")
    await mari.presses("På kafé")
    await mari.says("Storgata 1")
    await mari.presses("Følge")
    await mari.presses("Ferdig")
    await mari.reads("Stemmer dette?", "14.30", "Prat", "Lagret")
    await mari.presses("Send")
    await mari.reads("Kari får vite om den")
    await kari.reads("Du har en ny melding", button="Les")
    assert await kari.lock_screen() == ["Du har en ny melding."]
    await kari.unlocks()
    await kari.presses("Les")
    shown = await kari.reads("Mari foreslår: Prat tirsdag 16. mars kl. 14.30")
    assert "På kafé, Storgata 1" in text_of(shown)
    assert "omtrent 30 minutter" in text_of(shown)
    assert "Mari kan tilby: Følge" in text_of(shown)
    assert labels(shown) == [
        "Jeg kommer",
        "Jeg må flytte",
        "Jeg vil snakke",
        "Ikke minn meg på dette",
    ]
    await kari.presses("Jeg kommer")
    await kari.reads("Mari får vite at du kommer")
    await mari.presses("Åpne", on=await mari.reads("Nytt om en avtale."))
    await mari.reads("Kari kommer tirsdag 16. mars kl. 14.30")
    assert [row[3] for row in await ledger(house, kari)] == ["13.03 14:30", "15.03 14:30"]


async def test_a_time_that_has_been_can_be_mended_at_the_summary(house: House) -> None:
    """Only the time is asked again; every other answer stands."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await makes(mari, "Kari", "i dag", "09.15")
    await mari.reads("Det tidspunktet har vært", "Stemmer dette?", "På kafé", "Lagret")
    await mari.presses("Endre noe")
    await mari.presses("Klokka")
    await mari.says("16.15")
    await mari.presses("Send")
    await mari.reads("Kari får vite om den")
    await kari.presses("Les")
    await kari.reads("onsdag 10. mars kl. 16.15", "På kafé, Storgata 1")
    assert await ledger(house, kari) == [], "too soon for a reminder three days or one day before"


async def test_must_move_becomes_a_task_and_a_new_time_with_new_reminders(house: House) -> None:
    """The old time's reminders never come; an old button says what counts now."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await makes(mari, "Kari", "tirsdag", "14.30")
    await kari.presses("Les")
    old = await kari.reads("tirsdag 16. mars", button="Jeg må flytte")
    old_come = old["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await kari.presses("Jeg må flytte")
    await kari.reads("Mari får vite at du må flytte")
    await mari.reads("Ny oppgave")
    await mari.presses("Åpne")
    await mari.reads("Kari må flytte avtalen tirsdag 16. mars")
    await mari.presses("Flytt eller avlys avtale")
    await mari.presses("Kari tirsdag 16. mars kl. 14.30")
    await mari.presses("Vi er enige om en ny tid")
    await mari.says("18. mars")
    await mari.presses("Ja, det stemmer")
    await mari.says("10.00")
    await mari.presses("Send")
    await mari.reads("Avtalen er flyttet")
    await kari.presses("Les")
    await kari.reads("Ny tid: Prat torsdag 18. mars kl. 10.00", button="Jeg kommer")
    await kari.presses_old(old, old_come)
    await kari.reads("Den avtalen er endret", "torsdag 18. mars kl. 10.00")
    await house.phones.until(dt.datetime(2027, 3, 19, 8, tzinfo=OSLO))
    assert [row[1:] for row in await ledger(house, kari)] == [
        ("cancelled", "moved", "13.03 14:30"),
        ("done", "sent", "15.03 10:00"),
        ("cancelled", "moved", "15.03 14:30"),
        ("done", "sent", "17.03 10:00"),
    ]
    covers = [m for m in await kari.chat() if text_of(m) == "Du har en ny melding."]
    assert len(covers) == 2


async def test_a_cancelled_one_is_told_and_never_reminded_of(house: House) -> None:
    """Also when a reminder is queued already and waits for the morning."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await makes(mari, "Kari", "tirsdag", "22.30")
    await kari.presses("Les")
    await kari.presses("Jeg vil snakke")
    await mari.reads("Ny oppgave")
    await house.phones.until(dt.datetime(2027, 3, 13, 12, tzinfo=OSLO))
    await mari.says("/start")
    await mari.presses("Flytt eller avlys avtale")
    await mari.presses("Kari tirsdag 16. mars kl. 22.30")
    await mari.presses("Avlyse den")
    await mari.presses("Send")
    await mari.reads("Avtalen er avlyst")
    await kari.presses("Les")
    await kari.reads("Mari har avlyst avtalen", button="Be om en avtale")
    await house.phones.days(5)
    assert {row[1] for row in await ledger(house, kari)} == {"cancelled"}


async def test_a_reminder_can_be_stopped_from_itself(house: House) -> None:
    """Three days before, the person reads it, says stop, and the one a day before never comes."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await makes(mari, "Kari", "tirsdag", "14.30")
    await kari.presses("Les")
    await house.phones.until(dt.datetime(2027, 3, 14, 12, tzinfo=OSLO))
    await kari.presses("Les")
    shown = await kari.reads("Du har en avtale med Mari: Prat tirsdag 16. mars")
    assert "Når må du dra hjemmefra?" in text_of(shown)
    await kari.presses("Ikke minn meg på dette")
    await kari.reads("Den står fortsatt")
    await house.phones.days(3)
    await kari.reads_nothing()
    assert [row[1:3] for row in await ledger(house, kari)] == [
        ("done", "sent"),
        ("cancelled", "the person said stop"),
    ]


async def test_a_reminder_read_too_late_says_of_which_day_it_speaks(house: House) -> None:
    """Under its cover it waited until the appointment was over: it does not read as new."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await makes(mari, "Kari", "tirsdag", "14.30")
    await house.phones.until(dt.datetime(2027, 3, 18, 12, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.reads("Dette er en påminnelse fra mandag 15. mars.", "Prat tirsdag 16. mars")


async def test_while_the_worker_is_away_the_stand_in_hears_the_answer(house: House) -> None:
    """«Jeg må flytte» is a task of the stand-in's, who can open it."""
    mari = await house.staff("Mari", "worker")
    lise = await house.staff("Lise", "worker")
    kari = await house.resident("Kari", worker=mari)
    await makes(mari, "Kari", "tirsdag", "14.30")
    offer = await kari.reads("Du har en ny melding.", button="Les")
    await kari.presses("Les", on=offer)
    await kari.reads("Prat tirsdag 16. mars")
    await mari.says("/start")
    await mari.presses("Jeg er borte")
    await mari.presses("Lise")
    await mari.reads("Lise får meldingene dine")
    await lise.reads("Ny oppgave", button="Åpne")
    await kari.presses("Jeg må flytte", on=offer)
    await kari.reads("får vite at du må flytte")
    await house.settled()
    task = await lise.reads("Ny oppgave", button="Åpne")
    await lise.presses("Åpne", on=task)
    await lise.reads("Kari må flytte avtalen", "Eier: Lise")


@pytest.mark.parametrize(
    ("pace", "becomes"),
    [
        ("Passe ofte", ["12.03 15:30", "15.03 15:30"]),
        ("Sjelden", ["15.03 15:30"]),
        ("Ofte", ["12.03 15:30", "15.03 15:30", "16.03 15:30"]),
    ],
)
async def test_changed_safe_times_and_pace_change_what_waits(
    house: House, pace: str, becomes: list[str]
) -> None:
    """«Bare på dagen» moves an evening's reminder and Saturday's; «sjelden» is one, «ofte» one more."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await makes(mari, "Kari", "tirsdag", "19.30")
    assert [row[3] for row in await ledger(house, kari)] == ["13.03 19:30", "15.03 19:30"]
    await kari.says("/start")
    await kari.presses("Mer")
    await kari.presses("Endre navn og varsler")
    await kari.reads("Hva skal vi kalle deg?")
    await kari.says("Kari")
    for answer in ("Bare på dagen", "Ja", pace):
        await kari.presses(answer)
    await kari.reads("Har dere ikke snakket på sju dager")
    await kari.presses("Nei takk")
    await kari.reads("hvem vi kan ringe")
    await kari.presses("Nei takk")
    await kari.presses("Ja, det stemmer")
    await kari.reads("svar er lagret")
    person = await the_profile(house, kari)
    assert person == "daytime"
    rows = [row[3] for row in await ledger(house, kari) if row[1] == "planned"]
    assert rows == becomes


async def the_profile(house: House, phone: Phone) -> str:
    """When it is safe to write to somebody."""
    person = await house.person(phone)
    found: list[str] = []

    async def read(turn: Turn) -> None:
        found.append((await the(turn, person)).profile.safe)

    await house.turn(read)
    return found[-1]
