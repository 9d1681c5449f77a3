"""A reply keeps what it answers, the quoted part included, in the other's chat or as a line of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from tests.conversations.test_relay_media import both

if TYPE_CHECKING:
    from tests.conftest import House


async def test_an_answer_points_at_what_it_answers_in_both_chats(house: House) -> None:
    """Hers stands under the worker's own line, the worker's under hers, with the part that was chosen."""
    mari, kari = await both(house)
    asked = await mari.says("Skal vi ta tirsdag eller onsdag?")
    await kari.presses("Les")
    shown = await kari.reads("Skal vi ta tirsdag eller onsdag?")
    mine = await kari.says("Den siste", reply_to=shown, quote="onsdag")
    await mari.presses("Åpne")
    got = await mari.reads("Kari kl.", "Den siste")
    assert got["reply_to_message"]["message_id"] == asked["message"]["message_id"]
    assert got["quote"]["text"] == "onsdag"
    await mari.says("Da sier vi det", reply_to=got)
    cover = await kari.reads("Du har en ny melding.")
    assert cover["reply_to_message"]["message_id"] == mine["message"]["message_id"]
    await kari.presses("Les")
    await kari.reads("Da sier vi det")


async def test_among_several_it_is_named_in_words(house: House) -> None:
    """Opened together with another, an answer names what it answers; from a list, a quote finds its line."""
    mari, kari = await both(house)
    await mari.says("Har du nøkkelen?")
    await kari.presses("Les")
    shown = await kari.reads("Har du nøkkelen?")
    await kari.says("Hei igjen")
    second = await kari.says("Ja, begge", reply_to=shown)
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    listed = await mari.reads("Hei igjen", "Ja, begge", "Svar på: «Har du nøkkelen?»")
    await mari.says("Fint", reply_to=listed, quote="begge")
    cover = await kari.reads("Du har en ny melding.")
    assert cover["reply_to_message"]["message_id"] == second["message"]["message_id"]
    assert cover["quote"]["text"] == "begge"


async def test_a_reply_under_a_cover_quotes_nothing(house: House) -> None:
    """What she has not opened is not shown by a reply to it."""
    mari, kari = await both(house)
    first = await mari.says("Hemmelig sted")
    await mari.reads("Sendt til Kari")
    await mari.says("Jeg mente det", reply_to=first["message"], quote="Hemmelig")
    await mari.reads("Sendt til Kari")
    await house.settled()
    assert "Hemmelig" not in str([one for one in await kari.chat() if one["from"]["is_bot"]])


async def test_what_was_answered_is_gone_and_the_answer_comes_all_the_same(house: House) -> None:
    """Deleted by hand meanwhile: Telegram finds nothing to point at, and the words come."""
    mari, kari = await both(house)
    mine = await kari.says("Når er det?")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    got = await mari.reads("Når er det?")
    await kari.deletes(mine["message"])
    await mari.says("Klokka to", reply_to=got)
    await kari.presses("Les")
    assert "reply_to_message" not in await kari.reads("Klokka to")


async def test_staff_quote_nothing_of_ours_to_a_resident(house: House) -> None:
    """A quote from what the house said to staff goes nowhere."""
    mari, kari = await both(house)
    opened = next(one for one in await mari.chat() if "Det du skriver nå" in text_of(one))
    await mari.says("Hei du", reply_to=opened, quote="Det du skriver nå")
    await kari.presses("Les")
    assert "skriver nå" not in text_of(await kari.reads("Hei du"))
