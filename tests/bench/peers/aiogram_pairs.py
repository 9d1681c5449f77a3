"""Peer for relay.py: a plain aiogram 3 relay, which sends on to a partner and keeps nothing."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

READERS = 500


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["API_BASE"].removesuffix("/bot"))
    bot = Bot(os.environ["TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def on(message: Message) -> None:
        await bot.send_message(message.chat.id + READERS, message.text or "")

    await dispatcher.start_polling(bot)


asyncio.run(main())
