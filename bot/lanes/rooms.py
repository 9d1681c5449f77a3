"""How much may wait in memory: whoever brings more waits until half of it is handled."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.lanes.waiting import Waiting

MANY_LATER = 500
"""Rows that may come later: they never fill the room of what people do."""


class Rooms:
    """Two doors: one for everything, and one more for what may come later."""

    def __init__(self, waiting: Waiting, full: int) -> None:
        """Both are open; `full` rows of all kinds is too much."""
        self._waiting, self._full = waiting, full
        self.any, self.later = asyncio.Event(), asyncio.Event()
        self.look()

    def look(self) -> None:
        """Open and shut them by what waits now."""
        for door, rows, full in (
            (self.any, len(self._waiting), self._full),
            (self.later, self._waiting.later, MANY_LATER),
        ):
            if rows > full:
                door.clear()
            elif rows <= full // 2:
                door.set()
