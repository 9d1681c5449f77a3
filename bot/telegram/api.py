"""Calls to the Bot API by name with plain values: the short way for what goes out a thousand times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)

from bot.telegram.request import MaybeSent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.telegram.request import AiohttpRequest, Upload

RATE = 429
_BY_STATUS: dict[int, type[TelegramError]] = {
    400: BadRequest,
    401: InvalidToken,
    403: Forbidden,
    404: InvalidToken,
    409: Conflict,
    413: BadRequest,
}


class Flood(TelegramError):
    """Telegram asks to wait `seconds`. The library's RetryAfter warns of itself each time it is made."""

    def __init__(self, seconds: float) -> None:
        """Keep how long to wait."""
        super().__init__("Too many calls")
        self.seconds = seconds


class _Parameters(msgspec.Struct):
    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


class _Answer(msgspec.Struct):
    ok: bool
    result: msgspec.Raw = msgspec.Raw()
    description: str = ""
    parameters: _Parameters | None = None


class _Updates(msgspec.Struct):
    result: list[msgspec.Raw]


class _Sent(msgspec.Struct):
    message_id: int


_answer = msgspec.json.Decoder(_Answer).decode
_updates = msgspec.json.Decoder(_Updates).decode
_sent = msgspec.json.Decoder(_Sent).decode
_album = msgspec.json.Decoder(list[_Sent]).decode


class Api:
    """The Bot API of one bot. `base` is the address up to and without the token («https://api.telegram.org/bot»)."""

    def __init__(
        self,
        request: AiohttpRequest,
        base: str,
        token: str,
        *,
        polls: AiohttpRequest | None = None,
        files: str = "",
    ) -> None:
        """
        Call through `request`; poll through `polls`, so that a long poll holds no connection of a send.

        `files` is the address of files, up to and without the token.
        """
        self._request, self._polls = request, polls or request
        self._url, self._files = f"{base}{token}/", f"{files}{token}/"

    def __repr__(self) -> str:
        """Nothing of the address: the token is in it."""
        return "Api()"

    async def call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> bytes:
        """The raw JSON of the result; raises python-telegram-bot's errors, told apart by `faults.classify`."""
        status, body = await self._request.send(self._url + method, params, files)
        return bytes(_result(status, body))

    async def download(self, path: str, most: int) -> bytes:
        """The content of the file at `path`, as getFile names it; raises BadRequest over `most` bytes."""
        status, body = await self._request.download(self._files + quote(path), most)
        if status != 200:  # noqa: PLR2004 - HTTP's OK
            _result(status, body)
            raise _garbled()
        if len(body) > most:
            raise BadRequest("file is too big")
        return body

    async def updates(
        self, offset: int, seconds: int, allowed: Sequence[str], limit: int = 100
    ) -> list[bytes]:
        """The raw updates from `offset` on, waited for up to `seconds`, each as the JSON it came as."""
        params = {
            "offset": offset,
            "timeout": seconds,
            "limit": limit,
            "allowed_updates": list(allowed),
        }
        status, body = await self._polls.send(self._url + "getUpdates", params, read=seconds + 10.0)
        if status != 200:  # noqa: PLR2004 - HTTP's OK
            _result(status, body)
        try:
            return [bytes(raw) for raw in _updates(body).result]
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass
        raise _garbled()


def message_ids(result: bytes) -> tuple[int, ...]:
    """The ids of the messages a call made or changed, several for an album; none for a bare `true`."""
    try:
        if result[:1] == b"[":
            return tuple(one.message_id for one in _album(result))
        return (_sent(result).message_id,)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ()


def _garbled() -> NetworkError:
    told = NetworkError("Telegram's answer could not be read")
    told.__cause__ = MaybeSent("answer")
    return told


def _result(status: int, body: bytes) -> msgspec.Raw:
    try:
        answer = _answer(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        answer = None
    if answer is None:
        # A proxy in between answers without JSON; what it says about rights or tokens is not Telegram's word.
        raise _garbled()
    if answer.ok:
        return answer.result
    more = answer.parameters or _Parameters()
    if more.migrate_to_chat_id is not None:
        raise ChatMigrated(more.migrate_to_chat_id)
    if status == RATE or more.retry_after is not None:
        raise Flood(more.retry_after or 1.0)
    kind = _BY_STATUS.get(status)
    if kind is not None:
        raise kind(answer.description or str(status))
    told = NetworkError(str(status))
    told.__cause__ = MaybeSent(str(status))
    raise told
