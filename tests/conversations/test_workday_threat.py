"""«Trussel, jeg trenger leder»: one tap rings the coordinators, and changes nothing for the resident."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from tests.conftest import House


async def test_one_tap_rings_and_says_what_to_do(house: House) -> None:
    """The coordinator's phone rings without a name; the worker reads 112 and who opened it."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    chat = len(await kari.chat())
    doors = labels(await kari.screen())
    await mari.presses("Mer")
    await anne.locks()
    await mari.presses("Trussel, jeg trenger leder")
    await mari.reads("ring 112", "Jeg sier fra til koordinator nå: Anne.")
    await house.phones.settled()
    assert await anne.lock_screen() == ["Ny oppgave. Det haster."]
    await anne.unlocks()
    notice = await anne.reads("Ny oppgave.", button="Åpne")
    assert not notice.get("disable_notification")
    await anne.presses("Åpne")
    await anne.reads("Mari trenger leder nå: trussel. Det gjelder Kari.")
    await mari.reads("Anne åpnet varselet ditt kl. 10")
    assert len(await kari.chat()) == chat
    assert labels(await kari.screen()) == doors
    await kari.says("/inatt")
    await kari.reads("Har du et trygt sted å sove i natt?")


async def test_a_slip_is_taken_back_and_a_second_tap_is_the_same(house: House) -> None:
    """Tapped twice it is one task; taken back the coordinators read that, and the task is closed."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await mari.presses("Mer")
    await mari.presses("Trussel, jeg trenger leder")
    await mari.reads("ring 112")
    await mari.presses("Trussel, jeg trenger leder")
    await house.phones.settled()
    assert sum(text_of(one) == "Ny oppgave. Det haster." for one in await anne.chat()) == 1
    await mari.presses("Trykket feil, ta det tilbake")
    await mari.reads("Tatt tilbake.")
    await anne.reads("Mari har tatt tilbake et varsel.", lambda one: "Kari" not in str(one))
    await anne.says("/oppgaver")
    await anne.reads("Ingen åpne oppgaver.")


async def test_with_no_coordinator_it_is_said_so(house: House) -> None:
    """Nothing is claimed: the worker reads that nobody can be reached here, and whom to ring."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await mari.presses("Mer")
    await mari.presses("Trussel, jeg trenger leder")
    await mari.reads("ring 112", "ingen koordinator jeg kan nå")


async def test_until_a_coordinator_has_opened_it_it_rings_again(house: House) -> None:
    """After the pack's minutes the phone rings once more and the worker reads that; opened, it is over."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await mari.presses("Mer")
    await mari.presses("Trussel, jeg trenger leder")
    await mari.reads("ring 112")
    await house.phones.forward(dt.timedelta(minutes=16))
    await mari.reads("Ingen har åpnet varselet ditt ennå.", "ring 112", "00 00 00 01")
    notices = [one for one in await anne.chat() if text_of(one) == "Ny oppgave. Det haster."]
    assert len(notices) == 2
    assert not any(one.get("disable_notification") for one in notices)
    await anne.presses("Åpne", on=notices[-1])
    await mari.reads("Anne åpnet varselet ditt")
    await house.phones.forward(dt.timedelta(hours=2))
    assert sum(text_of(one) == "Ny oppgave. Det haster." for one in await anne.chat()) == 2
