"""How many links that lead nowhere have been tried, from where: who guesses waits, and nobody else does."""

from __future__ import annotations

import hashlib
import ipaddress
import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

WITHIN = 60.0  # seconds
FROM_ONE_PLACE = 10
WITH_ONE_LINK = 5
FROM_EVERYWHERE = 300
PLACES = 10_000
"""So many places are remembered at most; then whoever has been quiet longest is forgotten."""
PREFIX = {4: 24, 6: 56}  # bits of an address that one household or office has in common


class Tries:
    """Wrong links within the last minute; a right one is never asked about here."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Nobody has tried anything."""
        self._monotonic = monotonic
        self._tried: dict[str, deque[float]] = {}

    def too_many(self, place: str, code: str) -> bool:
        """Count one more wrong link; whether there were too many from this place, or of this link, or in all."""
        link = hashlib.sha256(code.encode()).hexdigest()  # of one length, however long a guess is
        counted = {
            place: FROM_ONE_PLACE,
            link: WITH_ONE_LINK,
            "everywhere": FROM_EVERYWHERE,
        }
        over = [key for key, most in counted.items() if self._count(key) > most]
        return bool(over)

    def _count(self, key: str) -> int:
        now = self._monotonic()
        tried = self._tried.pop(key, None) or deque()
        while tried and now - tried[0] > WITHIN:
            tried.popleft()
        tried.append(now)
        if len(tried) > FROM_EVERYWHERE + 1:
            tried.popleft()
        self._tried[key] = tried  # the latest stands last
        if len(self._tried) > PLACES:
            del self._tried[next(iter(self._tried))]
        return len(tried)


def place_of(request: Request) -> str:
    """
    The part of the network a request comes from.

    The desk listens on this machine only: what stands before it with a certificate says last in
    `X-Forwarded-For` whom it speaks for. What is no address is one place together.
    """
    said = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    found = said or (request.client.host if request.client is not None else "")
    try:
        address = ipaddress.ip_address(found)
    except ValueError:
        return "?"
    return str(ipaddress.ip_network((address, PREFIX[address.version]), strict=False))
