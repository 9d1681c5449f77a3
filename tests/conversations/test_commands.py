"""The main doors, typed instead of pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import House


async def test_commands_open_the_doors_in_both_languages(house: House) -> None:
    """A command does what the button does, below what was typed; one asks nobody without a yes."""
    kari = await house.resident("Kari")
    await kari.says("/bolig")
    await kari.reads("Bolig", button="Søk om bolig")
    await kari.says("/Talk@hjemvei_bot please")
    await kari.reads("Skriv det du vil her", button="Kontakten min")
    await kari.says("/soknad")
    await kari.reads("1 av")
    ola = await house.resident("Ola", agreed=False)
    await ola.says("/apply")
    await ola.reads(button="Kom i gang")
    await ola.says("/inatt")
    await ola.reads("trygt sted å sove i natt", button="Vet ikke")
