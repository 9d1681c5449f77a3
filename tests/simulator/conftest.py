"""A simulator on a free port, phones, and python-telegram-bot's own Bot talking to it over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.simulator.client import Phone, Phones
from bot.simulator.server import Running, serve
from bot.simulator.world import Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def world() -> Simulator:
    """A world without limits on how often one sends; tests of limits turn them on."""
    return Simulator(limits=False)


@pytest.fixture
async def server(world: Simulator) -> AsyncIterator[Running]:
    """That world, served."""
    async with await serve(world) as running:
        yield running


@pytest.fixture
async def phones(server: Running) -> AsyncIterator[Phones]:
    """The kit that plays people."""
    async with Phones(server.url, patience=5) as some:
        yield some


@pytest.fixture
async def kari(phones: Phones) -> Phone:
    """A resident who has begun: her /start waits as the first update."""
    phone = await phones.add("Kari", label="Beboer")
    await phone.says("/start")
    return phone


@pytest.fixture
async def bot(server: Running) -> AsyncIterator[Bot]:
    """An unmodified python-telegram-bot Bot."""
    made = Bot(
        server.world.token,
        base_url=server.api_url,
        base_file_url=server.file_url,
        request=HTTPXRequest(connection_pool_size=8, read_timeout=5),
        get_updates_request=HTTPXRequest(connection_pool_size=4, read_timeout=5),
    )
    async with made:
        yield made


class Api:
    """Raw calls, for what python-telegram-bot would not send or show."""

    def __init__(self, session: aiohttp.ClientSession, server: Running) -> None:
        """With the right token."""
        self.session = session
        self.base = f"{server.api_url}{server.world.token}"

    async def __call__(self, method: str, **given: Any) -> dict[str, Any]:
        """The answer as it came."""
        async with self.session.post(f"{self.base}/{method}", json=given) as response:
            answer: dict[str, Any] = await response.json()
            assert answer["ok"] is (response.status == 200)
            return answer

    async def error(self, method: str, **given: Any) -> str:
        """The description of a refusal."""
        answer = await self(method, **given)
        assert not answer["ok"], answer
        return str(answer["description"])


@pytest.fixture
async def api(server: Running) -> AsyncIterator[Api]:
    """Raw calls of the Bot API."""
    async with aiohttp.ClientSession() as session:
        yield Api(session, server)
