"""A person's room: the thread, writing in it, and what is done with one message of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.desk import measure, view
from bot.desk.acts import Act
from bot.desk.base import NOT_FOUND, SEE_OTHER
from bot.desk.fields import nonce_of, number, words_of
from bot.desk.keeping import keep_files
from bot.domain.errors import Refused
from bot.domain.relay.reactions import OFFERED
from bot.domain.texts import t
from bot.rules.uploads import LARGEST, MOST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.desk.acts import Kind
    from bot.desk.base import Base, Visit
    from bot.flow.message import Text

TAKEN = "image/jpeg,image/png,audio/*,application/pdf"
"""What a browser offers to choose from; what a file is, is looked at when it comes."""
DOINGS: dict[str, Kind] = {"react": "react", "again": "again", "delete": "delete"}


@dataclass(frozen=True, slots=True)
class Draft:
    """
    What stands in the box where one writes, and what it answers or changes.

    `files` are kept already, and go along with it. `why` says why it was not sent; `told` what came of something else that was done here; `sent`
    is the number of the form that has been sent, so that the page need not keep its words.
    """

    words: str = ""
    answers: int = 0
    quote: str = ""
    changes: int = 0
    deletes: int = 0
    why: Text | None = None
    told: tuple[Text, ...] = ()
    sent: str = ""
    files: tuple[int, ...] = ()


class Room:
    """One person's page."""

    def __init__(self, base: Base) -> None:
        """Of this house."""
        self._base = base

    def routes(self) -> list[Route]:
        """What answers where."""
        inner, get, post = self._base.inner, ["GET"], ["POST"]
        return [
            Route("/person/{id}", inner(self._look), methods=get),
            Route("/person/{id}", inner(self._write), methods=post),
            Route("/person/{id}/melding", inner(self._do), methods=post),
        ]

    async def _look(self, visit: Visit) -> Response:
        asked = visit.request.query_params
        draft = Draft(
            answers=number(asked.get("svar")),
            changes=number(asked.get("endre")),
            deletes=number(asked.get("slett")),
            sent=words_of(asked, "sendt", 64),
        )
        return await self._page(visit, draft)

    async def _page(self, visit: Visit, draft: Draft) -> Response:
        base, who = self._base, visit.who
        resident_id = number(visit.request.path_params["id"])
        try:
            # Asked before it is opened: an address somebody made up opens nothing.
            await base.store.read(lambda tx: view.may_open(base.turn(tx), who, resident_id))
            act = Act("open", who.id, resident_id=resident_id)
            await base.acts.do(act, secrets.token_urlsafe(16))
            shown = await base.store.read(lambda tx: view.opened(base.turn(tx), who, resident_id))
        except view.ReasonNeeded as needed:
            return self._refused(visit, needed, draft, reason_for=resident_id)
        except Refused as refused:
            return self._refused(visit, refused, draft)
        lines = {line.id: line for line in shown.lines}
        answered = lines.get(draft.answers)
        changed, deleted = lines.get(draft.changes), lines.get(draft.deletes)
        return base.drawing.page(
            "person.html",
            who.language,
            who=who,
            room=shown,
            draft=draft,
            emoji=OFFERED,
            files=TAKEN,
            largest=LARGEST,
            most=MOST,
            answered=answered if answered and "answer" in answered.may else None,
            changed=changed if changed and "change" in changed.may else None,
            deleted=deleted if deleted and "delete" in deleted.may else None,
        )

    def _refused(
        self, visit: Visit, why: Refused, draft: Draft, *, reason_for: int = 0
    ) -> Response:
        """Nobody's page; what was written to them meanwhile is its writer's own."""
        return self._base.drawing.page(
            "refused.html",
            visit.who.language,
            NOT_FOUND,
            who=visit.who,
            why=why.text,
            words=draft.words,
            reason_for=reason_for,
        )

    # Doing -------------------------------------------------------------------------------------

    async def _write(self, visit: Visit) -> Response:
        measure.allow(visit.request, measure.LARGEST_SENT, measure.LONGEST_SENT)
        sent = await self._base.intake.collect(visit.request)
        form = sent.fields
        if _another_wrote(visit, form):
            return await self._page(visit, Draft(why=t("desk.write.another")))
        resident_id = number(visit.request.path_params["id"])
        nonce = nonce_of(form)
        kept = await keep_files(self._base, visit, resident_id, sent)
        draft = Draft(
            words=words_of(form),
            answers=number(form.get("answers")),
            quote=words_of(form, "quote"),
            changes=number(form.get("changes")),
            files=kept.ids,
            why=kept.why,
        )
        if draft.why is not None:
            return await self._page(visit, draft)
        act = Act(
            "change" if draft.changes else "write",
            visit.who.id,
            words=draft.words,
            resident_id=resident_id,
            message_id=draft.changes or draft.answers,
            quote=draft.quote,
            seen=number(form.get("seen")),
            files=draft.files,
        )
        answer = await self._base.acts.do(act, nonce)
        if answer.refused is not None:
            # What was written stays in the box, and what was sent along with it.
            return await self._page(visit, replace(draft, why=answer.refused))
        return RedirectResponse(f"/person/{resident_id}?sendt={nonce}", SEE_OTHER)

    async def _do(self, visit: Visit) -> Response:
        """One thing with one message: an emoji, «Prøv igjen», «Slett»."""
        form = await visit.request.form()
        resident_id = number(visit.request.path_params["id"])
        name, _, emoji = words_of(form, "do").partition(":")
        message_id = number(form.get("message"))
        if name not in DOINGS or _another_wrote(visit, form):
            return await self._page(visit, Draft(why=t("came.stale")))
        act = Act(
            DOINGS[name],
            visit.who.id,
            data=emoji,
            resident_id=resident_id,
            message_id=message_id,
        )
        answer = await self._base.acts.do(act, nonce_of(form))
        told = tuple(line for message in answer.said for line in message.lines)
        if answer.refused is not None or told:
            return await self._page(visit, Draft(why=answer.refused, told=told))
        return RedirectResponse(f"/person/{resident_id}#m{message_id}", SEE_OTHER)


def _another_wrote(visit: Visit, form: Mapping[str, object]) -> bool:
    """On a machine that several use: what one wrote is not sent in the name of the next."""
    by = number(form.get("by"))
    return by not in {0, visit.who.id}
