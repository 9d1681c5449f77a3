"""How the program begins and ends: one poller, one process on a database, and a quick, clean stop."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.telegram.meeting import met
from bot.telegram.request import AiohttpRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House
    from tests.promises.conftest import Process


async def test_a_stop_is_quick_and_leaves_what_is_unsent_to_the_next_start(
    house: House, outside: Callable[..., Process]
) -> None:
    """SIGTERM ends it with 0 in under three seconds, also with a send under way; nothing is lost by it."""
    ola = await house.phones.add("Ola")
    async with outside() as bot:
        await ola.says("/start")
        await ola.reads("ikke et menneske")
        await house.phones.fault("slow", "sendMessage", times=1, seconds=0.5)
        await house.phones.fault("500", "sendMessage", times=1)
        await ola.says("/hjelp")
        began = time.monotonic()
        assert await bot.end(signal.SIGTERM) == 0, bot.log.read_text()
        assert time.monotonic() - began < 3
        assert "Traceback" not in bot.log.read_text()
        await bot.start()
        await ola.reads("113")
        # At once after the start, and twice, too.
        await bot.end(signal.SIGTERM)
        await bot.start()
        assert await bot.end(signal.SIGTERM) == 0, bot.log.read_text()
        await bot.start()


async def test_a_second_process_on_the_same_database_is_refused(
    house: House, outside: Callable[..., Process]
) -> None:
    """It ends with 2 and one clear sentence; after kill -9 of the first there is nothing in the way."""
    async with outside() as first:
        await first.kill()
        second = outside(HJEMVEI_API_URL=house.server.url)
        status, said = await second.refused()
        assert status == 2
        assert said.startswith("The database is in use by another process of Hjemvei"), said
        assert said.count("\n") == 1


async def test_a_second_poller_ends_with_a_clear_sentence(
    house: House, outside: Callable[..., Process]
) -> None:
    """Of two with one token and a database each, the newcomer says so and ends with 2; the other goes on."""
    ola = await house.phones.add("Ola")
    async with outside() as first:
        await ola.says("/start")
        await ola.reads("ikke et menneske")
        other = str(house.folder / "another")
        second = outside(HJEMVEI_DATA=other)
        status, said = await second.refused()
        assert status == 2
        assert "Another process polls Telegram with this token" in said, said
        assert "Traceback" not in said
        assert first.running is not None
        assert first.running.returncode is None


async def test_without_a_bot_api_it_says_so(house: House, outside: Callable[..., Process]) -> None:
    """A Bot API that refuses the token, or is not there, gives one sentence and 2, no traceback."""
    await house.stop()
    wrong = "1000001:not-the-token-of-anybody"
    status, said = await outside(HJEMVEI_TOKEN=wrong).refused()
    assert (status, "HJEMVEI_TOKEN" in said, "Traceback" in said) == (2, True, False), said
    assert wrong not in said
    nobody = Bot("1:a", base_url="http://127.0.0.1:9/bot", request=AiohttpRequest())
    with pytest.raises(NetworkError):
        async with met(nobody, patience=0.1, pause=0.05):
            raise AssertionError("there is nobody to meet")
