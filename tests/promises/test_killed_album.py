"""kill -9 in the middle of an album: its parts are still one message, each of them once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.conversations.test_relay_albums import file_of, pictures
from tests.conversations.test_relay_media import both

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House
    from tests.promises.conftest import Process


async def test_killed_in_the_middle_of_an_album(
    house: House, outside: Callable[..., Process]
) -> None:
    """Parts before a kill -9 and parts after it are one album, and each stands there once."""
    house.phones.patience = 20
    mari, kari = await both(house)
    async with outside() as bot:
        sent = await kari.sends("album", count=4, caption="Stua")
        await asyncio.sleep(0.05)
        await bot.kill()
        await kari.reads("Sendt til Mari")
        await mari.presses("Åpne")
        await mari.reads("4 filer sammen")
        await mari.reads("Stua", lambda one: "photo" in one)
        await asyncio.sleep(0.2)
    files = [file_of(one) for one in await pictures(mari)]
    assert files == [file_of(one) for one in sent["messages"]]
    await house.start()
