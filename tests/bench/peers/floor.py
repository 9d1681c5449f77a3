"""The floor: python-telegram-bot over aiohttp, one message for each update, 64 at once.

It keeps nothing but a counter per chat, so that the stand-in sees the next question.
"""

import collections
import os
from typing import Any

import aiohttp
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters
from telegram.request import BaseRequest

LAST = 9
LABELS = ["Ja", "Nei", "Vet ikke", "Hopp over"]
CHOICES = InlineKeyboardMarkup(
    [[InlineKeyboardButton(word, callback_data=f"c{i}")] for i, word in enumerate(LABELS)]
)
answered: collections.Counter[int] = collections.Counter()


class OverAiohttp(BaseRequest):
    read_timeout = 5.0

    async def initialize(self) -> None:
        self.session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=256), timeout=aiohttp.ClientTimeout(total=40)
        )

    async def shutdown(self) -> None:
        await self.session.close()

    async def do_request(
        self, url: str, method: str, request_data: Any = None, **_timeouts: Any
    ) -> tuple[int, bytes]:
        fields = request_data.json_parameters if request_data else None
        async with self.session.request(method, url, data=fields) as response:
            return response.status, await response.read()


async def answer(update: Update, _context: Any) -> None:
    if update.callback_query:
        await update.callback_query.answer()
    chat = update.effective_chat
    answered[chat.id] += 1
    number = answered[chat.id]
    text = f"Et spørsmål som skal besvares.\n\n{number} av {LAST}" if number <= LAST else "Takk."
    if number > LAST:
        del answered[chat.id]
    await chat.send_message(text, reply_markup=CHOICES)


application = (
    Application.builder()
    .token(os.environ["TOKEN"])
    .base_url(os.environ["API_BASE"])
    .request(OverAiohttp())
    .get_updates_request(OverAiohttp())
    .concurrent_updates(64)
    .build()
)
application.add_handler(CallbackQueryHandler(answer))
application.add_handler(MessageHandler(filters.ALL, answer))
application.run_polling(poll_interval=0)
