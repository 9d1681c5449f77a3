"""An appointment that comes again: told once, reminded of each time, changed once or from one on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.store import appointments, from_us
from tests.conversations.test_appointments_both_sides import changes
from tests.conversations.test_time_of_reminders import ledger, meets

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")


async def ahead(house: House, phone: Phone) -> list[str]:
    """What a resident has ahead, in local time."""
    found: list[str] = []
    person = await house.person(phone)

    async def read(turn: Turn) -> None:
        found.extend(
            f"{from_us(one.starts_at).astimezone(OSLO):%m-%d %H:%M}"
            for one in await appointments.coming_of(turn.tx, person, turn.at)
        )

    await house.turn(read)
    return found


async def repeats(house: House, mari: Phone, kari: Phone, how: str) -> None:
    """Tuesday 16 March at two, again and again."""
    await meets(house, mari, kari, "2027-03-16 14:00")
    await changes(mari, "Kari tirsdag 16. mars kl. 14.00", "Gjør den fast")
    await mari.presses(how)
    await mari.reads("Stemmer dette?")
    await mari.presses("Send")
    await mari.reads("Kari får vite det, og blir minnet på hver gang")


async def test_told_once_reminded_each_time_and_extended_each_night(house: House) -> None:
    """Sixty days ahead, at the same hour over the clock change; a restart doubles nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await repeats(house, mari, kari, "Annenhver uke")
    first = ["03-16 14:00", "03-30 14:00", "04-13 14:00", "04-27 14:00"]
    assert await ahead(house, kari) == first
    planned = [one[2] for one in await ledger(house, kari) if one[0] == "planned"]
    assert planned[:4] == ["03-13 14:00", "03-15 14:00", "03-27 14:00", "03-29 14:00"]
    await house.phones.until(dt.datetime(2027, 3, 17, 12, tzinfo=OSLO))
    await house.stop()
    await house.start()
    await house.app.ticker.tidy()
    await house.settled()
    assert await ahead(house, kari) == [*first[1:], "05-11 14:00"]


async def test_cancelled_once_or_from_one_on(house: House) -> None:
    """One that is cancelled does not come back in the night; from one on, the rest goes too."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await repeats(house, mari, kari, "Annenhver uke")
    await changes(mari, "Kari tirsdag 30. mars kl. 14.00", "Avlyse den")
    await mari.presses("Bare denne")
    await mari.presses("Send")
    await mari.reads("Avtalen er avlyst")
    await house.phones.days(1)
    await house.app.ticker.tidy()
    assert await ahead(house, kari) == ["03-16 14:00", "04-13 14:00", "04-27 14:00"]
    await changes(mari, "Kari tirsdag 13. april kl. 14.00", "Avlyse den")
    await mari.presses("Denne og de som kommer etter")
    await mari.presses("Send")
    await mari.reads("Avtalen er avlyst")
    await house.phones.days(1)
    await house.app.ticker.tidy()
    assert await ahead(house, kari) == ["03-16 14:00"]


async def test_moved_from_one_on(house: House) -> None:
    """The rest follows to the new day and hour, with reminders of its own."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await repeats(house, mari, kari, "Annenhver uke")
    await changes(mari, "Kari tirsdag 30. mars kl. 14.00", "Vi er enige om en ny tid")
    await mari.presses("Denne og de som kommer etter")
    await mari.says("31. mars 2027")
    await mari.presses("Ja, det stemmer")
    await mari.says("10.00")
    await mari.reads("Stemmer dette?")
    await mari.presses("Send")
    await mari.reads("Avtalen er flyttet")
    assert await ahead(house, kari) == [
        "03-16 14:00", "03-31 10:00", "04-14 10:00", "04-28 10:00",
    ]  # fmt: skip
    planned = [one[2] for one in await ledger(house, kari) if one[0] == "planned"]
    assert "03-30 10:00" in planned
    assert "03-29 14:00" not in planned
