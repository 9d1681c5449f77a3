"""Peer for crash.py: python-telegram-bot as its users run it, sending back what is written."""

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters


async def back(update: Update, _context: Any) -> None:
    await update.effective_chat.send_message(update.message.text)


application = (
    Application.builder().token(os.environ["TOKEN"]).base_url(os.environ["API_BASE"]).build()
)
application.add_handler(MessageHandler(filters.ALL, back))
application.run_polling(poll_interval=0)
