"""When reminders ring: quiet hours, clock changes, outages, talks under way; and what the ledger says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain import people
from bot.domain.appointments import appointments, changes
from bot.domain.money import rent
from bot.flow.message import Text, verbatim
from bot.simulator.phone import text_of
from bot.store import appointments as stored_appointments
from bot.store import from_us, timers

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")
COVER = "Du har en ny melding."


def oslo(local: str) -> dt.datetime:
    """A moment from local wall time."""
    return dt.datetime.fromisoformat(local).replace(tzinfo=OSLO).astimezone(dt.UTC)


async def meets(house: House, worker: Phone, resident: Phone, local: str) -> None:
    """A worker makes an appointment at this local time."""
    worker_id, resident_id = await house.person(worker), await house.person(resident)

    async def make(turn: Turn) -> None:
        await appointments.make(
            turn,
            await people.the(turn, worker_id),
            resident_id,
            starts=oslo(local),
            minutes=30,
            details=appointments.Details(
                place=Text("new_appointment.place.home"), kind=verbatim("Prat"), away=False
            ),
        )

    await house.turn(make)
    await house.settled()


async def pays(house: House, phone: Phone, due_day: int) -> None:
    """A resident wants to be reminded of the rent on the day."""
    person = await house.person(phone)

    async def choose(turn: Turn) -> None:
        who = await people.the(turn, person)
        wish = rent.Wish("self", wanted=True, due_day=due_day, remind=("due",), show="date")
        await rent.choose(turn, who, wish)

    await house.turn(choose)
    await house.settled()


async def ledger(house: House, phone: Phone) -> list[tuple[str, str | None, str]]:
    """(state, reason, local time) of everything ever planned for a person."""
    person = await house.person(phone)
    found: list[timers.Timer] = []

    async def read(turn: Turn) -> None:
        found[:] = await timers.ledger(turn.tx, person)

    await house.turn(read)
    return [
        (one.state, one.reason, f"{from_us(one.due_at).astimezone(OSLO):%m-%d %H:%M}")
        for one in found
    ]


async def rang(house: House, phone: Phone, about: str = "") -> list[str]:
    """The local times at which messages came from the bot, as the phone shows them."""
    return [
        f"{dt.datetime.fromtimestamp(m['date'], OSLO):%m-%d %H:%M}"
        for m in await phone.chat()
        if m["from"]["is_bot"] and about in text_of(m)
    ]


@pytest.mark.parametrize(
    ("meeting", "rings"),
    [
        ("2027-03-29 02:30", ["03-26 07:00", "03-28 07:00"]),
        ("2027-03-29 12:00", ["03-26 12:00", "03-28 12:00"]),
        ("2027-11-01 02:30", ["10-29 07:00", "10-31 07:00"]),
        ("2027-11-01 12:00", ["10-29 12:00", "10-31 12:00"]),
    ],
)
async def test_clock_changes(house: House, meeting: str, rings: list[str]) -> None:
    """28 March and 31 October 2027: the same time of day before and after, and never at night."""
    before = oslo(meeting).astimezone(OSLO) - dt.timedelta(days=12)
    house.at(before.year, before.month, before.day, 12)
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, meeting)
    planned = [one[2] for one in await ledger(house, kari)]
    await house.phones.until(oslo(meeting) + dt.timedelta(hours=6))
    assert (await rang(house, kari, COVER))[1:] == rings
    assert planned == rings
    assert {one[:2] for one in await ledger(house, kari)} == {("done", "sent")}


async def test_after_an_outage_each_kind_follows_its_late_rule(house: House) -> None:
    """A day without power over a Sunday: one of two reminders still has use, and nothing comes twice."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await pays(house, kari, 16)
    await house.phones.until(dt.datetime(2027, 3, 12, 20, tzinfo=OSLO))
    await house.stop()
    house.at(2027, 3, 15, 15)
    await house.start()
    await house.settled()
    await house.app.ticker.tick()
    await house.stop()
    await house.start()
    await house.app.ticker.tick()
    await house.settled()
    assert await ledger(house, kari) == [
        ("skipped", "no_longer_of_use", "03-13 14:00"),
        ("done", "sent", "03-15 14:00"),
        ("planned", None, "03-16 10:00"),
        ("planned", None, "04-16 10:00"),
    ]
    assert await rang(house, kari, COVER) == ["03-10 10:00", "03-15 15:00"]
    await house.stop()
    house.at(2027, 3, 17, 9)
    await house.start()
    await house.settled()
    assert (await rang(house, kari, COVER))[2:] == ["03-17 09:00"], "rent is of use two days more"
    await house.phones.days(2)
    assert len(await rang(house, kari, COVER)) == 3


