"""Presses are acknowledged at once, beside everything else; whether Telegram likes it is of no interest."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telegram.error import TelegramError

if TYPE_CHECKING:
    from bot.telegram.api import Api


class Acknowledger:
    """Answers callback queries, so that the button stops spinning; keeps hold of what is under way."""

    def __init__(self, api: Api, *, at_once: int = 100) -> None:
        """Have at most `at_once` answers under way; further presses spin until Telegram gives up."""
        self._api, self._at_once = api, at_once
        self._tasks: set[asyncio.Task[None]] = set()

    def press(self, query_id: str) -> None:
        """Answer one press, without waiting for it."""
        if len(self._tasks) < self._at_once:
            task = asyncio.create_task(self._answer(query_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Cancel what is under way and wait for its end."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, query_id: str) -> None:
        try:
            await self._api.call("answerCallbackQuery", {"callback_query_id": query_id})
        except TelegramError:
            return
