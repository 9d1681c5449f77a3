"""Being called in this browser: turned on by script, turned off by anybody's press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.desk import webpush
from bot.desk.base import NO_CONTENT, SEE_OTHER
from bot.desk.draw import HERE
from bot.desk.fields import words_of
from bot.domain.at_desk import pushes

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.desk.base import Base, Visit

LONGEST = 2048  # characters of an address at a push service
NOT_TAKEN = 422


class Pushing:
    """What a browser asks for, and the worker that wakes in it."""

    def __init__(self, base: Base) -> None:
        """Of this house."""
        self._base = base

    def routes(self) -> list[Route]:
        """What answers where. The worker stands at the top, or it would not be the whole desk's."""
        inner = self._base.inner
        return [
            Route("/sw.js", self._worker, methods=["GET"]),
            Route("/meg/varsel", inner(self._on), methods=["POST"]),
            Route("/meg/varsel/av", inner(self._off), methods=["POST"]),
        ]

    async def _worker(self, _: Request) -> Response:
        return FileResponse(HERE / "static" / "sw.js", media_type="text/javascript")

    async def _on(self, visit: Visit) -> Response:
        form, pusher = await visit.request.form(), self._base.pusher
        given = [words_of(form, name, LONGEST) for name in ("endpoint", "p256dh", "auth")]
        found = webpush.read(*given, loopback=pusher.loopback) if pusher.there else None
        if found is None:
            return Response(status_code=NOT_TAKEN)
        where = pushes.Where(found.endpoint, found.p256dh, found.auth)
        base = self._base
        await base.store.transact(lambda tx: pushes.add(base.turn(tx), visit.who, where))
        return Response(status_code=NO_CONTENT)

    async def _off(self, visit: Visit) -> Response:
        base = self._base
        await base.store.transact(lambda tx: pushes.off(base.turn(tx), visit.who))
        return RedirectResponse("/meg", SEE_OTHER)
