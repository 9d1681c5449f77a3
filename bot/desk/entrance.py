"""Coming in by a link or by the municipality's login, and going out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot import logs
from bot.desk.base import BEGINNING, MANY, NOT_FOUND, SEE_OTHER
from bot.desk.login import LASTS, LoginError
from bot.desk.tries import Tries, place_of
from bot.domain.errors import Refused
from bot.domain.texts import t

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.desk.base import Base, Visit

log = logs.get(__name__)
TICKET = "desk_login"
BACK = "/login/tilbake"
PLATFORM = "oidc"


class Entrance:
    """The pages one meets before one is in, and the way out."""

    def __init__(self, base: Base) -> None:
        """Of this house."""
        self._base = base
        self._tries = Tries()

    def routes(self) -> list[Route]:
        """What answers where."""
        get, post = ["GET"], ["POST"]
        return [
            Route("/inn", self._no_link, methods=get),
            Route("/inn/{code}", self._link, methods=get),
            Route("/inn/{code}", self._come_in, methods=post),
            Route("/login", self._leave_for_login, methods=get),
            Route("/login/knytt", self._base.inner(self._tie), methods=get),
            Route(BACK, self._came_back, methods=get),
            Route("/ut", self._base.inner(self._out), methods=post),
        ]

    def _page(self, status: int = 200, *, code: str | None = None, wrong: Any = None) -> Response:
        login = self._base.login.there
        return self._base.drawing.page(
            "in.html", BEGINNING, status, code=code, wrong=wrong, login=login
        )

    async def _no_link(self, _: Request) -> Response:
        return self._page()

    async def _link(self, request: Request) -> Response:
        """Looking at a link uses nothing up: a preview in a mail program does that too."""
        return self._page(code=request.path_params["code"])

    async def _come_in(self, request: Request) -> Response:
        sessions = self._base.sessions
        code = request.path_params["code"]
        # Looked at before anything is counted: however many guess, a right link leads in.
        if not await sessions.leads(code) and self._tries.too_many(place_of(request), code):
            return self._page(MANY, wrong=t("desk.many"))
        inside = RedirectResponse("/", SEE_OTHER)
        try:
            await sessions.come_in(code, inside)
        except Refused as refused:
            return self._page(NOT_FOUND, wrong=refused.text)
        return inside

    async def _out(self, visit: Visit) -> Response:
        form = await visit.request.form()
        outside = RedirectResponse("/inn", SEE_OTHER)
        everywhere = bool(form.get("everywhere"))
        await self._base.sessions.sign_out(visit.session, outside, everywhere=everywhere)
        return outside

    # The municipality's login --------------------------------------------------------------------

    async def _leave_for_login(self, _: Request) -> Response:
        return await self._leave(None)

    async def _tie(self, visit: Visit) -> Response:
        """Somebody who is in ties the login to themselves."""
        return await self._leave(visit.who.id)

    async def _leave(self, person_id: int | None) -> Response:
        if not self._base.login.there:
            return self._failed()
        try:
            ticket, where = await self._base.login.begin(person_id)
        except LoginError:
            return self._failed()
        away = RedirectResponse(where, SEE_OTHER)
        # Lax: the way back begins at the provider, and a strict cookie would stay at home.
        away.set_cookie(
            TICKET,
            ticket,
            max_age=int(LASTS),
            httponly=True,
            samesite="lax",
            secure=self._base.sessions.secure,
            path=BACK,
        )
        return away

    async def _came_back(self, request: Request) -> Response:
        # Not a redirect: what began at the provider would not send our strict cookie along with it.
        inside = self._base.drawing.page("inside.html", BEGINNING)
        inside.delete_cookie(TICKET, path=BACK)
        try:
            name, tying = await self._base.login.finish(
                request.cookies.get(TICKET, ""), str(request.url)
            )
            keys = self._base.house.keys
            if tying is not None:
                await keys.remember(PLATFORM, name, tying)
            person_id = await keys.identify(PLATFORM, name)
            if person_id is None:
                return self._page(NOT_FOUND, wrong=t("desk.login.unknown"))
            await self._base.sessions.begin(person_id, inside)
        except LoginError as error:
            log.warning("login_failed", error=type(error.__cause__ or error).__name__)
            return self._failed()
        except Refused as refused:
            return self._page(NOT_FOUND, wrong=refused.text)
        return inside

    def _failed(self) -> Response:
        return self._page(NOT_FOUND, wrong=t("desk.login.failed"))
