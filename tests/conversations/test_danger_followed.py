"""A flag that was opened is not done: it is told of until a human has written what was done."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import text_of

if TYPE_CHECKING:
    from tests.conftest import House


async def test_opened_and_then_nothing_is_told_to_the_coordinators(house: House) -> None:
    """Whoever opened it is reminded after two hours, and each morning, until it is written what was done."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("orker ikke mer")
    await mari.presses("Åpne", on=await mari.reads("Det haster."))
    await kari.reads("Åpnet av Mari")
    await house.phones.forward(dt.timedelta(hours=2, minutes=1))
    await mari.reads("Du åpnet noe som hastet.", button="Åpne")
    notice = await anne.reads("Noe som hastet, er åpnet.", lambda one: "Kari" not in str(one))
    await anne.presses("Åpne", on=notice)
    await anne.reads("Kari skrev noe", "orker ikke mer", "Mari")
    await house.phones.days(1)
    told = [one for one in await mari.chat() if "Du åpnet noe som hastet." in text_of(one)]
    assert len(told) == 2
    await mari.presses("Åpne", on=told[-1])
    await mari.presses("Skriv hva som ble gjort")
    await mari.says("Ringte henne. Hun er hos søsteren.")
    await mari.presses("Ja, lagre")
    await mari.reads("Takk.")
    await house.phones.days(2)
    assert sum("Du åpnet noe som hastet." in text_of(one) for one in await mari.chat()) == 2
