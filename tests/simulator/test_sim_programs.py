"""Whole programs talk to the simulator as they are."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from bot.simulator.client import Phones
from bot.simulator.world import TOKEN

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator.client import Phone
    from bot.simulator.server import Running


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """A question with a button."""
    assert update.message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="yes")]])
    await update.message.reply_html("Bor du <b>her</b>?", reply_markup=keyboard)


async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """The answer."""
    assert update.callback_query is not None
    await update.callback_query.answer("Lagret")
    await update.callback_query.edit_message_text("Du bor her.")


async def test_an_unmodified_python_telegram_bot_program(server: Running, phones: Phones) -> None:
    """The library's own Application polls, handles a command and a press, and stops."""
    app: Any = (
        Application.builder()
        .token(server.world.token)
        .base_url(server.api_url)
        .base_file_url(server.file_url)
        .build()
    )
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(pressed))
    kari: Phone = await phones.add("Kari")
    async with app:
        await app.updater.start_polling(timeout=2)
        await app.start()
        await kari.says("/start")
        question = await kari.reads("Bor du her?", button="Ja")
        assert question["entities"][0]["type"] == "bold"
        await kari.presses("Ja")
        assert (await kari.answered())["text"] == "Lagret"
        screen = await kari.reads("Du bor her.")
        assert screen["message_id"] == question["message_id"]
        await app.updater.stop()
        await app.stop()


async def simulator(*words: str, **env: str) -> asyncio.subprocess.Process:
    """The command, on a free port."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.simulator",
        "--port",
        "0",
        *words,
        env={**os.environ, **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """Exit code and what was said on stderr."""
    _, err = await asyncio.wait_for(process.communicate(), 20)
    return process.returncode, err.decode()


async def test_the_simulator_alone_keeps_its_world(tmp_path: Path) -> None:
    """Started from the command line it says where it is, and shows the same people again with --keep."""
    file = str(tmp_path / "world.json")
    for texts in (["/start"], ["/start", "hei igjen"]):
        process = await simulator("--keep", file, "Kari:Beboer")
        assert process.stdout is not None
        line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
        async with Phones(line.split()[1].rstrip("/")) as phones:
            state = await phones.state()
            assert [(p["name"], p["label"]) for p in state["people"]] == [("Kari", "Beboer")]
            kari = await phones.of(state["people"][0]["id"])
            await kari.says(texts[-1])
            assert [m["text"] for m in await kari.chat()] == texts
        process.send_signal(signal.SIGTERM)
        assert await ended(process) == (0, "")


async def test_the_simulator_alone_does_not_start_beside_a_real_token() -> None:
    """A real bot's token anywhere in the environment stops it, and is not repeated."""
    real = "123456789:" + "A" * 35
    code, err = await ended(await simulator(ANY_NAME=real))
    assert code == 1
    assert "real bot's token" in err
    assert real not in err
    assert TOKEN not in err
