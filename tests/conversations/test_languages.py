"""Nynorsk from the first screen to a sent message, and back: whoever reads it meets nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of

if TYPE_CHECKING:
    from tests.conftest import House

BOKMAL = (" jeg ", " ikke ", " hva ", " noe ", " fra ", " nå ", "mandag")


async def test_a_newcomer_reads_nynorsk_from_the_first_press(house: House) -> None:
    """Chosen on the first screen; help, hours and questions follow, and bokmål is one press away."""
    ola = await house.phones.add("Ola")
    await ola.says("/start")
    await ola.presses("Nynorsk")
    first = await ola.reads("Eg er ein digital hjelpar", button="Trygg stad i natt")
    assert labels(first)[-2:] == ["Bokmål", "English"]
    await ola.presses("Trygg stad i natt")
    await ola.reads("Har du ein trygg stad å sove i natt?", button="Veit ikkje")
    await ola.says("/start")
    await ola.presses("Snakk med nokon")
    await ola.reads("måndag til fredag")
    for shown in await ola.chat():
        said = f" {text_of(shown)} ".casefold()
        assert not [one for one in BOKMAL if one in said], said
    await ola.presses("Tilbake")
    await ola.presses("Bokmål")
    await ola.reads("Jeg er en digital hjelper")


async def test_a_worker_and_a_resident_each_read_their_own(house: House) -> None:
    """The resident's lines are in nynorsk, the worker's in bokmål; the words between them are untouched."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Mer")
    await kari.presses("Nynorsk")
    await kari.says("Eg lurer på noko")
    await kari.reads("Skal eg sende dette til Mari?")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads("Eg lurer på noko", "Det du skriver nå, går til Kari.")
    await kari.reads("Opna av Mari")
