"""A Bot API on loopback that knows nothing of any bot; standin.py, crash.py and bulk.py play on it.

It keeps the contract of getUpdates: an update is handed out until a later offset acknowledges it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import msgspec
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

TOKEN = "123456:TEST-token-for-loopback-only-0000000"
BOT = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "standin_bot"}
FIRST_USER = 100_000
"""Telegram ids of the scripted users begin here; population.py makes residents of them."""
LONGEST_POLL_S = 10.0

encode = msgspec.json.encode
decode = msgspec.json.decode
Call = dict[str, Any]


def user(uid: int) -> Call:
    return {"id": uid, "is_bot": False, "first_name": f"U{uid}", "language_code": "nb"}


def chat(uid: int) -> Call:
    return {"id": uid, "type": "private", "first_name": f"U{uid}"}


def markup_of(data: Call) -> Call | None:
    """The keyboard of a call, whether it came as JSON or as a form field."""
    raw = data.get("reply_markup")
    markup = decode(raw) if isinstance(raw, str) and raw else raw
    return markup if isinstance(markup, dict) and "inline_keyboard" in markup else None


class TooManyError(Exception):
    """Raised by a handler of calls to have 429 answered."""


class Loopback:
    """Serves one bot; what it sends goes through `on_message(method, message)` before it is told.

    `on_message` may wait, and may raise TooManyError.
    """

    def __init__(self, on_message: Callable[[str, Call], Awaitable[None]]) -> None:
        self.on_message = on_message
        self.polled = asyncio.Event()
        self.calls: Counter[str] = Counter()
        self.refused = 0
        self._waiting: list[tuple[int, bytes]] = []
        self._have = asyncio.Event()
        self._update_id, self._message_id = 1000, 1
        self._runner: web.ServerRunner | None = None

    # What people do

    def type(self, uid: int, text: str) -> None:
        """A user writes a line; one that begins with a slash is a command."""
        message = {"message_id": self.next_message(), "date": int(time.time()), "text": text}
        message |= {"chat": chat(uid), "from": user(uid)}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self._push({"message": message})

    def press(self, uid: int, message: Call, data: str) -> None:
        """A user presses a button of a message that the bot has shown."""
        query = {"from": user(uid), "chat_instance": str(uid), "data": data, "message": message}
        self._push({"callback_query": {"id": str(self._update_id << 20), **query}})

    def all_taken(self) -> bool:
        """Whether every update has been acknowledged by a later offset."""
        return not self._waiting

    def next_message(self) -> int:
        self._message_id += 1
        return self._message_id

    def _push(self, update: Call) -> None:
        self._update_id += 1
        self._waiting.append((self._update_id, encode({"update_id": self._update_id, **update})))
        self._have.set()

    # What the bot does

    async def _serve(self, request: web.BaseRequest) -> web.Response:
        method = request.path.rsplit("/", 1)[1].lower()
        data = await _fields(request)
        self.calls[method] += 1
        if method == "getupdates":
            return _ok_raw(await self._updates(data))
        if method == "getme":
            return _ok(BOT)
        if method == "getwebhookinfo":
            info = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
            return _ok(info)
        if method == "getmycommands":
            return _ok([])
        if "chat_id" in data and method.startswith(("send", "copymessage", "edit")):
            return await self._message(method, data)
        return _ok(True)

    async def _updates(self, data: Call) -> bytes:
        self.polled.set()
        offset = int(data.get("offset") or 0)
        self._waiting = [row for row in self._waiting if row[0] >= offset]
        if not self._waiting:
            self._have.clear()
            patience = min(float(data.get("timeout") or 0), LONGEST_POLL_S)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._have.wait(), patience)
        limit = int(data.get("limit") or 100)
        return b"[" + b",".join(raw for _, raw in self._waiting[:limit]) + b"]"

    async def _message(self, method: str, data: Call) -> web.Response:
        if method == "sendchataction":
            return _ok(True)
        edits = method.startswith("edit")
        message_id = int(data.get("message_id") or 0) if edits else self.next_message()
        message = {"message_id": message_id, "date": int(time.time()), "from": BOT}
        message |= {"chat": chat(int(data["chat_id"])), "text": str(data.get("text") or "x")}
        markup = markup_of(data)
        if markup:
            message["reply_markup"] = markup
        try:
            await self.on_message(method, message)
        except TooManyError:
            self.refused += 1
            answer = {"ok": False, "error_code": 429, "parameters": {"retry_after": 1}}
            answer["description"] = "Too Many Requests: retry after 1"
            return web.Response(body=encode(answer), status=429, content_type="application/json")
        return _ok({"message_id": message_id} if method == "copymessage" else message)

    # Opening and closing

    async def open(self) -> str:
        """Begins to serve; returns the address that bots get as API_BASE."""
        self._runner = web.ServerRunner(web.Server(self._serve, access_log=None))
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, shutdown_timeout=0.1)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/bot"

    async def close(self) -> None:
        if self._runner:
            await self._runner.cleanup()


async def _fields(request: web.BaseRequest) -> Call:
    data: Call = {}
    if request.content_type == "application/json":
        body = await request.read()
        data = decode(body) if body else {}
    elif request.content_type == "application/x-www-form-urlencoded":
        data = dict(parse_qsl((await request.read()).decode()))
    elif request.content_type == "multipart/form-data":
        data = dict(await request.post())
    return data | dict(request.query) if request.query_string else data


def _ok(result: Any) -> web.Response:
    return _ok_raw(encode(result))


def _ok_raw(result: bytes) -> web.Response:
    return web.Response(
        body=b'{"ok":true,"result":' + result + b"}", content_type="application/json"
    )


class Bot:
    """The program under test, started anew as often as wanted; its stderr goes to a file."""

    def __init__(self, command: Sequence[str], api_base: str, label: str) -> None:
        self.command = [part for part in command if part != "--"]
        self.environment = dict(os.environ, API_BASE=api_base, TOKEN=TOKEN)
        self.log = Path(tempfile.gettempdir()) / f"bench-{label}.err"
        self.log.write_bytes(b"")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        if self.process is None:
            raise RuntimeError("start() the bot first")
        return self.process.pid

    async def start(self, api: Loopback, patience_s: float = 60) -> float:
        """Starts it and waits for its first poll; returns how long that took, in seconds."""
        api.polled.clear()
        started = time.perf_counter()
        self.process = self._spawn()
        while not api.polled.is_set():
            if self.process.poll() is not None or time.perf_counter() - started > patience_s:
                raise SystemExit(f"the bot never polled; its last words are in {self.log}")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(api.polled.wait(), 0.5)
        return time.perf_counter() - started

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.command, env=self.environment, stdout=subprocess.DEVNULL, stderr=log
            )

    def kill(self) -> None:
        """SIGKILL, as a power cut or the kernel would."""
        if self.process:
            self.process.kill()
            self.process.wait()

    async def stop(self) -> None:
        """Asks it to end, and makes it end after ten seconds."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            await asyncio.to_thread(self.process.wait, 10)
        except subprocess.TimeoutExpired:
            self.kill()
