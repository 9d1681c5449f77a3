"""What rings on a worker's phone, and what only lies there: never a name, never words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.test_remember_unanswered import until, writes

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House


async def noticed(phone: Phone) -> list[tuple[str, bool]]:
    """What lies on a locked phone, and whether it came without a sound."""
    state = await phone.phones.state()
    person = next(one for one in state["people"] if one["id"] == phone.id)
    return [(one["text"], one["silent"]) for one in person["notifications"]]


async def is_urgent(resident: Phone) -> None:
    """«Det haster», as a resident says it."""
    await resident.says("/start")
    await resident.presses("Snakk med noen")
    await resident.presses("Kontakten min")
    await resident.presses("Det haster")
    await resident.presses("Gi beskjed nå")
    await resident.reads("Nå står det øverst som at det haster.")


async def test_in_the_day_only_what_is_urgent_rings(house: House) -> None:
    """A message lies there silently; «Det haster» makes a sound; neither shows a name or words."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await mari.locks()
    await writes(kari, "Hemmelig")
    await is_urgent(kari)
    await house.settled()
    assert await noticed(mari) == [("Ny melding.", True), ("Ny oppgave. Det haster.", False)]


async def test_outside_her_hours_nothing_rings(house: House) -> None:
    """«Det haster» on a Saturday lies silently on the worker's phone, and rings for the one on shift."""
    mari = await house.staff("Mari", "worker")
    dag = await house.staff("Dag", "duty")
    kari = await house.resident("Kari", worker=mari)
    await until(house, 2027, 3, 13, 12)
    await house.settled()
    await mari.locks()
    await dag.locks()
    await is_urgent(kari)
    await house.settled()
    assert await noticed(mari) == [("Ny oppgave. Det haster.", True)]
    assert await noticed(dag) == [("Ny oppgave. Det haster.", False)]
