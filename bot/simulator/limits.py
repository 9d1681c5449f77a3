"""Telegram's limits on how often a bot may send, in monotonic time.

Bots FAQ, «My bot is hitting limits» (read 2026-11): about one message a second to one chat with short bursts,
about 30 messages a second in all.
"""

from __future__ import annotations

import math
import time
from collections import deque
from typing import TYPE_CHECKING

from bot.simulator.errors import too_many

if TYPE_CHECKING:
    from collections.abc import Callable


class Limits:
    """Counts sends; off when `on` is False."""

    def __init__(
        self,
        *,
        on: bool = True,
        per_second: int = 30,
        burst: int = 5,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`per_second` for sends, copies and edits in all; `burst` new messages at once to one chat."""
        self.on = on
        self.per_second = per_second
        self.burst = burst
        self._now = now
        self._sent: deque[float] = deque()
        self._chats: dict[int, tuple[float, float]] = {}

    def count(self, chat: int, messages: int = 1, *, new: bool = True) -> None:
        """Let a call through, or raise ApiError 429; `new` is False for edits, which count in all only."""
        if not self.on:
            return
        now = self._now()
        while self._sent and self._sent[0] <= now - 1:
            self._sent.popleft()
        if len(self._sent) + messages > self.per_second:
            raise too_many(1)
        if new:
            left, at = self._chats.get(chat, (float(self.burst), now))
            left = min(float(self.burst), left + now - at)
            # An album may be larger than the burst: it needs a full allowance and leaves a debt.
            needed = min(messages, self.burst)
            if left < needed:
                raise too_many(max(1, math.ceil(needed - left)))
            self._chats[chat] = (left - messages, now)
        self._sent.extend([now] * messages)
