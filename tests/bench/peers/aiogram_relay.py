"""Peer for crash.py: aiogram 3 as its users run it, sending back what is written."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["API_BASE"].removesuffix("/bot"))
    bot = Bot(os.environ["TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def back(message: Message) -> None:
        await message.answer(message.text or "")

    await dispatcher.start_polling(bot)


asyncio.run(main())
