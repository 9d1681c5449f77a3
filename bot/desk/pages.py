"""The working pages of the desk: today, and whatever is done by buttons and words; `room` has a person's."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from typing import TYPE_CHECKING

import msgspec
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.desk import cases, measure, view, ways
from bot.desk.acts import Act
from bot.desk.base import LONGEST, NO_CONTENT, SEE_OTHER
from bot.desk.fields import nonce_of, number
from bot.domain.appointments import invitations
from bot.domain.appointments.invited import Kept
from bot.domain.texts import t
from bot.flow.message import Message

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from bot.desk.acts import Answer
    from bot.desk.base import Base, Visit
    from bot.domain.people import Person
    from bot.domain.turn import Turn

    Readable = Callable[[Turn, Person, int], Awaitable[bool]]

SLOW = 202
ENDED, GONE = b"event: ended\ndata: -\n\n", b"event: gone\ndata: -\n\n"


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
            Route("/gjor", inner(self._again), methods=get),
            Route("/gjor", inner(self._press), methods=post),
            Route("/invitasjon", inner(self._invitation), methods=post),
            Route("/nytt", inner(self._news), methods=get),
            Route("/her", inner(self._here), methods=post),
        ]

    # Reading -----------------------------------------------------------------------------------

    async def _today(self, visit: Visit) -> Response:
        shown = await self._base.store.read(lambda tx: view.today(self._base.turn(tx), visit.who))
        return self._base.drawing.page("today.html", visit.who.language, who=visit.who, today=shown)

    async def _news(self, visit: Visit) -> Response:
        asked = visit.request.query_params
        person, case = number(asked.get("person")), number(asked.get("sak"))
        return StreamingResponse(
            self._watched(visit, person or case, cases.readable if case else view.readable),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    async def _watched(
        self, visit: Visit, resident_id: int, readable: Readable
    ) -> AsyncGenerator[bytes]:
        """News while the visit lasts; an open page is told once it is over, or the person no longer theirs."""
        base = self._base
        async with contextlib.aclosing(base.live.news(visit.who.id)) as news:
            async for piece in news:
                if await base.sessions.look(visit.request) is None:
                    yield ENDED
                    return
                if resident_id and not await base.store.read(
                    lambda tx: readable(base.turn(tx), visit.who, resident_id)
                ):
                    yield GONE
                    return
                yield piece

    async def _here(self, _: Visit) -> Response:
        """Somebody is typing: to be asked for is to be noted as here."""
        return Response(status_code=NO_CONTENT)

    # Doing -------------------------------------------------------------------------------------

    async def _press(self, visit: Visit) -> Response:
        form = await visit.request.form()
        words, data = str(form.get("words", ""))[:LONGEST], str(form.get("data", ""))
        act = (
            Act("press", visit.who.id, data=data) if data else Act("say", visit.who.id, words=words)
        )
        about = number(str(form.get("about", "")))
        opened = data.removeprefix("d:open:")
        if opened != data and (resident_id := number(opened)) and not form.get("reason"):
            # A person has a page of their own here.
            return RedirectResponse(f"/person/{resident_id}", SEE_OTHER)
        elsewhere = ways.page_of(data)
        if elsewhere is not None:
            return RedirectResponse(elsewhere, SEE_OTHER)
        answer = await self._base.acts.do(act, nonce_of(form))
        return self._screen(visit.who, answer, about)

    async def _again(self, visit: Visit) -> Response:
        """Where one was in a conversation of one's own."""
        act = Act("press", visit.who.id, data="d:again:")
        return self._screen(visit.who, await self._base.acts.do(act, secrets.token_urlsafe(16)))

    async def _invitation(self, visit: Visit) -> Response:
        """A calendar file: what is read of it goes on, and the file itself is let go."""
        base = self._base
        measure.allow(visit.request, measure.LARGEST_SENT, measure.LONGEST_SENT)
        sent = await base.intake.collect(visit.request)
        content = sent.files[0] if sent.files else b""
        read = await asyncio.to_thread(
            invitations.looked_into, content, base.clock.now(), base.house.zone
        )
        if sent.too:
            read = Kept(wrong="many" if sent.too == "many" else "too_large")
        act = Act("invitation", visit.who.id, words=msgspec.json.encode(read).decode())
        return self._screen(visit.who, await base.acts.do(act, nonce_of(sent.fields)))

    def _screen(self, who: Person, answer: Answer, about: int = 0) -> Response:
        """What the house said; `about` is whose page one came from, and goes back to."""
        said = answer.said or ((Message((t("desk.slow"),)),) if answer.late else ())
        if not said and answer.refused is None:
            return RedirectResponse(f"/person/{about}" if about else "/", SEE_OTHER)
        return self._base.drawing.page(
            "screen.html",
            who.language,
            SLOW if answer.late else 200,
            who=who,
            said=said,
            refused=answer.refused,
            about=about,
        )
