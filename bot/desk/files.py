"""What people sent beside words, shown in the page: asked for anew each time, and kept nowhere on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response
from starlette.routing import Route

from bot.desk.base import BAD_GATEWAY, NOT_FOUND, TOO_LARGE
from bot.domain.errors import NotFetchedError, Refused
from bot.domain.relay import own_files, room

if TYPE_CHECKING:
    from bot.desk.base import Base, Visit
    from bot.domain.relay.own_files import Held
    from bot.domain.turn import Turn
    from bot.flow.message import Media

# One per kind, whatever the sender calls it: nothing of theirs is ever run as a page or a script.
TYPES = {
    "photo": "image/jpeg",
    "sticker": "image/webp",
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "video": "video/mp4",
    "video_note": "video/mp4",
    "animation": "video/mp4",
}
SAVED = "application/octet-stream"
LONGEST_NUMBER = 19  # digits


class Files:
    """The one page that is not a page."""

    def __init__(self, base: Base) -> None:
        """Of this house."""
        self._base = base

    def routes(self) -> list[Route]:
        """What answers where."""
        return [Route("/fil/{message}/{n}", self._base.inner(self._file), methods=["GET"])]

    async def _file(self, visit: Visit) -> Response:
        given = visit.request.path_params
        message, n = _number(given["message"]), _number(given["n"])

        async def asked(turn: Turn) -> tuple[Media, Held | None]:
            media = await room.file_of(turn, visit.who, message, n)
            return media, await own_files.of(turn.house, turn.tx, media)

        try:
            media, held = await self._base.store.transact(lambda tx: asked(self._base.turn(tx)))
            if held is not None:
                return Response(held.content, media_type=held.type, headers=headers(media))
            if media.file_id.startswith(own_files.OURS):
                return self._told(visit, NOT_FOUND, Refused("thread.gone"))
            content = await self._base.fetch(media.file_id)
        except Refused as refused:
            return self._told(visit, NOT_FOUND, refused)
        except NotFetchedError as missing:
            if missing.too_large:
                return self._told(visit, TOO_LARGE, Refused("desk.file.too_large"))
            return self._told(visit, BAD_GATEWAY, Refused("desk.file.not_now"))
        return Response(content, media_type=TYPES.get(media.kind, SAVED), headers=headers(media))

    def _told(self, visit: Visit, status: int, why: Refused) -> Response:
        return self._base.drawing.page(
            "refused.html",
            visit.who.language,
            status,
            who=visit.who,
            why=why.text,
        )


def headers(media: Media) -> dict[str, str]:
    """Shown in the page, or saved under its own name."""
    if media.kind in TYPES:
        return {"content-disposition": "inline"}
    name = quote(dict(media.facts).get("name", "") or "fil", safe="")
    return {"content-disposition": f"attachment; filename*=UTF-8''{name}"}


def _number(found: str) -> int:
    few = found.isascii() and found.isdigit() and len(found) <= LONGEST_NUMBER
    return min(int(found), 2**63 - 1) if few else -1
