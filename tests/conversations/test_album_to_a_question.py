"""Files sent together to a question get one answer, whoever was asked and whatever was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from tests.conversations.test_cannot_pay import opens
from tests.conversations.test_relay_albums import pictures
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House


async def answers(phone: Phone, words: str) -> int:
    """How many of the bot's messages that stand in a chat say this."""
    chat = await phone.chat()
    return sum(1 for one in chat if one["from"]["is_bot"] and words in text_of(one))


async def test_a_question_that_wants_words_answers_once_and_keeps_all(house: House) -> None:
    """Three pictures to «hva skal vi kalle deg»: said once that it is no answer, all three offered once."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await kari.presses("Mer")
    await kari.presses("Endre navn og varsler")
    await kari.reads("Hva skal vi kalle deg?")
    await kari.sends("album", count=3, caption="Stua")
    await kari.reads("Den kan jeg ikke bruke som svar her.", "Hva skal vi kalle deg?")
    await kari.reads(button="Send til Mari")
    await house.phones.settled()
    assert await answers(kari, "Den kan jeg ikke bruke") == 1
    assert await answers(kari, "tatt vare på") == 1
    await kari.presses("Send til Mari")
    await kari.reads("Sendt til Mari.")
    await mari.presses("Åpne")
    await mari.reads("Stua", lambda one: "photo" in one)
    assert len(await pictures(mari)) == 3


async def test_a_question_that_wants_a_picture_takes_the_first_and_passes_on_the_rest(
    house: House,
) -> None:
    """A letter of three pages: the first is the answer, the others reach the same human."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await opens(kari)
    await walks(kari, {"how_bad": "afraid", "together": "photo"}, until="photo")
    await kari.reads("Ta et bilde av brevet")
    await kari.sends("album", count=3)
    await kari.reads("Hva tror du kan hjelpe?")
    await house.phones.settled()
    assert await answers(kari, "Den kan jeg ikke bruke") == 0
    await mari.presses("Åpne", on=await mari.reads("Ny melding"))
    await house.phones.settled()
    assert len(await pictures(mari)) == 3


async def test_staff_in_a_conversation_of_their_own_read_once_that_it_goes_nowhere(
    house: House,
) -> None:
    """A worker who makes an appointment and sends pictures: one answer, and nobody gets them."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await mari.says("/start")
    await mari.presses("Ny avtale")
    await mari.reads("Hvem er avtalen med?")
    await mari.sends("album", count=3)
    await mari.reads("kan jeg ikke sende videre", "Hvem er avtalen med?")
    await house.phones.settled()
    assert await answers(mari, "Hvem er avtalen med?") == 1
    assert await pictures(kari) == []
