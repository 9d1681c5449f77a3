"""«Jeg trenger tolk»: one tap, somebody owns it, shown where people meet, and what cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from bot.store import tasks
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House


async def open_tasks(house: House, phone: Phone) -> list[tasks.Row]:
    """The open interpreter tasks about this resident."""
    person_id = await house.person(phone)

    async def found(turn: Turn) -> list[tasks.Row]:
        return await tasks.open_about(turn.tx, person_id, "interpreter")

    return await house.turn(found)  # type: ignore[return-value]  # what the body returns


async def test_one_tap_and_somebody_has_it(house: House) -> None:
    """From the talk screen; details follow, whom not to meet among them; booked, the person is told."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Snakk med noen")
    await kari.presses("Jeg trenger tolk")
    await kari.reads("Mari får vite at du trenger tolk.")
    assert len(await open_tasks(house, kari)) == 1, "at the first press"
    for answer in ("Tigrinja", "I rommet", "En kvinne"):
        await kari.presses(answer)
    await kari.says("Ikke onkelen min")
    await kari.presses("Send")
    await kari.reads("Det ligger hos Mari nå.")
    assert len(await open_tasks(house, kari)) == 1
    await kari.says("/avtaler")
    await kari.reads("Tolk: bedt om, ikke bestilt ennå.")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("Kari trenger tolk.", "Tigrinja", "En kvinne", "Ikke onkelen min")
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.presses(
        "Mer", on=await mari.reads("Tolk: bedt om", "Det du skriver nå, går til Kari.")
    )
    await mari.presses("Tolk", on=await mari.reads("Hva vil du gjøre for Kari?"))
    await mari.presses("Bestilt", on=await mari.reads("Kari trenger tolk.", "Tigrinja"))
    await mari.reads("Tolk er bestilt for Kari.")
    assert not await open_tasks(house, kari)
    await kari.presses("Les", on=await kari.reads("Du har en ny melding."))
    await kari.reads("Mari har bestilt tolk til deg.")


async def test_a_message_its_reader_cannot_read(house: House) -> None:
    """«Jeg forstår ikke språket»: a task, and a reviewed sentence in the person's language."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, language="en")
    await opened_in_english(mari, kari)
    kari_id = await house.person(kari)
    await mari.presses_old(await mari.screen(), f"d:interpreter_unread:{kari_id}")
    await mari.reads("Kari trenger tolk.")
    assert len(await open_tasks(house, kari)) == 1
    await kari.reads(
        lambda message: (
            "does not know the language" in text_of(message) or "new message" in text_of(message)
        )
    )


async def opened_in_english(mari: Phone, kari: Phone) -> None:
    """The worker has opened what an English speaker wrote."""
    await kari.says("Where do I sign?")
    await kari.presses("Yes, send")
    await mari.presses("Åpne")
    await mari.reads("Where do I sign?")


async def test_another_worker_does_not_see_whom_one_will_not_meet(house: House) -> None:
    """Only those access.md names open it."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await kari.says("/snakk")
    await kari.presses("Jeg trenger tolk")
    kari_id = await house.person(kari)
    await berit.says("/start")
    for verb in ("interpreter_of", "interpreter_booked", "interpreter_over", "interpreter_unread"):
        await berit.presses_old(await berit.screen(), f"d:{verb}:{kari_id}")
        await house.settled()
    everything = "\n".join(text_of(one) for one in await berit.chat())
    assert "Kari" not in everything
    assert "Du har ikke tilgang til det." in everything
