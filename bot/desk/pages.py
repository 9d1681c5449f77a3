"""The working pages of the desk: today, a person, and whatever is done by buttons and words."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.desk import view
from bot.desk.acts import Act
from bot.desk.base import LONGEST, NOT_FOUND, SEE_OTHER
from bot.domain.errors import Refused
from bot.domain.row_ids import LARGEST
from bot.domain.texts import t
from bot.flow.message import Message

if TYPE_CHECKING:
    from bot.desk.acts import Answer
    from bot.desk.base import Base, Visit
    from bot.domain.people import Person

SLOW = 202


class Pages:
    """What one works with once one is in."""

    def __init__(self, base: Base) -> None:
        """Of this house."""
        self._base = base

    def routes(self) -> list[Route]:
        """What answers where."""
        inner, get, post = self._base.inner, ["GET"], ["POST"]
        return [
            Route("/", inner(self._today), methods=get),
            Route("/person/{id}", inner(self._person), methods=get),
            Route("/person/{id}", inner(self._write), methods=post),
            Route("/gjor", inner(self._again), methods=get),
            Route("/gjor", inner(self._press), methods=post),
            Route("/nytt", inner(self._news), methods=get),
        ]

    # Reading -----------------------------------------------------------------------------------

    async def _today(self, visit: Visit) -> Response:
        shown = await self._base.store.read(lambda tx: view.today(self._base.turn(tx), visit.who))
        return self._base.drawing.page("today.html", visit.who.language, who=visit.who, today=shown)

    async def _person(self, visit: Visit) -> Response:
        resident_id = _number(visit.request.path_params["id"])
        return await self._room(visit.who, resident_id)

    async def _room(
        self, who: Person, resident_id: int, words: str = "", why: Any = None
    ) -> Response:
        try:
            # Asked before it is opened: an address somebody made up opens nothing.
            await self._base.store.read(
                lambda tx: view.opened(self._base.turn(tx), who, resident_id)
            )
            act = Act("open", who.id, resident_id=resident_id)
            await self._base.acts.do(act, secrets.token_urlsafe(16))
            shown = await self._base.store.read(
                lambda tx: view.opened(self._base.turn(tx), who, resident_id)
            )
        except Refused as refused:
            return self._base.drawing.page(
                "refused.html", who.language, NOT_FOUND, who=who, why=refused.text
            )
        return self._base.drawing.page(
            "person.html", who.language, who=who, room=shown, words=words, why=why
        )

    async def _news(self, visit: Visit) -> Response:
        return StreamingResponse(
            self._base.live.news(visit.who.id),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    # Doing -------------------------------------------------------------------------------------

    async def _write(self, visit: Visit) -> Response:
        form = await visit.request.form()
        resident_id = _number(visit.request.path_params["id"])
        words = str(form.get("words", ""))[:LONGEST]
        act = Act("write", visit.who.id, words=words, resident_id=resident_id)
        answer = await self._base.acts.do(act, _nonce(form.get("nonce")))
        if answer.refused is not None:
            # What was written stays in the box.
            return await self._room(visit.who, resident_id, words, answer.refused)
        return RedirectResponse(f"/person/{resident_id}", SEE_OTHER)

    async def _press(self, visit: Visit) -> Response:
        form = await visit.request.form()
        words, data = str(form.get("words", ""))[:LONGEST], str(form.get("data", ""))
        act = (
            Act("press", visit.who.id, data=data) if data else Act("say", visit.who.id, words=words)
        )
        opened = data.removeprefix("d:open:")
        if opened != data and (resident_id := _number(opened)):
            # A person has a page of their own here.
            return RedirectResponse(f"/person/{resident_id}", SEE_OTHER)
        return self._screen(visit.who, await self._base.acts.do(act, _nonce(form.get("nonce"))))

    async def _again(self, visit: Visit) -> Response:
        """Where one was in a conversation of one's own."""
        act = Act("press", visit.who.id, data="d:again:")
        return self._screen(visit.who, await self._base.acts.do(act, secrets.token_urlsafe(16)))

    def _screen(self, who: Person, answer: Answer) -> Response:
        said = answer.said or ((Message((t("desk.slow"),)),) if answer.late else ())
        if not said and answer.refused is None:
            return RedirectResponse("/", SEE_OTHER)
        return self._base.drawing.page(
            "screen.html",
            who.language,
            SLOW if answer.late else 200,
            who=who,
            said=said,
            refused=answer.refused,
        )


def _number(found: str) -> int:
    """A row id; 0, which is nobody's, for what is none."""
    digits = found.isascii() and found.isdigit() and len(found) <= len(str(LARGEST))
    return min(int(found), LARGEST) if digits else 0


def _nonce(found: object) -> str:
    return found[:64] if isinstance(found, str) and found else secrets.token_urlsafe(16)
