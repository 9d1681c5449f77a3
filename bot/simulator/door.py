"""The Bot API over HTTP: reads a call in any form Telegram takes, lets faults strike, and answers."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import struct
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

import msgspec
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from bot.simulator.errors import ApiError, bad_request, too_many
from bot.simulator.methods import METHODS
from bot.simulator.parameters import Upload, read
from bot.simulator.world import POLL_SECONDS

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from starlette.types import Receive, Scope, Send

    from bot.simulator.faults import Fault
    from bot.simulator.methods.registry import Handler
    from bot.simulator.model import Json
    from bot.simulator.world import Simulator

MAX_BODY = 60_000_000
_CALL = re.compile(r"/bot([^/]+)/([A-Za-z]+)/?")
_FILE = re.compile(r"/file/bot([^/]+)/(.+)")
ACCEPTED = {"timeout_after", "reset_after", "slow"}
_encode = msgspec.json.Encoder().encode
BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


def is_ours(path: str) -> bool:
    """Whether a request belongs to the Bot API."""
    return path.startswith(("/bot", "/file/bot"))


async def handle(world: Simulator, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request below /bot… or /file/bot…"""
    path = unquote(scope["path"])
    file = _FILE.fullmatch(path)
    if file:
        await _send_file(world, file[1], file[2], send)
        return
    fault = None
    try:
        name, handler = _method(world, path)
        given, files = await _read(scope, receive)
        fault = world.faults.strike(name, given.get("chat_id"))
        if fault and fault.kind not in ACCEPTED:
            await _strike(world, fault, send)
            return
        result = handler(world, read(name, given, files, strict=world.strict), files)
        if asyncio.iscoroutine(result):
            result = await unless_gone(receive, result)
            if result is None:
                world.last_poll = -POLL_SECONDS
                return
        code, body = 200, _encode({"ok": True, "result": result})
    except ApiError as e:
        code, body = e.code, _encode(e.body())
    if fault and fault.kind != "slow":
        await _strike(world, fault, send)
        return
    if fault:
        await _hold(world, fault)
    await _answer(send, code, body)


def _method(world: Simulator, path: str) -> tuple[str, Handler]:
    """The method that a path names, counted; raises ApiError 401 and 404."""
    call = _CALL.fullmatch(path)
    if call is None:
        raise ApiError(404, "Not Found")
    if call[1] != world.token:
        raise ApiError(401, "Unauthorized")
    known = METHODS.get(call[2].lower())
    if known is None:
        raise ApiError(404, f"Not Found: {call[2]} is not covered by the simulator")
    world.calls[known[0]] = world.calls.get(known[0], 0) + 1
    return known


async def unless_gone(receive: Receive, answer: Coroutine[Any, Any, Any]) -> Any:
    """What a waiting call answers; None, and the waiting ended, once the caller hung up."""
    working = asyncio.ensure_future(answer)
    gone = asyncio.ensure_future(_hung_up(receive))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        gone.cancel()
        working.cancel()
        await asyncio.gather(working, gone, return_exceptions=True)


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _read(scope: Scope, receive: Receive) -> tuple[Json, dict[str, Upload]]:
    """Parameters from the query, and from a body as JSON, form or multipart; raises ApiError 400."""
    given: Json = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    kind = Headers(scope=scope).get("content-type", "")
    if kind.startswith("multipart/form-data"):
        return await _multipart(Request(scope, receive), given)
    parts, size = [], 0
    while True:
        event = await receive()
        parts.append(event.get("body", b""))
        size += len(parts[-1])
        if size > MAX_BODY:
            raise ApiError(413, "Request Entity Too Large")
        if not event.get("more_body"):
            break
    body = b"".join(parts)
    if kind.startswith("application/json") and body:
        try:
            value = msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeError):
            raise bad_request("can't parse JSON object") from None
        if not isinstance(value, dict):
            raise bad_request("object expected as JSON body")
        given |= value
    elif body:
        try:
            given |= dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return given, {}


async def _multipart(request: Request, given: Json) -> tuple[Json, dict[str, Upload]]:
    files: dict[str, Upload] = {}
    try:
        form = await request.form(max_part_size=MAX_BODY)
    except MultiPartException:
        raise bad_request("can't parse multipart/form-data") from None
    async with contextlib.aclosing(_Closing(form)):
        for key, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                files[key] = Upload(value.filename or key, data, value.content_type or "")
            else:
                given[key] = value
    return given, files


class _Closing:
    """Starlette's form under the name that contextlib knows."""

    def __init__(self, form: Any) -> None:
        self._form = form

    async def aclose(self) -> None:
        await self._form.close()


async def _answer(send: Send, code: int, body: bytes, mime: bytes = b"application/json") -> None:
    headers = [(b"content-type", mime), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": code, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _send_file(world: Simulator, token: str, path: str, send: Send) -> None:
    file = world.files.by_path.get(path)
    if token != world.token or file is None:
        code, why = (404, "Not Found") if token == world.token else (401, "Unauthorized")
        await _answer(send, code, _encode(ApiError(code, why).body()))
        return
    await _answer(send, 200, file.data, file.mime.encode("ascii", "replace"))


async def _strike(world: Simulator, fault: Fault, send: Send) -> None:
    """Answer, or do not answer, as the fault wants."""
    if fault.kind == "500":
        await _answer(send, 500, _encode(ApiError(500, "Internal Server Error").body()))
    elif fault.kind == "502":
        await _answer(send, 502, BAD_GATEWAY, b"text/html")
    elif fault.kind == "429":
        await _answer(send, 429, _encode(too_many(fault.retry_after).body()))
    elif fault.kind == "broken":
        await _answer(send, 200, b'{"ok":true,"result":{"message_id":')
    elif fault.kind.startswith("timeout"):
        await _hold(world, fault)
        await hang_up(send, reset=False)
    else:
        await hang_up(send, reset=True)


async def _hold(world: Simulator, fault: Fault) -> None:
    """Wait out the fault's seconds, or until faults are cleared or the server stops."""
    await world.changes.wait("faults", time.monotonic() + (fault.seconds or 0))


async def hang_up(send: Send, *, reset: bool) -> None:
    """End the connection without an answer; with `reset` the other side gets ECONNRESET.

    ASGI has no word for it, so this takes uvicorn's transport from behind its `send`.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise RuntimeError(
            "this server's connections cannot be cut; run the simulator under uvicorn"
        )
    sock = transport.get_extra_info("socket")
    if reset and sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
    # connection_lost is called in the next round of the loop; uvicorn must know before we return.
    for _ in range(3):
        await asyncio.sleep(0)
