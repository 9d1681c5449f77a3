"""A small Bot API on loopback whose faults are set by hand, for the tests of this room."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.store import KeyRing, Store
from bot.telegram.api import Api
from bot.telegram.request import AiohttpRequest

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "123456:TEST-token-for-loopback-only-0000000"  # noqa: S105 - opens nothing
Reply = Callable[[str, dict[str, Any]], Awaitable[web.StreamResponse | None]]


class Standin:
    """Keeps what was called; answers as told, otherwise politely."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.updates: list[dict[str, Any] | bytes] = []
        self.offsets: list[int] = []
        self.faults: deque[Reply] = deque()
        self.news = asyncio.Event()
        self.called = asyncio.Event()
        self.base = ""
        self._messages = 100

    def methods(self) -> list[str]:
        """The names of what was called, polls left out."""
        return [method for method, _ in self.calls]

    def texts(self) -> list[str]:
        """The texts that were sent or written, in order."""
        return [params["text"] for _, params in self.calls if "text" in params]

    def push(self, update: dict[str, Any] | bytes) -> None:
        """Something happened in a chat."""
        self.updates.append(update)
        self.news.set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        if request.content_type == "application/json":
            params = json.loads(await request.read())
        else:
            form = await request.post()
            params = {
                name: value
                if isinstance(value, str)
                else (value.filename, value.file.read(), value.content_type)
                for name, value in form.items()
                if not isinstance(value, bytes | bytearray)
            }
        if method != "getUpdates":
            self.calls.append((method, params))
            self.called.set()
        if self.faults:
            told = await self.faults.popleft()(method, params)
            if told is not None:
                return told
        if method == "getUpdates":
            return await self._poll(params)
        if method.startswith(("send", "edit")):
            self._messages += 1
            number = params.get("message_id", self._messages)
            return ok({"message_id": number, "date": 0, "chat": {"id": 1, "type": "private"}})
        if method == "getMe":
            me = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "b"}
            return ok(me)
        return ok(True)

    async def _poll(self, params: dict[str, Any]) -> web.StreamResponse:
        offset = int(params["offset"])
        self.offsets.append(offset)
        keep = [one for one in self.updates if isinstance(one, bytes) or one["update_id"] >= offset]
        self.updates = keep
        if not keep:
            self.news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), min(float(params["timeout"]), 5))
        raw = [
            one if isinstance(one, bytes) else json.dumps(one).encode()
            for one in self.updates[:100]
        ]
        body = b'{"ok":true,"result":[' + b",".join(raw) + b"]}"
        return web.Response(body=body, content_type="application/json")


def ok(result: Any) -> web.Response:
    """A good answer."""
    return web.json_response({"ok": True, "result": result})


def refuse(status: int, description: str, **parameters: Any) -> Reply:
    """A fault: an answer of the Bot API that says no."""

    async def reply(_method: str, _params: dict[str, Any]) -> web.Response:
        body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
        if parameters:
            body["parameters"] = parameters
        return web.json_response(body, status=status)

    return reply


async def fine(_method: str, _params: dict[str, Any]) -> None:
    """No fault this time."""


async def cut_off(_method: str, _params: dict[str, Any]) -> web.StreamResponse:
    """A fault: carried out, but the connection breaks before the answer."""
    raise asyncio.CancelledError


def slow(seconds: float) -> Reply:
    """A fault: carried out, but the answer comes late."""

    async def reply(_method: str, _params: dict[str, Any]) -> None:
        await asyncio.sleep(seconds)

    return reply


@contextlib.asynccontextmanager
async def standing() -> AsyncIterator[Standin]:
    """A stand-in that listens, until the block ends."""
    here = Standin()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", here.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    here.base = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    try:
        yield here
    finally:
        here.news.set()
        await runner.cleanup()


@contextlib.asynccontextmanager
async def storing(folder: Path) -> AsyncIterator[Store]:
    """A store with its tables in that folder; opened anew it holds what was committed."""
    file = folder / "ring.json"
    ring = KeyRing.load(file) if file.exists() else KeyRing.create(file)
    async with await Store.open(str(folder / "hjemvei.db"), None, ring) as store:
        await store.migrate(now=1)
        yield store


@contextlib.asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[asyncio.Task[None]]:
    """Something that runs beside the block and is cancelled at its end."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@contextlib.asynccontextmanager
async def calling(base: str, **timeouts: float) -> AsyncIterator[Api]:
    """An Api towards such an address, closed afterwards."""
    async with AiohttpRequest(**timeouts) as request:  # type: ignore[arg-type]  # only the timeouts
        yield Api(request, base, TOKEN)
