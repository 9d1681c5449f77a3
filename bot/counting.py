"""`figures`: what reminders do, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import app, pack
from bot.clock import SystemClock
from bot.domain import figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings


async def count(found: Settings, days: int, say: Callable[[str], None]) -> None:
    """Say a line for each figure; nothing of a group of fewer than five people."""
    now = SystemClock().now()
    tz = pack.load(found.pack).tz
    store = await app.open_store(found, now, migrate=False)
    try:
        told = await store.read(lambda tx: figures.lines(tx, now, days, tz))
    finally:
        await store.close()
    for line in told:
        say(line)
