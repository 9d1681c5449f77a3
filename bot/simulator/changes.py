"""Who waits for what: the revision counter of the world, and those who want to hear of changes."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable


class Changes:
    """A counter that goes up with every change, and futures that are woken by topic.

    Topics are a person's id for their chat, or a word; None hears everything.
    """

    def __init__(self) -> None:
        """Begin at revision 1."""
        self.rev = 1
        self.closed = False
        self._waiting: dict[Hashable, set[asyncio.Future[None]]] = {}

    def bump(self, *topics: Hashable) -> int:
        """Count a change and wake those who wait for `topics` or for anything; returns the revision."""
        self.rev += 1
        self.wake(None, *topics)
        return self.rev

    def wake(self, *topics: Hashable) -> None:
        """Wake those who wait for `topics`, without counting a change."""
        for topic in topics:
            for future in self._waiting.pop(topic, ()):
                if not future.done():
                    future.set_result(None)

    def close(self) -> None:
        """Wake everybody for good: the server stops."""
        self.closed = True
        self.wake(*list(self._waiting))

    async def wait(self, topic: Hashable, until: float) -> bool:
        """Sleep until the topic changes; False once `until` (monotonic seconds) has come or all is closed."""
        left = until - time.monotonic()
        if left <= 0 or self.closed:
            return False
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(topic, set()).add(future)
        try:
            async with asyncio.timeout(left):
                await future
        except TimeoutError:
            return False
        finally:
            some = self._waiting.get(topic)
            if some is not None:
                some.discard(future)
                if not some:
                    del self._waiting[topic]
        return not self.closed
