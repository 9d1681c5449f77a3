"""Emptying what is too old to be deleted, in a chat that no delivery addresses any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot import logs
from bot.telegram.faults import classify
from bot.telegram.render import Call

if TYPE_CHECKING:
    from bot.telegram.api import Api

log = logs.get(__name__)
AT_ONCE = 100  # messages in one deleteMessages


async def empty(
    api: Api, chat: int, recent: tuple[int, ...], older: tuple[int, ...], words: str
) -> None:
    """
    Delete what is recent, and let these words stand where something older was, files included.

    Each call for itself: what Telegram refuses stands in the way of nothing else.
    """
    for start in range(0, len(recent), AT_ONCE):
        ids = list(recent[start : start + AT_ONCE])
        await attempt(api, chat, Call("deleteMessages", {"message_ids": ids}))
    for number in older:
        await attempt(api, chat, Call("editMessageText", {"message_id": number, "text": words}))


async def attempt(api: Api, chat: int, call: Call) -> None:
    """Make a call, or the one to make in its place; what is refused all the same is logged."""
    try:
        await api.call(call.method, {"chat_id": chat, **call.params}, call.files)
    except TelegramError as error:
        other = call.instead(classify(error).reason)
        if other is not None:
            await attempt(api, chat, other)
            return
        log.warning("farewell_failed", method=call.method, error=type(error).__name__)
