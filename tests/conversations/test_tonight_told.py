"""Tonight: what is sent to its questions reaches whoever is on duty, and the last word says what happens next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from tests.conversations.test_tonight_duty import asks, stranger

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.client import Phone
    from tests.conftest import House

MINUTE = dt.timedelta(minutes=1)


async def to_where(phone: Phone) -> None:
    """Past danger and company, to «omtrent hvor er du»."""
    await phone.presses("Nei")
    await phone.presses("Jeg er alene")
    await phone.reads("Omtrent hvor er du nå?")


async def to_the_end(phone: Phone) -> None:
    """Past what is right, what it counts as, and the places."""
    await phone.presses("Videre", on=await phone.reads("NAV må se på dette samme dag"))
    await phone.presses("Videre", on=await phone.reads("Det du har sendt,"))
    await phone.reads("Steder du kan gå til")
    await phone.presses("Greit")


async def test_a_voice_message_goes_to_whoever_is_on_duty_and_is_played(house: House) -> None:
    """Spoken to a question of tonight, it goes on at once; opened, it stands as a message of its own."""
    dag = await house.staff("Dag", "duty")
    ola = await stranger(house)
    await asks(ola)
    spoken = await ola.sends("voice", seconds=7)
    await ola.reads("Det du sendte, er lagt til det andre om i natt.", "Er du i fare akkurat nå?")
    assert not any("Skal jeg sende" in text_of(one) for one in await ola.chat())
    await dag.presses("Åpne")
    played = await dag.reads(lambda one: "voice" in one)
    assert played["voice"]["file_id"] == spoken["message"]["voice"]["file_id"]
    await dag.reads("Bedt om", "En talemelding")
    await ola.presses("Nei")
    await ola.sends("album", count=2, caption="Her sover jeg")
    await ola.reads("Det du sendte, er lagt til det andre om i natt.", "Hvem er sammen med deg?")
    await dag.presses("Åpne", on=await dag.reads("Nytt til forespørselen om i natt."))
    await dag.reads("Her sover jeg", lambda one: "photo" in one)


async def test_where_one_is_may_be_sent_as_a_place(house: House) -> None:
    """The place is an answer: it leaves the chat, and whoever is on duty sees it on the map."""
    dag = await house.staff("Dag", "duty")
    ola = await stranger(house)
    await asks(ola)
    await to_where(ola)
    await ola.sends("location", latitude=59.91, longitude=10.75)
    await ola.reads("NAV må se på dette samme dag")
    await house.phones.settled()
    assert not any("location" in one for one in await ola.chat())
    await dag.presses("Åpne")
    place = await dag.reads(lambda one: "location" in one)
    assert place["location"]["latitude"] == 59.91
    await dag.reads("Hvor jeg er: Et sted på kartet")


async def test_the_last_word_says_who_has_it_and_whom_to_ring(house: House) -> None:
    """Not a greeting: before it is opened who was told, afterwards who has it; the number in both."""
    dag = await house.staff("Dag", "duty")
    ola = await stranger(house)
    await asks(ola)
    await to_where(ola)
    await ola.says("Ved broa")
    await to_the_end(ola)
    last = text_of(
        await ola.reads(
            "Det ligger hos mottaket hos NAV Fjordvik.",
            "Har ingen åpnet det om 20 minutter, sier jeg fra til neste eller ber deg ringe.",
            "ring 00 00 00 02. Er det fare, ring 112.",
            button="Hjelpenumre",
        )
    )
    assert "Hei" not in last
    await dag.presses("Åpne")
    await asks(ola)
    await to_where(ola)
    await ola.says("Ved broa")
    await to_the_end(ola)
    await ola.reads("Dag har åpnet det, kl. 10", "ring 00 00 00 02")


async def test_with_nobody_left_it_is_not_to_be_waited_for(house: House) -> None:
    """No one holds a duty role: the last word says so, and whom to ring."""
    kari = await house.resident("Kari", neutral=False)
    await asks(kari)
    await to_where(kari)
    await kari.says("Ved broa")
    await to_the_end(kari)
    await kari.reads("Ikke vent på svar her.", "ring 00 00 00 02")


async def test_where_nobody_reads_at_night_the_last_word_says_until_when(
    build: Callable[..., House],
) -> None:
    """Lillevik at ten in the evening: when somebody reads it, and the number that answers now."""
    async with build(pack="lillevik") as house:
        await house.staff("Sol", "duty")
        kari = await house.resident("Kari", neutral=False)
        await house.phones.forward(dt.timedelta(hours=12))
        await asks(kari)
        await to_where(kari)
        await kari.says("Ved broa")
        await to_the_end(kari)
        await kari.reads("Ingen leser det før torsdag 11. mars kl. 08.00.", "ring 116 117")


async def test_one_who_is_safe_is_told_no_more_than_before(house: House) -> None:
    """«Ja»: there is no request, so nothing is said of one."""
    ola = await stranger(house)
    await ola.presses("Trygt sted i natt")
    await ola.presses("Ja")
    await ola.presses("Greit")
    said = text_of(await ola.reads("Hei"))
    assert "åpnet" not in said
