"""The last word about tonight: who has it, what happens next, and whom to ring meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.texts import t
from bot.domain.tonight import duty, requests
from bot.flow.message import Moment, verbatim
from bot.pack import posts_at, tonight_next_read
from bot.store import from_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text
    from bot.store.tonight import Tonight


async def said(turn: Turn, who: Person) -> tuple[Text, ...]:
    """What is true at this moment of the request that stands; empty where there is none."""
    request = await requests.current(turn, who.id)
    if request is None:
        return ()
    return (
        await _has_it(turn, who, request),
        t("tonight.closing.ring", phone=duty.number(turn)),
    )


async def _has_it(turn: Turn, who: Person, request: Tonight) -> Text:
    """Whoever has opened it; else who was told, and what happens if nobody opens it."""
    opener = await people.person(turn, request.opened_by) if request.opened_by else None
    if opener is not None and request.opened_at is not None:
        at = Moment(from_us(request.opened_at), "time")
        return t("tonight.closing.opened", name=opener.name, at=at)
    if request.state == "exhausted":
        return t("tonight.closing.exhausted")
    pack = turn.house.pack
    posts = posts_at(pack, turn.now)
    if posts:
        # One who has just been passed by is not named: the rung says who was told last.
        post = posts[min(request.rung, len(posts) - 1)]
        name = verbatim(post.name.in_language(who.language))
        return t("tonight.closing.told", who=name, n=pack.tonight.escalation_minutes)
    until = tonight_next_read(pack, turn.now)
    if until is None:
        return t("tonight.closing.exhausted")
    return t("tonight.closing.nobody", until=Moment(until))
