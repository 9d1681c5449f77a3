"""News for open pages: «something has changed for you», never what. Kept in memory; a page that missed it loads anew."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

BREATH = 25.0  # seconds between signs of life, so that nothing in between hangs up


class Live:
    """Who looks, and the bell of each."""

    def __init__(self) -> None:
        """Nobody looks yet."""
        self._looking: dict[int, set[asyncio.Event]] = {}
        self._closed = False

    def touch(self, person_id: int) -> None:
        """Something has changed for this person."""
        for bell in self._looking.get(person_id, ()):
            bell.set()

    def looks(self, person_id: int) -> bool:
        """Whether this person has a page open now."""
        return person_id in self._looking

    def close(self) -> None:
        """Let every open page go."""
        self._closed = True
        for bells in self._looking.values():
            for bell in bells:
                bell.set()

    async def news(self, person_id: int) -> AsyncGenerator[bytes]:
        """Server-sent events, until the page is closed."""
        bell = asyncio.Event()
        self._looking.setdefault(person_id, set()).add(bell)
        try:
            yield b"retry: 3000\n\n"
            while not self._closed:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(BREATH):
                        await bell.wait()
                rang = bell.is_set()
                bell.clear()
                if not self._closed:
                    yield b"data: new\n\n" if rang else b": here\n\n"
        finally:
            bells = self._looking.get(person_id, set())
            bells.discard(bell)
            if not bells:
                self._looking.pop(person_id, None)
