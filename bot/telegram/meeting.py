"""The first word with the Bot API: whether it is there."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from telegram.error import NetworkError, TelegramError

from bot import logs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Bot

log = logs.get(__name__)
PATIENCE = 60.0  # seconds; after a power cut the network may come later than we do
LONGEST_PAUSE = 10.0


@contextlib.asynccontextmanager
async def met(bot: Bot, patience: float = PATIENCE, pause: float = 0.5) -> AsyncIterator[None]:
    """Have `bot` ready to use meanwhile; a Bot API that is away is asked again for `patience` seconds.

    Raises TelegramError; of an InvalidToken show the type only, for its words hold the token.
    """
    until = time.monotonic() + patience
    try:
        while (wrong := await _initialized(bot)) is not None:
            if not isinstance(wrong, NetworkError) or time.monotonic() + pause > until:
                raise wrong
            log.warning("bot_api_away", error=type(wrong).__name__)
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
        yield
    finally:
        await bot.shutdown()


async def _initialized(bot: Bot) -> TelegramError | None:
    try:
        await bot.initialize()
    except TelegramError as error:
        await bot.shutdown()
        return error
    return None
