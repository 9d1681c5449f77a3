"""The units' rooms: repairs, which homes are needed, tonight and flags, and everybody's tasks."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from bot.desk import units_view
from bot.desk.acts import Act
from bot.desk.base import BAD_GATEWAY, NOT_FOUND, TOO_LARGE
from bot.desk.fields import number
from bot.desk.files import SAVED, TYPES, headers
from bot.domain.errors import NotFetchedError, Refused
from bot.domain.housing import needs
from bot.domain.repairs import room
from bot.domain.texts import verb
from bot.domain.tonight import room as night

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.desk.base import Base, Visit
    from bot.domain.turn import Turn

A_PAGE = 50


class Units:
    """Rooms that are lists, and one repair."""

    def __init__(self, base: Base) -> None:
        """Of this house."""
        self._base = base

    def routes(self) -> list[Route]:
        """What answers where."""
        inner, get = self._base.inner, ["GET"]
        return [
            Route("/reparasjoner", inner(self._repairs), methods=get),
            Route("/reparasjoner/{id}", inner(self._repair), methods=get),
            Route("/reparasjoner/{id}/fil/{n}", inner(self._file), methods=get),
            Route("/boliger", inner(self._needs), methods=get),
            Route("/natt", inner(self._night), methods=get),
            Route("/oppgaver", inner(self._tasks), methods=get),
        ]

    async def _repairs(self, visit: Visit) -> Response:
        skip = min(number(visit.request.query_params.get("fra", "")), 10**6)

        async def read(turn: Turn) -> dict[str, Any]:
            found = await room.listed(turn, visit.who, A_PAGE + 1, skip)
            waits, unopened = await room.counted(turn, visit.who)
            more = skip + A_PAGE if len(found) > A_PAGE else 0
            return {"rows": found[:A_PAGE], "waits": waits, "unopened": unopened, "more": more}

        return await self._drawn(visit, "repairs.html", read)

    async def _repair(self, visit: Visit) -> Response:
        repair_id = number(visit.request.path_params["id"])

        async def look(turn: Turn) -> dict[str, Any]:
            return {"one": await room.look(turn, visit.who, repair_id)}

        try:
            # Asked before it is opened: an address somebody made up opens nothing.
            await self._base.store.read(lambda tx: look(self._base.turn(tx)))
        except Refused as refused:
            return self._refused(visit, refused)
        act = Act("press", visit.who.id, data=verb("repair", repair_id))
        await self._base.acts.do(act, secrets.token_urlsafe(16))
        return await self._drawn(visit, "repair.html", look)

    async def _file(self, visit: Visit) -> Response:
        given = visit.request.path_params
        repair_id, n = number(given["id"]), number(given["n"])

        try:
            one = await self._base.store.read(
                lambda tx: room.look(self._base.turn(tx), visit.who, repair_id)
            )
            if n >= len(one.files):
                return self._refused(visit, Refused("desk.gone"))
            media = one.files[n]
            content = await self._base.fetch(media.file_id)
        except Refused as refused:
            return self._refused(visit, refused)
        except NotFetchedError as missing:
            if missing.too_large:
                return self._refused(visit, Refused("desk.file.too_large"), TOO_LARGE)
            return self._refused(visit, Refused("desk.file.not_now"), BAD_GATEWAY)
        return Response(content, media_type=TYPES.get(media.kind, SAVED), headers=headers(media))

    async def _needs(self, visit: Visit) -> Response:
        async def read(turn: Turn) -> dict[str, Any]:
            return {"rows": await needs.listed(turn, visit.who)}

        return await self._drawn(visit, "dwellings.html", read)

    async def _night(self, visit: Visit) -> Response:
        async def read(turn: Turn) -> dict[str, Any]:
            return {"night": await night.shown(turn, visit.who)}

        return await self._drawn(visit, "night.html", read)

    async def _tasks(self, visit: Visit) -> Response:
        async def read(turn: Turn) -> dict[str, Any]:
            return {"rows": await units_view.tasks_of(turn, visit.who)}

        return await self._drawn(visit, "tasks.html", read)

    async def _drawn(
        self, visit: Visit, template: str, read: Callable[[Turn], Awaitable[dict[str, Any]]]
    ) -> Response:
        try:
            values = await self._base.store.read(lambda tx: read(self._base.turn(tx)))
        except Refused as refused:
            return self._refused(visit, refused)
        return self._base.drawing.page(template, visit.who.language, who=visit.who, **values)

    def _refused(self, visit: Visit, refused: Refused, status: int = NOT_FOUND) -> Response:
        return self._base.drawing.page(
            "refused.html", visit.who.language, status, who=visit.who, why=refused.text
        )
