"""«I dag»: one screen in the morning, and one silent notice that it is there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people, tasks
from bot.domain.appointments import appointments
from bot.flow.message import verbatim
from bot.simulator.client import text_of
from bot.store import timers
from tests.conversations.test_relay_words import opened
from tests.conversations.test_staff_away import goes_away

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House

READY = "Dagen er klar."


async def writes(resident: Phone) -> None:
    """The resident writes to whoever follows them up."""
    await resident.says("Hei")
    await resident.presses("Ja, send")
    await resident.reads("Sendt til")


async def ready(worker: Phone) -> int:
    """How many times the morning has been told of."""
    return sum(READY in text_of(one) for one in await worker.chat())


async def test_one_screen_holds_the_day(house: House) -> None:
    """Needs in their order as numbers, today's appointments, what did not go out, what is planned."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    await opened(mari, kari)
    await mari.presses("Mer")
    await mari.presses("Send senere")
    await mari.reads("Hva vil du skrive til Kari?")
    await mari.says("Husk i morgen")
    await mari.presses("I dag kl. 14")
    await mari.presses("Planlegg")
    await mari.reads("Planlagt.")
    kari_id, ola_id, mari_id = [await house.person(one) for one in (kari, ola, mari)]

    async def fill(turn: Turn) -> None:
        worker = await people.the(turn, mari_id)
        details = appointments.Details(verbatim("På kontoret"), verbatim("Prat"))
        starts = turn.now + dt.timedelta(hours=3)
        await appointments.make(turn, worker, ola_id, starts=starts, minutes=30, details=details)
        await tasks.open_task(turn, "rent_hard", "worker", subject=ola_id, owner=mari_id)
        lost = timers.Timer(
            turn.new_id(), "appointment.before", 1, "x", 0, kari_id, turn.at - 1,
            state="skipped", reason="did not come through",
        )  # fmt: skip
        await timers.plan(turn.tx, [lost])

    await house.turn(fill)
    await mari.says("/idag")
    shown = text_of(
        await mari.reads(
            "I dag, onsdag 10. mars.",
            "Brev eller frist: 1.",
            "Venter på svar: 1. Lengst siden kl. 10",
            "kl. 13.00: Ola, Prat.",
            "En påminnelse til Kari gikk ikke ut: den kom ikke fram.",
            "Du har planlagt å skrive til Kari kl. 14.00.",
        )
    )
    assert shown.index("Brev eller frist") < shown.index("Venter på svar")
    assert "Hei" not in shown
    assert "Husk i morgen" not in shown
    await mari.presses("Neste")
    await mari.reads("Det du skriver nå, går til Ola.")


async def test_an_empty_day_is_said(house: House) -> None:
    """From the menu, the first door: nobody waits."""
    mari = await house.staff("Mari", "worker")
    await mari.presses("I dag")
    await mari.reads("I dag, onsdag 10. mars.", "Ingen venter på deg nå.")


async def test_the_morning_is_told_of_once_silently_and_without_names(house: House) -> None:
    """When the hours begin, each working day, and only while something waits; off with one tap."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari)
    await mari.locks()
    await house.phones.until(_oslo(house, 11, 7, 0))
    assert await ready(mari) == 0
    await house.phones.until(_oslo(house, 11, 10, 0))
    assert await ready(mari) == 1
    assert await ready(berit) == 0, "nothing waits for her"
    assert READY in (await mari.lock_screen())[-1]
    assert "Kari" not in str(await mari.lock_screen())
    await mari.unlocks()
    notice = await mari.reads(READY, button="Se dagen")
    assert notice.get("disable_notification", True)
    await house.phones.until(_oslo(house, 12, 10, 0))
    newer = await mari.reads(READY, button="Se dagen")
    assert newer["message_id"] > notice["message_id"]
    assert await ready(mari) == 1, "yesterday's is gone"
    await house.phones.until(_oslo(house, 14, 12, 0))
    last = [one for one in await mari.chat() if READY in text_of(one)][-1]
    assert last["message_id"] == newer["message_id"], "not on a Saturday nor on a Sunday"
    await mari.presses("Ikke si fra om morgenen")
    await mari.reads("Du får ikke beskjed om morgenen.", button="Si fra om morgenen")
    await house.phones.until(_oslo(house, 15, 10, 0))
    last = [one for one in await mari.chat() if READY in text_of(one)][-1]
    assert last["message_id"] == newer["message_id"]
    await mari.presses("Si fra om morgenen")
    await mari.reads("Du får vite det når dagen begynner")
    await house.phones.until(_oslo(house, 16, 10, 0))
    assert (await mari.reads(READY))["message_id"] > newer["message_id"]


def _oslo(house: House, day: int, hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2027, 3, day, hour, minute, tzinfo=house.app.house.zone)


async def test_one_who_is_away_is_left_in_peace(house: House) -> None:
    """Nothing in the morning while away; the stand-in has it instead."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari)
    await goes_away(mari, "Berit")
    await house.phones.days(1)
    assert await ready(mari) == 0
    assert await ready(berit) == 1
