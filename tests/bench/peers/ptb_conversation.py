"""Peer: the nine questions in python-telegram-bot's ConversationHandler, one update at a time.

PERSIST=1 turns its PicklePersistence on, writing once a second.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

KINDS = "ccttcttcc"
"""c: a choice among four buttons, t: typed."""
LABELS = ["Ja", "Nei", "Vet ikke", "Hopp over"]
CHOICES = InlineKeyboardMarkup(
    [[InlineKeyboardButton(word, callback_data=f"c{i}")] for i, word in enumerate(LABELS)]
)


async def ask(update: Update, number: int) -> int:
    if number == len(KINDS):
        await update.effective_chat.send_message("Takk.")
        return ConversationHandler.END
    text = f"Et spørsmål som skal besvares.\n\n{number + 1} av {len(KINDS)}"
    markup = CHOICES if KINDS[number] == "c" else None
    await update.effective_chat.send_message(text, reply_markup=markup)
    return number


async def apply(update: Update, context: Any) -> int:
    context.user_data.clear()
    return await ask(update, 0)


def step(number: int) -> CallbackQueryHandler | MessageHandler:
    async def pressed(update: Update, context: Any) -> int:
        await update.callback_query.answer()
        context.user_data[number] = update.callback_query.data
        return await ask(update, number + 1)

    async def typed(update: Update, context: Any) -> int:
        context.user_data[number] = update.message.text
        return await ask(update, number + 1)

    if KINDS[number] == "c":
        return CallbackQueryHandler(pressed)
    return MessageHandler(filters.TEXT & ~filters.COMMAND, typed)


def main() -> None:
    builder = Application.builder().token(os.environ["TOKEN"]).base_url(os.environ["API_BASE"])
    keeps = os.environ.get("PERSIST") == "1"
    with tempfile.TemporaryDirectory() as folder:
        if keeps:
            kept = PicklePersistence(Path(folder) / "kept.pickle", update_interval=1)
            builder = builder.persistence(kept)
        application = builder.build()
        steps = {number: [step(number)] for number in range(len(KINDS))}
        application.add_handler(
            ConversationHandler(
                [CommandHandler("apply", apply)],
                steps,
                fallbacks=[],
                persistent=keeps,
                name="apply" if keeps else None,
            )
        )
        application.run_polling(poll_interval=0)


main()
