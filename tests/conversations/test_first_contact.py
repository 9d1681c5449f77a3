"""The first minute: what anybody meets, and what works without a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import text_of

if TYPE_CHECKING:
    from tests.conftest import House


async def test_the_first_screen_offers_help_before_anything_is_asked(house: House) -> None:
    """A stranger reads that this is no human, and finds a bed and numbers without saying a name."""
    ola = await house.phones.add("Ola")
    await ola.says("/start")
    await ola.reads("ikke et menneske", button="Trygt sted i natt")
    await ola.presses("Hjelpenumre")
    shown = text_of(await ola.reads("Ambulanse 113: hele døgnet", "Sist sjekket"))
    assert "113: 113" not in shown, "a line called by its number does not say it twice"


async def test_words_wait_for_a_yes_and_then_reach_the_worker(house: House) -> None:
    """Free text is asked about, sent on a yes, opened by the worker, and answered."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Kan du ringe meg?")
    await kari.reads("Skal jeg sende dette til Mari?", button="Ja, send")
    await kari.presses("Ja, send")
    await mari.reads("Ny melding", button="Åpne")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    await mari.reads("Kan du ringe meg?")
    await kari.reads("Åpnet av Mari")
    await mari.says("Ja, klokka to")
    await kari.reads("Du har en ny melding", button="Les")
    await mari.reads("Sendt til Kari")
    await kari.presses("Les")
    await kari.reads("Mari skriver", "Ja, klokka to")
    await mari.reads("Åpnet av Kari")
