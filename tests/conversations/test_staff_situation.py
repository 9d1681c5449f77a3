"""How a resident lives is theirs to tell, and theirs to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from bot.store import consents

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from tests.conftest import House


async def test_a_worker_reads_how_somebody_lives_only_with_their_yes(house: House) -> None:
    """Told in the chat, kept with its date, shown to the worker once the resident has said yes."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Bolig")
    await kari.presses("Slik bor jeg nå")
    await kari.reads("Hvor bor du nå?")
    await kari.presses("Leier privat")
    await house.settled()
    while "Stemmer dette?" not in text_of(await kari.screen()):
        await kari.presses("Mer")
        await house.settled()
        await kari.presses("Hopp over")
        await house.settled()
    await kari.presses("Ja, det stemmer")
    await house.settled()
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.presses("Mer")
    await mari.presses("Slik bor personen")
    await mari.reads("ikke sagt ja")
    resident = await house.person(kari)

    async def agree(turn: Turn) -> None:
        await consents.say(turn.tx, turn.new_id(), resident, "worker", "application", True, turn.at)

    await house.turn(agree)
    await mari.presses("Åpne personen")
    await mari.reads("Det du skriver nå, går til Kari.")
    await mari.presses("Mer")
    await mari.presses("Slik bor personen")
    await mari.reads("Slik bor Kari", "Leier privat")
