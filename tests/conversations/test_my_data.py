"""«Last ned alt om meg»: one file with everything that is stored, and what is not in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.appointments import appointments
from bot.domain.tonight import requests
from bot.flow.message import verbatim
from tests.conversations.test_access_in_the_chat import agrees, handed_in
from tests.conversations.test_relay_words import opened
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Message, Phone
    from tests.conftest import House


def file_in(house: House, message: Message) -> str:
    """The file that a message brought, as text."""
    return house.world.files.get(message["document"]["file_id"]).data.decode()


async def _downloads(kari: Phone) -> Message:
    await kari.says("/start")
    await kari.reads("Hei, Kari")
    await kari.presses("Mer")
    await kari.presses("Hva dere vet om meg")
    await kari.presses("Last ned alt om meg")
    return await kari.reads("Her er alt jeg har lagret om deg.")


async def test_everything_stands_in_one_file(house: House) -> None:
    """Name, yes and no, messages both ways, application, answers, appointments, reminders, who has read."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id, mari_id = await house.person(kari), await house.person(mari)
    await kari.presses("Bolig")
    await kari.presses("Slik bor jeg nå")
    await walks(kari, {"done": "!send"})
    await opened(mari, kari, "Hei <b>Mari</b> & co")
    await mari.says("Hei selv")
    await kari.reads("Du har en ny melding.")
    await kari.sends("voice")
    await house.settled()
    await handed_in(house, kari_id)
    await agrees(house, kari_id, "worker")

    async def lived(turn: Turn) -> None:
        details = appointments.Details(verbatim("Kontoret"), verbatim("Samtale"))
        worker, who = await people.the(turn, mari_id), await people.the(turn, kari_id)
        starts: dt.datetime = turn.now.replace(hour=12) + dt.timedelta(days=5)
        await appointments.make(turn, worker, kari_id, starts=starts, minutes=30, details=details)
        await requests.ask(turn, who)
        await requests.add_detail(turn, who, verbatim("På Sentralstasjonen"))

    await house.turn(lived)
    message = await _downloads(kari)
    assert message["document"]["file_name"] == "om-meg-2027-03-10.html"
    file = file_in(house, message)
    for words in (
        "Alt om meg hos Fjordvik", "Navn: Kari", "Hei &lt;b&gt;Mari&lt;/b&gt; &amp; co",
        "Hei selv", "En talemelding", "Helst ved elva", "Samtale", "På Sentralstasjonen",
        "Den som følger deg opp", "mandag 15. mars 2027", "Mari leste meldingene dine",
        "De som følger deg opp, kan ha egne notater.", "Hvordan du bor nå", "en avtale",
    ):  # fmt: skip
        assert words in file, words


async def test_who_has_nothing_gets_a_file_that_says_so(house: House) -> None:
    """An empty life here is an honest file; in English it is in English."""
    kari = await house.resident("Kari", language="en")
    await kari.presses_old(await kari.screen(), "d:download:")
    message = await kari.reads("Here is everything I have kept about you.")
    file = file_in(house, message)
    assert '<html lang="en">' in file
    assert file.count("Nothing.") > 5


async def test_nobody_gets_anothers_file(house: House) -> None:
    """The button is about whoever presses it; staff have none."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id = await house.person(kari)
    await mari.says("/start")
    await house.settled()
    await mari.presses_old(await mari.screen(), f"d:download:{kari_id}")
    await mari.reads("Den knappen")
    assert not any("document" in one for one in await mari.chat())
