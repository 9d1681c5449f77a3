"""`figures` over a house: what became of reminders, and nothing of a few."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain import figures, people
from bot.domain.appointments import outcomes
from bot.store import appointments
from tests.conversations.test_time_of_reminders import meets

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")


async def told(house: House) -> dict[str, str]:
    """The lines, by what they are about."""
    found: list[str] = []

    async def read(turn: Turn) -> None:
        found[:] = await figures.lines(turn.tx, turn.now, 90, OSLO)

    await house.turn(read)
    return {line[:34].strip(): line[34:] for line in found[1:]}


async def test_what_became_of_appointments_without_anybodys_name(house: House) -> None:
    """Six residents, five confirm and none is missed; of one who stops nothing is told."""
    mari = await house.staff("Mari", "worker")
    for name in ("Kari", "Ola", "Per", "Ida", "Jon", "Eva"):
        resident = await house.resident(name, worker=mari)
        await meets(house, mari, resident, "2027-03-16 14:00")
        await resident.presses("Les")
        if name != "Eva":
            await resident.presses("Jeg kommer")
    await house.settled()
    await house.phones.until(dt.datetime(2027, 3, 17, 12, tzinfo=OSLO))
    lines = await told(house)
    assert lines["appointments confirmed"].endswith("fewer than 5 people"), "one has not"
    assert "0 of 6" in lines["appointments that did not happen"]
    assert "12 of 12" in lines["reminders that went out"]
    assert lines["contact after one that did not"] == "nothing yet"
    worker = await house.person(mari)

    async def miss(turn: Turn) -> None:
        staff = await people.the(turn, worker)
        for one in await appointments.lately_with(turn.tx, worker, 0, turn.at):
            await outcomes.missed(turn, staff, one.id)

    await house.turn(miss)
    lines = await told(house)
    assert "6 of 6" in lines["appointments that did not happen"]
