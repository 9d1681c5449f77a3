"""Faults strike on demand, each as a bot would meet it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest
from telegram import Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.simulator.client import NotPossible
from bot.simulator.faults import Faults

if TYPE_CHECKING:
    from telegram import Bot

    from bot.simulator.client import Phone, Phones
    from bot.simulator.server import Running
    from bot.simulator.world import Simulator
    from tests.simulator.conftest import Api


async def texts(phone: Phone) -> list[str]:
    """What the bot wrote."""
    return [m["text"] for m in await phone.chat() if m["from"]["is_bot"]]


@pytest.mark.parametrize(
    ("kind", "error", "words"),
    [
        ("500", NetworkError, "Internal Server Error"),
        ("502", NetworkError, "Bad Gateway"),
        ("broken", TelegramError, "Invalid server response"),
        ("reset", NetworkError, "ReadError|RemoteProtocolError|disconnected"),
    ],
)
async def test_a_failed_call_is_not_accepted_and_the_next_one_is(
    bot: Bot, kari: Phone, phones: Phones, kind: str, error: type[Exception], words: str
) -> None:
    """The fault hits once, nothing comes to the phone, and the next call goes through."""
    await phones.fault(kind, "sendMessage")
    with pytest.raises(error, match=words):
        await bot.send_message(kari.id, "en")
    await bot.send_message(kari.id, "to")
    assert await texts(kari) == ["to"]


async def test_a_timeout_before_acceptance(bot: Bot, kari: Phone, phones: Phones) -> None:
    """The call hangs, the bot gives up, and nothing was sent."""
    await phones.fault("timeout_before", "sendMessage", seconds=20)
    with pytest.raises(TimedOut):
        await bot.send_message(kari.id, "en", read_timeout=0.2)
    assert await texts(kari) == []


async def test_a_timeout_after_acceptance(bot: Bot, kari: Phone, phones: Phones) -> None:
    """The call hangs, the bot gives up, and the message came all the same."""
    await phones.fault("timeout_after", "sendMessage", seconds=20)
    with pytest.raises(TimedOut):
        await bot.send_message(kari.id, "en", read_timeout=0.2)
    assert await texts(kari) == ["en"]


async def test_a_held_call_ends_when_its_seconds_are_over_or_faults_are_cleared(
    bot: Bot, kari: Phone, phones: Phones
) -> None:
    """A hanging connection is closed without an answer; `mend` closes it at once."""
    await phones.fault("timeout_after", "sendMessage", seconds=0.1)
    with pytest.raises(NetworkError):
        await bot.send_message(kari.id, "en")
    await phones.fault("timeout_before", "sendMessage", seconds=60)
    sending = asyncio.create_task(bot.send_message(kari.id, "to"))
    await asyncio.sleep(0.1)
    begun = time.monotonic()
    await phones.mend()
    with pytest.raises(NetworkError):
        await sending
    assert time.monotonic() - begun < 1


async def test_a_reset_after_acceptance(bot: Bot, kari: Phone, phones: Phones) -> None:
    """The connection is reset though the message came."""
    await phones.fault("reset_after", "sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(kari.id, "en")
    assert await texts(kari) == ["en"]


async def test_a_slow_answer_is_an_answer(bot: Bot, kari: Phone, phones: Phones) -> None:
    """«slow» answers after its seconds."""
    await phones.fault("slow", "sendMessage", seconds=0.3)
    begun = time.monotonic()
    await bot.send_message(kari.id, "en")
    assert time.monotonic() - begun >= 0.3


async def test_429_with_its_seconds(
    bot: Bot, kari: Phone, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A 429 on demand carries retry_after, and hits one chat only if asked so."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    ola = await phones.add("Ola")
    await ola.says("/start")
    await phones.fault("429", "sendMessage", retry_after=7, chat_id=kari.id)
    await bot.send_message(ola.id, "en")
    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await bot.send_message(kari.id, "en")


async def test_fail_next_spares_polling_and_typing(bot: Bot, kari: Phone, phones: Phones) -> None:
    """«fail_next» waits for a call that makes or changes a message."""
    await phones.fault("fail_next")
    await bot.get_updates()
    await bot.send_chat_action(kari.id, "typing")
    with pytest.raises(NetworkError):
        await bot.send_message(kari.id, "en")
    await bot.send_message(kari.id, "to")


async def test_chance_with_a_seed_is_the_same_each_time() -> None:
    """A probability strikes at the same calls for the same seed, until it is cleared."""

    def struck(seed: int) -> list[bool]:
        faults = Faults()
        faults.add("500", probability=0.3, seed=seed)
        return [faults.strike("sendMessage") is not None for _ in range(200)]

    assert struck(1) == struck(1)
    assert struck(1) != struck(2)
    assert 30 < sum(struck(1)) < 90


async def test_duplicate_updates(bot: Bot, kari: Phone, phones: Phones) -> None:
    """What was handed out and acknowledged comes once more, with the same number."""
    await phones.fault("duplicate")
    (first,) = await bot.get_updates()
    (again,) = await bot.get_updates(offset=first.update_id + 1)
    assert again.update_id == first.update_id
    assert await bot.get_updates(offset=first.update_id + 1) == ()


async def test_garbage_comes_before_what_waits(
    api: Api, bot: Bot, kari: Phone, phones: Phones
) -> None:
    """An update that python-telegram-bot cannot parse stands first, and can be acknowledged like any other."""
    await phones.fault("garbage")
    garbage, start = (await api("getUpdates"))["result"]
    with pytest.raises((TypeError, ValueError, KeyError, AttributeError)):
        Update.de_json(garbage, bot)
    assert garbage["update_id"] < start["update_id"]
    (left,) = (await api("getUpdates", offset=garbage["update_id"] + 1))["result"]
    assert left == start


async def test_any_raw_update(bot: Bot, kari: Phone) -> None:
    """A script may queue whatever it likes."""
    await kari.does("raw", update={"update_id": 5, "poll_answer": "?"})
    with pytest.raises((TypeError, ValueError, KeyError, AttributeError)):
        await bot.get_updates()


async def test_an_unknown_fault_is_refused(phones: Phones) -> None:
    """A misspelt kind is said, with those there are."""
    with pytest.raises(NotPossible, match="timeout_before"):
        await phones.fault("time_out")
    assert (await phones.state())["faults"] == []


async def test_bodies_that_cannot_be_read(server: Running, world: Simulator, kari: Phone) -> None:
    """Broken JSON, forms and multipart give 400 and never a 500."""
    url = f"{server.api_url}{world.token}/sendMessage"
    bodies = [
        (b'{"chat_id"', "application/json"),
        (b"[1]", "application/json"),
        (b"chat_id=%FF&text=x", "application/x-www-form-urlencoded"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"chat_id=1&text=x&reply_markup=%7B", ""),
    ]
    async with aiohttp.ClientSession() as session:
        for body, kind in bodies:
            async with session.post(url, data=body, headers={"content-type": kind}) as response:
                assert response.status == 400, (body, await response.text())


async def test_forms_and_query_strings_work_like_json(
    server: Running, world: Simulator, kari: Phone
) -> None:
    """Telegram takes parameters from the address, a form, multipart or JSON alike."""
    url = f"{server.api_url}{world.token}/sendMessage"
    given = {"chat_id": str(kari.id), "text": "hei", "disable_notification": "true"}
    form = aiohttp.FormData(given, default_to_multipart=True)
    async with aiohttp.ClientSession() as session:
        for call in (
            session.get(url, params=given),
            session.post(url, data=given),
            session.post(url, data=form),
            session.post(
                url, json={"chat_id": kari.id, "text": "hei", "disable_notification": True}
            ),
        ):
            async with call as response:
                assert (await response.json())["ok"]
    assert await texts(kari) == ["hei"] * 4


async def test_a_refusal_names_the_parameter(bot: Bot, kari: Phone) -> None:
    """Required parameters that are missing are named."""
    with pytest.raises(BadRequest, match="Chat_id is empty"):
        await bot.send_message("", "x")
