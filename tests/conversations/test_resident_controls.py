"""What stands behind «Mer», and the one living screen when something comes in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from tests.conftest import House


async def test_every_control_behind_more(house: House) -> None:
    """Why, skip, «vet ikke», back, show again, a pause and a human: each leads back to the question."""
    kari = await house.resident("Kari")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, {"now": "friends"}, until="how_long")
    await kari.presses("Mer")
    await kari.presses("Vis spørsmålet")
    await kari.reads("Hvor lenge har du bodd slik?")
    await kari.presses("Mer")
    await kari.presses("Vet ikke")
    await kari.reads("✓ Vet ikke", "Hvem skal bo der?")
    await kari.presses("Mer")
    await kari.presses("Hvorfor spør dere?")
    await kari.reads("et hjem som er stort nok", "Hvem skal bo der?")
    await kari.presses("Mer")
    await kari.presses("Hopp over")
    await kari.reads("Hoppet over", "Har du barn")
    await kari.presses("Mer")
    await kari.presses("Tilbake")
    await kari.reads("Hvem skal bo der?", "Hoppet over", button="Behold")
    await kari.presses("Behold")
    await kari.reads("Har du barn")
    await kari.presses("Mer")
    await kari.presses("Ta en pause")
    paused = await kari.reads("svar er lagret", "Ta den tiden du trenger", button="Fortsett")
    assert "Hos venner" not in text_of(paused), "nobody can scroll through a life"
    # In a pause nothing is asked, also after a restart: words are for a human.
    await house.stop()
    await house.start()
    await kari.says("Hei")
    await kari.reads("Skal jeg sende dette")
    await kari.presses("Nei, slett det")
    await kari.presses("Fortsett")
    await kari.reads("Har du barn")
    await kari.says("hjelp")
    await kari.reads("113", button="Flere numre")
    await kari.presses("Flere numre")
    await kari.reads("ikke et menneske", button="Tilbake")
    await kari.presses("Tilbake")
    await kari.reads("Har du barn")
    # From the menu, the help numbers lead back to the menu, not into the application.
    await kari.says("/start")
    await kari.reads("Hei, Kari", button="Hjelpenumre")
    await kari.presses("Hjelpenumre")
    await kari.presses("Tilbake")
    await kari.reads("Hei, Kari")


async def test_the_screen_moves_to_the_bottom_when_something_came_between(house: House) -> None:
    """A message from the worker stands below it: the next answer brings the question down again."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await kari.reads("Åpnet av Mari")
    await kari.says("/start")
    await kari.reads("Hei, Kari")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, {}, until="now")
    await mari.says("Jeg ringer deg")
    await kari.reads("Du har en ny melding", button="Les")
    await kari.presses("Hos venner, kjente eller slekt")
    here = await kari.reads("Hvor lenge har du bodd slik?")
    await house.phones.settled()
    chat = await kari.chat()
    assert chat[-1]["message_id"] == here["message_id"], "the question stands at the bottom"
    assert sum("Hvor " in text_of(one) for one in chat) == 1, "and only there"
    cover = next(one for one in chat if "Les" in labels(one))
    await kari.presses("Les", on=cover)
    await kari.reads("Jeg ringer deg")
    await kari.reads("Skal Mari få se det du har svart så langt?")
    where = [one["message_id"] for one in await kari.chat()]
    assert here["message_id"] in where, "reading moves nothing"
