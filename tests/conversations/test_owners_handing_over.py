"""Handing over: the resident is told first, everything open moves along, the old worker has nothing left."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people, tasks
from bot.domain.appointments import appointments
from bot.flow.message import verbatim
from bot.store import appointments as stored_appointments
from bot.store import audit
from bot.store import tasks as stored_tasks
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House

COVER = "Du har en ny melding."


async def hands_over(worker: Phone, to: str, note: str | None = None) -> None:
    """From the opened person to «Overlever»."""
    await worker.presses("Mer")
    await worker.presses("Overlever")
    await worker.presses(to)
    if note is None:
        await worker.reads("Hva bør den nye vite?")
        await worker.presses("Mer")
        await worker.presses("Hopp over")
    else:
        await worker.says(note)
    await worker.reads("leser først", f"Fra nå følger {to} deg opp.")
    await worker.presses("Overlever")


async def shown(phone: Phone) -> str:
    """Everything that the bot's messages in a chat say, buttons included."""
    return str([one for one in await phone.chat() if one["from"]["is_bot"]])


async def meets(house: House, worker: Phone, resident: Phone, days: int) -> int:
    """An appointment some days ahead; its id."""
    worker_id, resident_id = await house.person(worker), await house.person(resident)

    async def make(turn: Turn) -> int:
        await appointments.make(
            turn, await people.the(turn, worker_id), resident_id,
            starts=turn.now + dt.timedelta(days=days), minutes=30,
            details=appointments.Details(verbatim("kontoret"), verbatim("Prat")),
        )  # fmt: skip
        coming = await stored_appointments.coming_of(turn.tx, resident_id, turn.at)
        return coming[-1].id

    found = await house.turn(make)
    await house.settled()
    assert isinstance(found, int)
    return found


async def test_a_resident_is_told_first_and_everything_moves_along(house: House) -> None:
    """A cover with the new name; unanswered words, tasks and appointments are the new worker's, with a note."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari, "Noe som venter")
    kari_id, mari_id, berit_id = [await house.person(one) for one in (kari, mari, berit)]
    appointment = await meets(house, mari, kari, days=3)
    await house.turn(
        lambda turn: tasks.open_task(turn, "wish", "worker", subject=kari_id, owner=mari_id)
    )
    await house.settled()
    kari.looks_away((await house.phones.state())["rev"])
    await hands_over(mari, "Berit", "Liker best å snakke i telefonen")
    cover = await kari.reads(COVER, button="Les")
    await house.settled()
    await kari.presses("Les", on=cover)
    await kari.reads("Fra nå følger Berit deg opp.", "Mari har fulgt deg opp til nå.")
    await berit.reads("En ny person er koblet til deg.")
    await berit.presses("Åpne", on=await berit.reads("En ny person er koblet til deg."))
    await berit.reads(
        "Du har fått Kari. Overlevert av Mari", "Liker best å snakke i telefonen", "Noe som venter"
    )
    await berit.presses("Mer")
    await berit.presses("Overleveringsnotat")
    await berit.reads("Liker best å snakke i telefonen")

    async def look(turn: Turn) -> None:
        found = await stored_appointments.by_id(turn.tx, appointment)
        assert found is not None
        assert found.with_id == berit_id
        assert await stored_tasks.open_of(turn.tx, mari_id) == []
        assert len(await stored_tasks.open_of(turn.tx, berit_id)) == 1
        seen = await audit.about(turn.tx, kari_id)
        assert "handed over" in [one.action for one in seen]

    await house.turn(look)
    await kari.says("Og en ting til")
    await kari.reads("Sendt til Berit.")
    await house.phones.days(3)
    assert "Berit" in await shown(kari)


async def test_the_old_workers_chat_says_nothing_of_the_resident(house: House) -> None:
    """What was shown is deleted, what is older than 48 hours is emptied, old buttons lead nowhere."""
    mari = await house.staff("Mari", "worker")
    await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await house.resident("Ola", worker=mari)
    await opened(mari, kari, "En hemmelighet")
    await house.phones.days(3)
    await kari.says("Enda en")
    await kari.presses("Ja, send")
    await mari.presses("Åpne", on=await mari.reads("Ny melding."))
    await mari.reads("Enda en")
    await mari.says("Jeg hører deg")
    await mari.reads("Sendt til Kari.")
    await hands_over(mari, "Berit")
    await mari.reads("Overlevert. Du følger ikke lenger opp personen.")
    await house.settled()
    left = await shown(mari)
    for secret in ("Kari", "En hemmelighet", "Enda en"):
        assert secret not in left
    await mari.says("Til den som er åpen")
    await mari.reads("Jeg har tatt vare på det du skrev.", button="Til Ola")
    assert "Til Kari" not in await shown(mari)


async def test_a_coordinator_gives_to_another_at_once(house: House) -> None:
    """A resident who has a worker is handed over; there may be more workers than a screen holds."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    for number in range(9):
        await house.staff(f"Nr{number}", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari, "En hemmelighet")
    kari_id = await house.person(kari)
    await anne.says("/start")
    await house.settled()
    await anne.presses_old(await anne.screen(), f"d:take:{kari_id}")
    first = await anne.reads("Hvem skal følge opp?", button="Flere")
    assert "Mari" not in str(first)
    await anne.presses("Flere")
    await anne.presses("Nr8")
    await anne.reads("Nr8 følger nå opp Kari.")
    await mari.reads("Du følger ikke lenger opp personen.")
    await house.settled()
    assert "hemmelighet" not in await shown(mari)
    await kari.presses("Les")
    await kari.reads("Fra nå følger Nr8 deg opp.")


async def test_one_without_a_phone_is_handed_over_too(house: House) -> None:
    """Nobody can be told here, and nothing waits for it."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await kari.blocks()
    await house.settled()
    await hands_over(mari, "Berit")
    await mari.reads("Overlevert.")
    await berit.reads("En ny person er koblet til deg.")


async def test_a_new_worker_who_leaves_before_it_is_told_is_never_named(house: House) -> None:
    """The telling waits for the morning; the role ends by night: nobody is promised, and it is said to whoever gave."""
    admin = await house.staff("Eva", "administrator")
    mari = await house.staff("Mari", "worker")
    await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await opened(mari, kari)
    house.at(2027, 3, 10, 23, 30)
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await hands_over(mari, "Berit")
    await admin.says("/start")
    await admin.presses("Ansatte")
    await admin.presses("Berit, oppfølger")
    await admin.presses("Ja, avslutt rollen")
    await admin.reads("Berit er ikke lenger oppfølger.")
    await house.phones.forward(dt.timedelta(hours=9))
    await mari.reads("En overlevering ble ikke noe av.", button="Åpne")
    assert "Berit" not in await shown(kari)
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.reads("går til Kari.")