async def test_a_reminder_never_breaks_into_a_talk(house: House) -> None:
    """In the middle of a flow it waits until twenty minutes after the last answer; then within the minute."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-12 12:00")
    await house.phones.until(dt.datetime(2027, 3, 11, 11, 50, tzinfo=OSLO))
    await kari.says("/start")
    await kari.presses("Penger og husleie")
    await kari.presses("Påminnelse om husleie")
    await kari.reads("Hvem betaler husleia?")
    await house.phones.until(dt.datetime(2027, 3, 11, 12, 5, tzinfo=OSLO))
    assert len(await rang(house, kari, COVER)) == 1, "only the first word of the appointment"
    await kari.presses("Jeg gjør det selv")
    await kari.reads("Vil du at jeg minner deg")
    await house.phones.until(dt.datetime(2027, 3, 11, 12, 24, tzinfo=OSLO))
    assert len(await rang(house, kari, COVER)) == 1
    await house.phones.until(dt.datetime(2027, 3, 11, 12, 30, tzinfo=OSLO))
    assert (await rang(house, kari, COVER))[1:] == ["03-11 12:25"]


async def test_nothing_comes_twice_when_the_clock_goes_back(house: House) -> None:
    """An hour back and forth again, with ticks between: each row is done once."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-12 12:00")
    await house.phones.until(dt.datetime(2027, 3, 11, 12, 1, tzinfo=OSLO))
    for hour in (11, 12, 11, 13):
        house.at(2027, 3, 11, hour, 2)
        await house.app.ticker.tick()
        await house.settled()
    assert len(await rang(house, kari, COVER)) == 2
    assert await ledger(house, kari) == [("done", "sent", "03-11 12:00")]


async def test_what_is_cancelled_while_it_waits_to_be_sent_is_not_sent(house: House) -> None:
    """Telegram is away when the reminder is queued; before it is back the appointment is cancelled."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-12 12:00")
    worker, before = await house.person(mari), await rang(house, kari)
    await house.phones.fault("502", "sendMessage", probability=1.0)
    house.at(2027, 3, 11, 12, 0, 30)
    await house.app.ticker.tick()
    await house.app.lanes.idle()
    assert await ledger(house, kari) == [("taken", "queued", "03-11 12:00")]

    async def cancel(turn: Turn) -> None:
        (one,) = await stored_appointments.coming_with(turn.tx, worker, turn.at)
        await changes.cancel(turn, await people.the(turn, worker), one.id)

    await house.turn(cancel)
    await house.phones.mend()
    await house.settled()
    assert await ledger(house, kari) == [("cancelled", "cancelled", "03-11 12:00")]
    await kari.presses("Les")
    await kari.reads("Mari har avlyst avtalen")
    assert len(await rang(house, kari)) == len(before) + 1


async def test_the_ledger_says_when_a_phone_could_not_be_reached(house: House) -> None:
    """Blocked: «did not come through», and a human is told to try another way; no reminder is lost silently."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-12 12:00")
    await kari.blocks()
    await house.phones.until(dt.datetime(2027, 3, 11, 12, 1, tzinfo=OSLO))
    assert await ledger(house, kari) == [
        ("skipped", "did not come through", "03-11 12:00"),
        ("done", None, "03-11 12:00"),  # that the worker was told
    ]
    await mari.reads("Ny oppgave")
    await mari.presses("Åpne")
    await mari.reads("En melding til Kari kom ikke fram")


async def test_simulated_time_steps_through_every_due_instant(house: House) -> None:
    """«Neste påminnelse» goes to each in turn, the worker's Monday too; what rests counts as one."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await meets(house, mari, kari, "2027-03-16 14:00")
    await house.phones.until(dt.datetime(2027, 3, 12, 23, 30, tzinfo=OSLO))
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.says("God natt")
    await house.phones.settled()
    assert len(await rang(house, kari, COVER)) == 1
    stops = []
    for _ in range(4):
        await house.phones.next_due()
        stops.append(f"{(await house.phones.now()).astimezone(OSLO):%m-%d %H:%M}")
    assert stops.pop(2) == "03-15 08:30", "the hours begin"
    assert stops == ["03-13 07:00", "03-13 14:00", "03-15 14:00"]
    assert (await rang(house, kari, COVER))[1:] == stops
