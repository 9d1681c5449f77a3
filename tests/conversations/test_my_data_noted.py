"""The file of everything also says what staff noted of contact and help, and what comes again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.appointments import appointments, series
from bot.domain.mine import my_data
from bot.domain.remember import begun, quiet
from bot.flow.message import verbatim
from bot.rules.paper import page_of
from tests.conversations.test_reminders_random import TEXTS

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from tests.conftest import House


async def test_what_was_noted_stands_in_the_file(house: House) -> None:
    """A phone call, weeks without a phone, an appointment each week, help begun: each with its day."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id, mari_id = await house.person(kari), await house.person(mari)

    async def notes(turn: Turn) -> str:
        worker = await people.the(turn, mari_id)
        await quiet.reached(turn, worker, kari_id, "phone", yesterday=False)
        await quiet.without_phone(turn, worker, kari_id, 2)
        await begun.mark(turn, worker, kari_id, turn.today)
        details = appointments.Details(verbatim("Kontoret"), verbatim("Samtale"))
        starts = turn.now + dt.timedelta(days=5)
        await appointments.make(turn, worker, kari_id, starts=starts, minutes=30, details=details)
        found = int(await turn.tx.value("SELECT id FROM appointments"))
        await series.repeat(turn, worker, found, "week")
        paper = await my_data.paper(turn, await people.the(turn, kari_id))
        return page_of(paper, lambda text: TEXTS.say(text, "nb", turn.house.zone))

    page = str(await house.turn(notes))
    for words in (
        "Kontakt og hjelp som er notert",
        "kontakt på telefon",
        "Uten telefon fra",
        "en avtale hver uke",
        "hjelp begynte før det var et vedtak",
    ):
        assert words in page
