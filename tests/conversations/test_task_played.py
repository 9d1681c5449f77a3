"""What was spoken or photographed inside a conversation is played by whoever owns the task it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.test_resident_application import EVERYTHING
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from tests.conftest import House


async def test_a_wish_that_was_spoken_is_played_from_the_task(house: House) -> None:
    """«Hva vil du ta opp?» by voice: the worker opens the task, and the voice stands above it."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await kari.presses("Avtaler")
    await kari.presses("Be om en avtale")
    await kari.presses("Ønske en ny avtale")
    await walks(kari, {}, until="bring_up")
    spoken = await kari.sends("voice", seconds=5)
    await walks(kari, {"done": "!send"})
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    played = await mari.reads(lambda one: "voice" in one)
    assert played["voice"]["file_id"] == spoken["message"]["voice"]["file_id"]
    await mari.reads("En talemelding", button="Ferdig")


async def test_what_is_for_the_coordinator_alone_is_played_by_no_other(house: House) -> None:
    """Why one wants another contact, by voice: the coordinator hears it, the worker never."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await kari.presses("Snakk med noen")
    await kari.presses("Kontakten min")
    await kari.presses("Be om en annen kontakt")
    await kari.presses("Ja, jeg vil si hvorfor")
    await kari.reads("Hva bør den neste vite?")
    await kari.sends("voice", seconds=5)
    await walks(kari, {"done": "!send"})
    await anne.presses("Åpne", on=await anne.reads("Ny oppgave."))
    await anne.reads(lambda one: "voice" in one)
    await house.phones.settled()
    assert not any("voice" in one for one in await mari.chat())


async def test_an_application_that_was_spoken_is_played_with_its_answers(house: House) -> None:
    """«Hvorfor nå?» by voice: who may read the answers hears it too, and who may not does not."""
    anne = await house.staff("Anne", "coordinator")
    kari = await house.resident("Kari", neutral=False)
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, EVERYTHING | {"now": "friends"}, until="why_now")
    await kari.sends("voice", seconds=5)
    await walks(kari, EVERYTHING | {"see_housing_office": "yes", "done": "!send"})
    await anne.presses("Åpne", on=await anne.reads("Ny oppgave."))
    await anne.presses("Vis svarene")
    await anne.reads("En talemelding")
    await anne.reads(lambda one: "voice" in one)
