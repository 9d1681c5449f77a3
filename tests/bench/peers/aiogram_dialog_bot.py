"""Peer: the nine questions in aiogram 3 with aiogram-dialog; kept in memory, as it comes."""

import asyncio
import os
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Column
from aiogram_dialog.widgets.text import Const

KINDS = "ccttcttcc"
"""c: a choice among four buttons, t: typed."""
LABELS = ["Ja", "Nei", "Vet ikke", "Hopp over"]


class Apply(StatesGroup):
    q0, q1, q2, q3, q4, q5, q6, q7, q8 = (State() for _ in KINDS)
    end = State()


ORDER = [getattr(Apply, f"q{i}") for i in range(len(KINDS))] + [Apply.end]


def window(number: int, kind: str) -> Window:
    text = Const(f"Et spørsmål som skal besvares.\n\n{number + 1} av {len(KINDS)}")
    state, following = ORDER[number], ORDER[number + 1]

    async def pressed(_query: Any, button: Button, manager: DialogManager) -> None:
        manager.dialog_data[str(number)] = button.widget_id
        await manager.switch_to(following)

    async def typed(_message: Any, _widget: Any, manager: DialogManager, answer: str) -> None:
        manager.dialog_data[str(number)] = answer
        await manager.switch_to(following)

    if kind == "t":
        return Window(text, TextInput(id=f"t{number}", on_success=typed), state=state)
    buttons = [Button(Const(word), id=f"c{i}", on_click=pressed) for i, word in enumerate(LABELS)]
    return Window(text, Column(*buttons), state=state)


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["API_BASE"].removesuffix("/bot"))
    bot = Bot(os.environ["TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher(storage=MemoryStorage())
    windows = [window(number, kind) for number, kind in enumerate(KINDS)]
    dispatcher.include_router(Dialog(*windows, Window(Const("Takk."), state=Apply.end)))
    setup_dialogs(dispatcher)

    @dispatcher.message(Command("apply"))
    async def apply(_message: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.start(Apply.q0, mode=StartMode.RESET_STACK)

    await dispatcher.start_polling(bot)


asyncio.run(main())
