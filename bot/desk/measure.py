"""How much somebody may send at once, and how long it may take; measured as it comes, whatever was said beforehand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.types import Message, Receive, Scope

LARGEST_BODY = 64 * 1024  # bytes; a form with one message is far smaller
LONGEST_BODY = 20.0  # seconds; whoever sends a form byte by byte keeps nobody busy for longer
LARGEST_SENT = 200 * 1024 * 1024
"""Of a form with files: what is too large for a file is read to its end and let go, so that the words are not lost."""
LONGEST_SENT = 300.0  # seconds, for files over a slow line
LARGEST_UNKNOWN = 32 * 1024 * 1024  # from one whose session has ended meanwhile
TOO_LARGE, TOO_SLOW = (413, "That is too much at once."), (408, "That took too long.")
_KEY = "measure"


def holds_files(headers: Mapping[str, str]) -> bool:
    """Whether it is a form of the kind that may hold files."""
    return headers.get("content-type", "").startswith("multipart/form-data")


class Measure:
    """What is taken in of one request."""

    def __init__(self, receive: Receive) -> None:
        """As little as any form needs, until somebody allows more."""
        self._receive = receive
        self._began = asyncio.get_running_loop().time()
        self._most, self._until = LARGEST_BODY, self._began + LONGEST_BODY
        self._size, self._more = 0, True

    def put(self, scope: Scope) -> None:
        """Let the pages find it."""
        scope[_KEY] = self

    def allow(self, most: int, seconds: float | None) -> None:
        """So much, and for so long."""
        self._most = most
        if seconds is not None:
            self._until = self._began + seconds

    async def receive(self) -> Message:
        """As the server's own, but never more than is allowed; raises HTTPException."""
        if not self._more:
            return await self._receive()  # what is waited for now is that somebody goes away
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(*TOO_SLOW) from None
        self._size += len(message.get("body", b""))
        self._more = message["type"] == "http.request" and message.get("more_body", False)
        if self._size > self._most:
            raise HTTPException(*TOO_LARGE)
        return message


def allow(request: Request, most: int, seconds: float | None = None) -> None:
    """Whoever sends this may send so much, and take so long, where there are files in it."""
    if holds_files(request.headers):
        measure: Measure = request.scope[_KEY]
        measure.allow(most, seconds)
