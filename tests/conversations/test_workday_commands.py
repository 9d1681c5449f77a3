"""Staff may type what they could press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from tests.conftest import House


async def test_a_command_answers_in_one_screen(house: House) -> None:
    """The list, the next one, a note about whoever is open, done; without one open it is said so."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await mari.says("/notat")
    await mari.reads("Åpne en person først.")
    await opened(mari, kari)
    await mari.says("/notat")
    await mari.reads("Skriv notatet.", "Kari")
    await mari.says("Ring etter tolv")
    await mari.reads("Notatet om Kari er lagret.")
    await mari.says("/liste")
    await mari.reads("Størst behov øverst.", button="Kari · venter siden kl. 10.00")
    await mari.says("/neste")
    await mari.reads("Ring etter tolv", "Det du skriver nå, går til Kari.")
    await mari.says("/ferdig")
    await mari.reads("Lukket.")
    await mari.says("/neste")
    await mari.reads("Ingen venter på svar nå.")
