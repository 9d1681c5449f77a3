"""Notes: for colleagues only, by their author, gone with access."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of
from bot.store import audit
from tests.conversations.test_relay_words import opened
from tests.conversations.test_staff_away import goes_away, hand_over

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House

NOTE = "Ring helst etter klokka tolv"


async def notes(worker: Phone, words: str) -> None:
    """Write a note about the person who is open."""
    await worker.presses("Mer")
    await worker.presses("Notater")
    await worker.presses("Skriv et notat")
    await worker.reads("Skriv notatet.")
    await worker.says(words)
    await worker.reads("er lagret.", button="Åpne personen")


async def test_a_note_stands_on_top_for_colleagues_and_never_for_the_resident(
    house: House,
) -> None:
    """The worker and their stand-in read it above the words; nothing of it comes to the resident."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await notes(mari, NOTE)
    await mari.presses("Åpne personen")
    shown = text_of(await mari.reads("Notat fra Mari", NOTE, "Hei"))
    assert shown.index(NOTE) < shown.index("Hei")
    await goes_away(mari, "Berit")
    await berit.says("/start")
    await berit.presses("Alle mine")
    await berit.presses("Kari")
    await berit.reads("Notat fra Mari", NOTE)
    await berit.presses("Mer")
    await berit.presses("Notater")
    assert "Mitt" not in str(labels(await berit.reads("Notater om Kari", NOTE)))
    assert NOTE not in str(await kari.chat())
    kari_id = await house.person(kari)
    done = await house.app.store.read(lambda tx: audit.about(tx, kari_id))
    assert "wrote a note" in [one.action for one in done]


async def test_its_author_changes_deletes_and_brings_back(house: House) -> None:
    """Written anew it says the new words; deleted it is gone, and one press brings it back."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await notes(mari, NOTE)
    await mari.presses("Åpne personen")
    await mari.presses("Mer")
    await mari.presses("Notater")
    await mari.presses(f"Mitt: {NOTE[:23]}…")
    await mari.presses("Skriv på nytt")
    await mari.reads("Hvilket notat?")
    await mari.presses(f"{NOTE[:23]}…")
    await mari.reads("Skriv det på nytt.")
    await mari.says("Ring når som helst")
    await mari.reads("er lagret.")
    await mari.presses("Åpne personen")
    assert NOTE not in text_of(await mari.reads("Ring når som helst"))
    await mari.presses("Mer")
    await mari.presses("Notater")
    await mari.presses("Mitt: Ring når som helst")
    await mari.presses("Slett")
    await mari.reads("Notatet er slettet.")
    await mari.presses("Hent det tilbake")
    await mari.reads("Notater om Kari", "Ring når som helst")


async def test_a_former_worker_neither_reads_nor_writes_notes(house: House) -> None:
    """After the hand-over the new worker has the note; the old one's buttons lead nowhere."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await mari.presses("Mer")
    await mari.presses("Notater")
    await mari.presses("Skriv et notat")
    await mari.reads("Skriv notatet.")
    await hand_over(house, kari, berit)
    await mari.says(NOTE)
    await mari.reads("Du har ikke tilgang til det.")
    await berit.says("/start")
    await berit.presses("Alle mine")
    await berit.presses("Kari")
    assert "Notat" not in text_of(await berit.reads("går til Kari."))


async def test_a_stand_in_reads_the_note_they_are_left_and_older_ones_with_a_yes(
    house: House,
) -> None:
    """The newest note and what comes; what was noted before only when the resident has said yes."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await notes(mari, "Var hos legen i fjor")
    await mari.presses("Åpne personen")
    await house.phones.forward(dt.timedelta(minutes=5))
    await notes(mari, NOTE)
    await house.phones.forward(dt.timedelta(minutes=5))
    await goes_away(mari, "Berit")
    await berit.says("/start")
    await berit.presses("Alle mine")
    await berit.presses("Kari")
    assert "legen" not in text_of(await berit.reads("Notat fra Mari", NOTE))
    await berit.presses("Mer")
    await berit.presses("Notater")
    listed = await berit.reads("Notater om Kari", NOTE, button="Be om å lese det som er eldre")
    assert "legen" not in text_of(listed)
    await berit.presses("Be om å lese det som er eldre", on=listed)
    await kari.presses("Les")
    await kari.reads("Mari er borte.")
    await kari.presses("Les")
    await kari.presses("Ja", on=await kari.reads("Berit er vikar for Mari"))
    await berit.says("/start")
    await berit.presses("Alle mine")
    await berit.presses("Kari")
    await berit.reads("Notat fra Mari", NOTE, "Var hos legen i fjor")
