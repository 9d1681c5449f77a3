"""The bot's side of simulated time: follows the simulator it talks to, and does nothing towards any other server."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.clock import SystemClock

OK = 200
RETRY_SECONDS = 0.5
ANSWER_SECONDS = 40.0
"""The simulator answers a report within 25 seconds."""
_log = logging.getLogger(__name__)


def origin_of(api_url: str) -> str | None:
    """Scheme, host and port of a Bot API on loopback; None for any other, which is never asked."""
    parts = urlsplit(api_url)
    host = parts.hostname or ""
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    return f"{parts.scheme}://{parts.netloc}" if local else None


async def catch_up(api_url: str, clock: SystemClock) -> None:
    """Set `clock.offset` as the simulator's before anything is begun; any other server is not asked or not heard."""
    origin = origin_of(api_url)
    if origin is None:
        return
    timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{origin}/sim/clock") as response,
        ):
            answer = await response.json(content_type=None) if response.status == OK else None
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return
    if isinstance(answer, dict) and isinstance(answer.get("offset_seconds"), int | float):
        clock.offset = dt.timedelta(seconds=answer["offset_seconds"])


async def follow(
    api_url: str,
    clock: SystemClock,
    next_due: Callable[[], Awaitable[dt.datetime | None]],
    idle: Callable[[], Awaitable[bool]],
    on_change: Callable[[], None] = lambda: None,
) -> None:
    """Keep `clock.offset` as the simulator's, and report what is due next and whether all is quiet.

    `on_change` is called after the offset changed. Runs until cancelled; returns silently if the server is no
    simulator. A simulator that is away is asked again; `idle` must be true only when every update taken has been
    handled and every message due has been sent.
    """
    origin = origin_of(api_url)
    if origin is None:
        return
    timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        revision = -1
        while True:
            try:
                # Quiet is asked first: what becomes due after it is seen by the question that follows.
                quiet = await idle()
                due = await next_due()
                report = {
                    "revision": revision,
                    "next_due": due.isoformat() if due else None,
                    "idle": quiet,
                }
                answer = await _report(session, f"{origin}/sim/clock/follow", report)
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(RETRY_SECONDS)
                continue
            if answer is None:
                return
            if answer["revision"] != revision:
                revision = answer["revision"]
                offset = dt.timedelta(seconds=answer["offset_seconds"])
                if offset != clock.offset:
                    clock.offset = offset
                    _log.info("simulated time moved")
                on_change()


async def _report(
    session: aiohttp.ClientSession, url: str, report: dict[str, Any]
) -> dict[str, Any] | None:
    """The simulator's answer; None where there is no simulator."""
    async with session.post(url, json=report) as response:
        if response.status != OK:
            return None
        try:
            answer = await response.json(content_type=None)
        except ValueError:
            return None
    known = isinstance(answer, dict) and {"revision", "offset_seconds"} <= answer.keys()
    return answer if known else None
