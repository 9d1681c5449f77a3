"""When to stop: a signal, or what runs giving up."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import signal


def stopped_by(*signals: signal.Signals) -> asyncio.Event:
    """An event that each of these signals sets, where the platform has them."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in signals:
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    return stop


async def first_of(receiver: asyncio.Task[None], stop: asyncio.Event) -> None:
    """Return once stopped; raise what ended the receiver, if that came first."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({receiver, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if receiver.done():
        receiver.result()
