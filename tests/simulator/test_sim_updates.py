"""getUpdates keeps Telegram's contract."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from telegram.error import Conflict

if TYPE_CHECKING:
    from telegram import Bot

    from bot.simulator.client import Phone
    from bot.simulator.world import Simulator
    from tests.simulator.conftest import Api


async def test_an_offset_acknowledges_what_lies_before_it(bot: Bot, kari: Phone) -> None:
    """Updates come again until an offset behind them is asked for, and then never."""
    await kari.says("en")
    await kari.says("to")
    first = await bot.get_updates()
    again = await bot.get_updates(offset=0)
    assert [u.update_id for u in first] == [u.update_id for u in again]
    rest = await bot.get_updates(offset=first[1].update_id + 1)
    assert [u.message.text for u in rest if u.message] == ["to"]
    assert len(await bot.get_updates(offset=0)) == 1


async def test_limit_and_negative_offset(bot: Bot, kari: Phone) -> None:
    """`limit` takes the oldest; a negative offset keeps only that many of the newest."""
    for i in range(5):
        await kari.says(str(i))
    assert len(await bot.get_updates(limit=2)) == 2
    last = await bot.get_updates(offset=-2)
    assert [u.message.text for u in last if u.message] == ["3", "4"]
    assert len(await bot.get_updates()) == 2


async def test_a_long_poll_returns_when_something_happens(bot: Bot, kari: Phone) -> None:
    """A waiting poll is answered at once by a press of a button or a message."""
    (start,) = await bot.get_updates()
    poll = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=4))
    await asyncio.sleep(0.05)
    begun = time.monotonic()
    await kari.says("hei")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "hei"
    assert time.monotonic() - begun < 1


async def test_a_long_poll_ends_empty_after_its_timeout(bot: Bot, kari: Phone) -> None:
    """Without anything new the answer is an empty list once the time is out."""
    (start,) = await bot.get_updates()
    begun = time.monotonic()
    assert await bot.get_updates(offset=start.update_id + 1, timeout=1) == ()
    assert 0.9 < time.monotonic() - begun < 3


async def test_the_earlier_of_two_pollers_gets_a_conflict(bot: Bot, kari: Phone) -> None:
    """Telegram ends the poll under way with 409 and lets the new one go on."""
    (start,) = await bot.get_updates()
    first = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=4))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=4))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    await kari.says("hei")
    assert len(await second) == 1


async def test_a_webhook_shuts_polling_out(bot: Bot, kari: Phone) -> None:
    """While a webhook is set getUpdates is refused, and deleteWebhook opens it again."""
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("https://example.org/hook", 1)
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1


async def test_kinds_not_asked_for_never_come(bot: Bot, kari: Phone) -> None:
    """Reactions come only if allowed, and what happened before they were allowed is gone."""
    message = await bot.send_message(kari.id, "Hei")
    await kari.does("react", message_id=message.message_id, emoji="👍")
    (start,) = await bot.get_updates(allowed_updates=["message", "message_reaction"])
    await kari.does("react", message_id=message.message_id, emoji="❤")
    await kari.blocks()
    (update,) = await bot.get_updates(offset=start.update_id + 1)
    assert update.message_reaction is not None
    assert update.message_reaction.new_reaction[0].type == "emoji"


async def test_people_who_block_are_announced(bot: Bot, kari: Phone) -> None:
    """A block comes as my_chat_member «kicked», an unblock as «member»."""
    (start,) = await bot.get_updates()
    await kari.blocks()
    await kari.unblocks()
    first, second = await bot.get_updates(offset=start.update_id + 1)
    assert first.my_chat_member is not None
    assert second.my_chat_member is not None
    assert first.my_chat_member.new_chat_member.status == "kicked"
    assert second.my_chat_member.new_chat_member.status == "member"


async def test_everything_people_can_do_is_read_by_python_telegram_bot(
    bot: Bot, kari: Phone, world: Simulator
) -> None:
    """Each act gives an update that the library parses, of the kind it should be."""
    (start,) = await bot.get_updates(
        allowed_updates=["message", "edited_message", "callback_query", "message_reaction"]
    )
    kinds = [
        "voice",
        "photo",
        "document",
        "video",
        "sticker",
        "location",
        "contact",
        "poll",
        "dice",
    ]
    for kind in kinds:
        await kari.sends(kind)
    await kari.sends("forward")
    await kari.sends("album", count=4, caption="fire")
    said = await kari.says("helo")
    await kari.edits(said["message"], "hello")
    await kari.says("svar", reply_to=said["message"])
    await kari.reacts(said["message"], "👍")
    updates = await bot.get_updates(offset=start.update_id + 1)
    messages = [u.message for u in updates if u.message]
    for kind, message in zip(kinds, messages, strict=False):
        assert getattr(message, kind), kind
    assert messages[9].forward_origin is not None
    album = messages[10:14]
    assert len({m.media_group_id for m in album}) == 1
    assert album[0].caption == "fire"
    assert messages[-1].reply_to_message is not None
    assert messages[-1].reply_to_message.text == "hello"
    assert [u.edited_message.text for u in updates if u.edited_message] == ["hello"]
    assert len(updates) == len(kinds) + 1 + 4 + 3 + 1
    file = await bot.get_file(messages[0].voice.file_id)  # type: ignore[union-attr] # checked above
    assert bytes(await file.download_as_bytearray()).startswith(b"RIFF")
    assert world.calls["getFile"] == 1


async def test_an_unknown_token_or_method(api: Api, bot: Bot) -> None:
    """A wrong token is 401, an unknown method 404, and the case of a method's name does not matter."""
    assert (await api("GETME"))["result"]["username"] == "hjemvei_bot"
    assert (await api("getStarTransactions"))["error_code"] == 404
    api.base = api.base[:-1]
    assert (await api("getMe"))["error_code"] == 401
