"""One's own reminders: put off, stopped and wanted again in a tap; the day's third comes with others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain import people
from bot.domain.appointments import changes
from bot.domain.reminders import ledger as reminders
from bot.simulator.phone import labels, text_of
from bot.store import appointments
from tests.conversations.test_rent_reminders import wishes
from tests.conversations.test_time_of_reminders import COVER, ledger, meets, rang

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")


async def test_put_off_once_and_it_comes_again(house: House) -> None:
    """«Senere i dag» on something hard, «Minn meg i morgen» behind «Ikke nå»; each is a row of its own."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await wishes(house, kari, due_day=15, remind=("due",))
    await house.phones.until(dt.datetime(2027, 3, 15, 10, 1, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Senere i dag")
    await kari.reads("Greit. Jeg minner deg igjen mandag 15. mars kl. 14.0")
    await house.phones.until(dt.datetime(2027, 3, 15, 15, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.presses("Ikke nå")
    shown = await kari.reads("Hva vil du?")
    assert labels(shown) == [
        "Minn meg om to timer", "Minn meg i morgen", "Ikke minn meg på husleia",
        "Ingen påminnelser", "Tilbake",
    ]  # fmt: skip
    await kari.presses("Tilbake")
    await kari.reads("Husleia har frist mandag 15. mars")
    await kari.presses("Ikke nå")
    await kari.presses("Minn meg i morgen")
    await kari.reads("Jeg minner deg igjen tirsdag 16. mars kl. 15.0")
    await house.phones.until(dt.datetime(2027, 3, 17, 9, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.presses("Betalt")
    await kari.reads("Takk for at du sa fra")
    rows = [one for one in await ledger(house, kari) if one[2] < "04-01"]
    assert [one[:2] for one in rows if one[1]] == [("done", "sent")] * 3


async def test_stop_one_kind_and_want_it_again(house: House) -> None:
    """What is stopped falls away, the appointment stands; turned on again it is planned as before."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await meets(house, mari, kari, "2027-03-26 14:00")
    await house.phones.until(dt.datetime(2027, 3, 13, 14, 1, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ikke nå")
    await kari.presses("Ikke minn meg på avtaler")
    await kari.reads("Avtalene står fortsatt")
    assert not [one for one in await ledger(house, kari) if one[0] == "planned"]
    await kari.presses("Påminnelsene mine")
    shown = await kari.reads("Påminnelsene dine")
    assert "– Avtaler" in labels(shown)
    await kari.presses("– Avtaler")
    await kari.presses("– 2 timer før en avtale")
    await house.settled()
    planned = [one[2] for one in await ledger(house, kari) if one[0] == "planned"]
    assert planned == [
        "03-15 14:00", "03-16 12:00", "03-23 14:00", "03-25 14:00", "03-26 12:00",
    ]  # fmt: skip
    await kari.presses("✓ 3 dager før en avtale")
    await house.settled()
    planned = [one[2] for one in await ledger(house, kari) if one[0] == "planned"]
    assert planned == ["03-15 14:00", "03-16 12:00", "03-25 14:00", "03-26 12:00"]


async def test_no_reminders_at_all_and_answers_still_come(house: House) -> None:
    """One tap stops everything; a human's words still arrive; one tap wants it all again."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await wishes(house, kari, due_day=15, remind=("due",))
    await house.phones.until(dt.datetime(2027, 3, 13, 14, 1, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ikke nå")
    await kari.presses("Ingen påminnelser")
    await kari.reads("Svar fra folk får du fortsatt")
    assert not [one for one in await ledger(house, kari) if one[0] == "planned"]
    await kari.presses("Påminnelsene mine")
    await kari.presses("Slå på påminnelser igjen")
    await house.settled()
    planned = [one[2] for one in await ledger(house, kari) if one[0] == "planned"]
    assert planned == ["03-15 10:00", "03-15 14:00", "04-15 10:00"]


async def test_hard_things_come_in_daytime_on_working_days(house: House) -> None:
    """Three days before Tuesday is a Saturday: rent comes on Monday, unless weekends are wanted too."""
    kari = await house.resident("Kari")
    await wishes(house, kari, due_day=16, remind=("before",))
    first = next(one[2] for one in await ledger(house, kari) if one[0] == "planned")
    assert first == "03-12 15:30"
    await kari.says("/start")
    await kari.presses("Mer")
    await kari.presses("Påminnelsene mine")
    await kari.presses("– Penger også kveld og helg")
    await house.settled()
    first = next(one[2] for one in await ledger(house, kari) if one[0] == "planned")
    assert first == "03-13 10:00"


async def test_the_days_third_goes_out_as_one_in_the_evening(house: House) -> None:
    """Two unasked messages at most by day; what else there is comes as one, each behind a button."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    for clock in ("09:00", "10:00", "11:00", "12:00"):
        await meets(house, mari, kari, f"2027-03-18 {clock}")
    await house.phones.until(dt.datetime(2027, 3, 15, 22, 59, tzinfo=OSLO))
    assert [one for one in await rang(house, kari, COVER) if one > "03-11"] == [
        "03-15 09:00", "03-15 10:00", "03-15 22:30",
    ]  # fmt: skip
    await kari.presses("Les")
    shown = await kari.reads("Jeg har 2 ting å minne deg på")
    assert labels(shown) == ["En avtale", "En avtale"]
    await kari.presses("En avtale")
    # Both were put off to the same minute: either may come first.
    await kari.reads("Du har en avtale med Mari: Prat torsdag 18. mars kl. 1")
    assert [one[:2] for one in await ledger(house, kari) if one[2] < "03-16"] == [
        ("done", "sent"), ("done", "sent"), ("done", "sent"), ("done", "sent with another"),
    ]  # fmt: skip


async def moves(house: House, worker: Phone, resident: Phone, index: int, local: str) -> None:
    """A worker moves the resident's appointment in this place of the list, soonest first."""
    worker_id, resident_id = await house.person(worker), await house.person(resident)

    async def move(turn: Turn) -> None:
        ahead = await appointments.coming_of(turn.tx, resident_id, turn.at)
        starts = dt.datetime.fromisoformat(local).replace(tzinfo=OSLO)
        await changes.move(turn, await people.the(turn, worker_id), ahead[index].id, starts)

    await house.turn(move)
    await house.settled()


async def test_news_is_never_late_and_reminders_make_room_for_it(house: House) -> None:
    """Moved twice on a day that has had two already: told each time at once; the reminder after it waits."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    for clock in ("09:00", "10:00", "11:00"):
        await meets(house, mari, kari, f"2027-03-18 {clock}")
    await house.phones.until(dt.datetime(2027, 3, 15, 10, 30, tzinfo=OSLO))
    await moves(house, mari, kari, 2, "2027-03-22 11:00")
    await moves(house, mari, kari, 2, "2027-03-23 12:00")
    await house.phones.until(dt.datetime(2027, 3, 15, 22, 59, tzinfo=OSLO))
    assert [one for one in await rang(house, kari, COVER) if one > "03-11"] == [
        "03-15 09:00", "03-15 10:00", "03-15 10:30", "03-15 10:30",
    ]  # fmt: skip
    await house.phones.until(dt.datetime(2027, 3, 17, 8, 30, tzinfo=OSLO))
    await moves(house, mari, kari, 2, "2027-03-24 12:00")
    await moves(house, mari, kari, 2, "2027-03-25 12:00")
    await house.phones.until(dt.datetime(2027, 3, 17, 22, 59, tzinfo=OSLO))
    assert [one for one in await rang(house, kari, COVER) if one > "03-17"] == [
        "03-17 08:30", "03-17 08:30", "03-17 22:30",
    ]  # fmt: skip


async def test_what_was_told_in_the_evening_counts_on_the_day_it_comes(house: House) -> None:
    """To one who wants no evenings two changes come at seven; the day's reminder is then its third."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, safe="not_evenings")
    for day in ("2027-03-18", "2027-03-22", "2027-03-23"):
        await meets(house, mari, kari, f"{day} 10:00")
    await house.phones.until(dt.datetime(2027, 3, 14, 20, tzinfo=OSLO))
    await moves(house, mari, kari, 1, "2027-03-29 10:00")
    await moves(house, mari, kari, 2, "2027-03-30 10:00")
    await house.phones.until(dt.datetime(2027, 3, 15, 22, 59, tzinfo=OSLO))
    assert [one for one in await rang(house, kari, COVER) if one > "03-14"] == [
        "03-15 07:00", "03-15 07:00", "03-15 16:30",
    ]  # fmt: skip


async def test_what_one_put_off_oneself_comes_when_one_asked_for_it(house: House) -> None:
    """«Minn meg om to timer» is an hour that was promised: it waits for no evening."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    for clock in ("09:00", "10:00"):
        await meets(house, mari, kari, f"2027-03-18 {clock}")
    await house.phones.until(dt.datetime(2027, 3, 15, 10, 1, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ikke nå")
    await kari.presses("Minn meg om to timer")
    await kari.reads("Jeg minner deg igjen mandag 15. mars kl. 12.0")
    await house.phones.until(dt.datetime(2027, 3, 15, 20, tzinfo=OSLO))
    assert (await rang(house, kari, COVER))[-1][:8] == "03-15 12"


async def test_the_worker_is_told_once_and_in_her_hours(house: House) -> None:
    """Blocked on a Saturday: on Monday morning one task, with the appointments and nothing of money."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, seven_days=False)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await wishes(house, kari, due_day=20, remind=("due",))
    await kari.blocks()
    await house.phones.until(dt.datetime(2027, 3, 14, 20, tzinfo=OSLO))
    assert not [one for one in await mari.chat() if "Ny oppgave" in text_of(one)]
    await house.phones.until(dt.datetime(2027, 3, 15, 8, 31, tzinfo=OSLO))
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    shown = await mari.reads(
        "En melding til Kari kom ikke fram", "Avtale tirsdag 16. mars kl. 14.00"
    )
    assert "husleie" not in text_of(shown)
    await mari.presses("Ferdig")
    await house.phones.until(dt.datetime(2027, 3, 23, 12, tzinfo=OSLO))
    assert sum("Ny oppgave" in text_of(one) for one in await mari.chat()) == 1

    async def lost(turn: Turn) -> object:
        worker = await people.the(turn, await house.person(mari))
        since = dt.datetime(2027, 3, 1, tzinfo=OSLO)
        return [(one.why, one.at) for one in await reminders.not_sent_since(turn, worker, since)]

    meeting = dt.datetime(2027, 3, 16, 14, tzinfo=OSLO)
    why = "did not come through"
    assert await house.turn(lost) == [(why, meeting), (why, meeting), (why, None)]
