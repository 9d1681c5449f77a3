"""An emoji on somebody's words stands on the same words in their own chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from tests.conversations.test_relay_media import both

if TYPE_CHECKING:
    from bot.simulator.client import Message, Phone
    from tests.conftest import House


async def _of(phone: Phone, message: Message) -> list[str]:
    found = next(one for one in await phone.chat() if one["message_id"] == message["message_id"])
    return [one["emoji"] for one in found.get("reactions", ()) if one["by"] == "bot"]


async def test_a_thumb_goes_both_ways_and_is_taken_back(house: House) -> None:
    """On the writer's own line; no message is sent, and it counts as no answer."""
    mari, kari = await both(house)
    said = await kari.says("Takk for i dag")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    listed = await mari.reads("Takk for i dag")
    await house.settled()
    before = len(await kari.chat())
    await mari.reacts(listed, "👍")
    await house.settled()
    assert await _of(kari, said["message"]) == ["👍"]
    assert len(await kari.chat()) == before
    await mari.reacts(listed, None)
    await house.settled()
    assert await _of(kari, said["message"]) == []
    mine = await mari.says("Vi snakkes")
    await kari.presses("Les")
    shown = await kari.reads("Vi snakkes")
    await kari.reacts(shown, "❤")
    await house.settled()
    assert await _of(mari, mine["message"]) == ["❤"]


async def test_on_what_is_nobodys_words_nothing_follows(house: House) -> None:
    """A screen of ours, one's own line, a list that is no longer the worker's to answer."""
    mari, kari = await both(house)
    for message in await kari.chat():
        await kari.reacts(message, "👍")
    await house.settled()
    assert not any(one.get("reactions") for one in await mari.chat())
    assert "svarte med" not in str([text_of(one) for one in await mari.chat()])


async def test_an_emoji_that_bots_may_not_give_is_said_not_to_go_on(house: House) -> None:
    """What stood before is taken back, and whoever gave it reads that it does not reach the other."""
    mari, kari = await both(house)
    await kari.says("Takk for i dag")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    await mari.reads("Takk for i dag")
    mine = await mari.says("Vi snakkes")
    await kari.presses("Les")
    shown = await kari.reads("Vi snakkes")
    await kari.reacts(shown, "❤")
    await house.settled()
    await kari.does("react", message_id=shown["message_id"], custom="5368324170671202286")
    await kari.reads("Den emojien kan jeg ikke sende videre.")
    await house.settled()
    assert await _of(mari, mine["message"]) == []
