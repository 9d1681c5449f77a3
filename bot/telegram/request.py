"""The HTTP client towards Telegram: python-telegram-bot's `BaseRequest` over aiohttp, and a short way for our own calls.

Nothing here logs, and no error that leaves this module holds a URL: the bot's token is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import msgspec
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON = {"Content-Type": "application/json"}
SLOWEST = 128 * 1024  # bytes a second that a file takes to go out, at the worst
PIECE = 64 * 1024  # bytes of a file that are read at a time


class NotSent(Exception):
    """The call surely never reached Telegram: refused, no such name, no connection in time."""


class MaybeSent(Exception):
    """Nobody knows whether Telegram carried the call out: the answer was lost or late."""


class Upload(msgspec.Struct, frozen=True):
    """A file to send along: its name and what is in it."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


_NOT_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)


def told_apart(error: Exception) -> NetworkError:
    """The library's error for one of aiohttp's; its `__cause__` says whether the call may have been carried out."""
    name = type(error).__name__
    closed = isinstance(error, RuntimeError)
    cause = NotSent(name) if closed or isinstance(error, _NOT_SENT) else MaybeSent(name)
    late = isinstance(error, TimeoutError)
    told: NetworkError = TimedOut(name) if late else NetworkError(name)
    told.__cause__ = cause
    return told


class AiohttpRequest(BaseRequest):
    """Requests to the Bot API over one aiohttp session; timeouts in seconds, used where a call names none."""

    def __init__(
        self,
        *,
        connections: int = 256,
        connect: float | None = 5.0,
        read: float | None = 15.0,
        write: float | None = 20.0,
        pool: float | None = 5.0,
        proxy: str | None = None,
    ) -> None:
        """Open nothing yet; `initialize` does."""
        self._connections, self._proxy = connections, proxy
        self._connect, self._read, self._write, self._pool = connect, read, write, pool
        self._timeout = self._timeouts(connect, read, write, pool)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where a call names none."""
        return self._read

    async def initialize(self) -> None:
        """Open the session; a second call does nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=60),
                headers={"User-Agent": "hjemvei"},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a dict; TelegramError where it is no JSON. The library's own would log the payload."""
        try:
            return msgspec.json.decode(payload, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass
        raise TelegramError("Telegram's answer was not JSON")

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call of the library's Bot: status and body; NetworkError or TimedOut with a cause."""
        unset = BaseRequest.DEFAULT_NONE
        timeout = self._timeout
        if not (unset is read_timeout is write_timeout is connect_timeout is pool_timeout):
            timeout = self._timeouts(
                self._connect if connect_timeout is unset else connect_timeout,
                self._read if read_timeout is unset else read_timeout,
                self._write if write_timeout is unset else write_timeout,
                self._pool if pool_timeout is unset else pool_timeout,
            )
        if request_data is None:
            return await self._exchange(method, url, None, None, timeout)
        if request_data.contains_files:
            form = aiohttp.FormData(request_data.json_parameters)
            for part, (name, content, mime) in request_data.multipart_data.items():
                form.add_field(part, content, filename=name, content_type=mime)
            return await self._exchange(method, url, form, None, timeout)
        body = msgspec.json.encode(request_data.parameters)
        return await self._exchange(method, url, body, JSON, timeout)

    async def send(
        self,
        url: str,
        params: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
        read: float | None = None,
    ) -> tuple[int, bytes]:
        """One call of ours with values that are JSON already: status and body; errors as in `do_request`."""
        timeout = self._timeout
        if read is not None:
            timeout = self._timeouts(self._connect, read, self._write, self._pool)
        if not files:
            return await self._exchange("POST", url, msgspec.json.encode(params), JSON, timeout)
        size = sum(len(file.content) for file in files.values())
        timeout = _longer(timeout, size / SLOWEST)
        form = aiohttp.FormData()
        for name, value in params.items():
            form.add_field(
                name, value if isinstance(value, str) else msgspec.json.encode(value).decode()
            )
        for part, file in files.items():
            form.add_field(part, file.content, filename=file.name, content_type=file.mime)
        return await self._exchange("POST", url, form, None, timeout)

    async def download(self, url: str, most: int) -> tuple[int, bytes]:
        """One file: status and content, one byte more than `most` where it is larger; errors as in `do_request`."""
        told: NetworkError
        if self._session is None:
            raise told_apart(RuntimeError())
        try:
            async with self._session.get(
                url, timeout=self._timeout, proxy=self._proxy, allow_redirects=False
            ) as answer:
                body = bytearray()
                async for piece in answer.content.iter_chunked(PIECE):
                    body += piece
                    if len(body) > most:
                        break
                return answer.status, bytes(body[: most + 1])
        except (TimeoutError, aiohttp.ClientError, OSError, RuntimeError) as error:
            told = told_apart(error)
        raise told

    async def _exchange(
        self,
        method: str,
        url: str,
        body: Any,
        headers: dict[str, str] | None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp's own, told apart by phase
    ) -> tuple[int, bytes]:
        told: NetworkError
        if self._session is None:
            raise told_apart(RuntimeError())
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=timeout,
                proxy=self._proxy,
                allow_redirects=False,
            ) as answer:
                return answer.status, await answer.read()
        except (TimeoutError, aiohttp.ClientError, OSError, RuntimeError) as error:
            told = told_apart(error)
        # Raised outside the handler: aiohttp's errors carry the URL, and so would the context.
        raise told

    @staticmethod
    def _timeouts(
        connect: float | None, read: float | None, write: float | None, pool: float | None
    ) -> aiohttp.ClientTimeout:
        # aiohttp knows no time to write, so the total stands for it; it lies behind the others,
        # and whoever runs into it has been connected: the call may have been carried out.
        reach = None if connect is None or pool is None else connect + pool
        parts = (reach, read, write)
        total = None if None in parts else sum(part for part in parts if part is not None)
        return aiohttp.ClientTimeout(
            total=total, connect=reach, sock_connect=connect, sock_read=read
        )


def _longer(timeout: aiohttp.ClientTimeout, seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=None if timeout.total is None else timeout.total + seconds,
        connect=timeout.connect,
        sock_connect=timeout.sock_connect,
        sock_read=timeout.sock_read,
    )
