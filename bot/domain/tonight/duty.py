"""Who is told of a request for tonight: the pack's duty table, one after the other until one opens it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.domain import due, people, tasks
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Message, Text, verbatim
from bot.pack import answers_now, posts_at, tonight_next_read
from bot.store import from_us, tonight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.turn import Turn
    from bot.pack.parts.tonight import Post

RULE = "tonight"
SHIFT = "shift"  # somebody reads again from now on
STANDS = dt.timedelta(hours=18)  # a request is about this night; after that a new one is made


async def tell(turn: Turn, resident_id: int, text: Text) -> int:
    """News of a request, delivered in quiet hours too; the id of the message."""
    await bury(turn, resident_id)
    to = Address(resident_id, resident_id)
    return await say(turn, to, Message((text,)), purpose="tonight")


def number(turn: Turn) -> str:
    """The number that is answered now."""
    table = turn.house.pack.tonight
    answered = answers_now(turn.house.pack, table.phone, turn.now)
    return (table.phone if answered else table.nobody_phone).number


def _posts(turn: Turn, request: tonight.Tonight) -> tuple[Post, ...]:
    """Those who open it, first to last: of the shift it was made in, or of the first that reads."""
    asked = from_us(request.asked_at)
    reads = tonight_next_read(turn.house.pack, asked)
    return posts_at(turn.house.pack, reads or asked)


async def _holders(turn: Turn, role: str, resident_id: int) -> list[int]:
    if role != "worker":
        return await people.holders(turn, role)
    worker = await people.worker_of(turn, resident_id)
    if worker is None:
        return []
    answers = await people.answers_for(turn, worker)
    return [answers] if answers is not None else []


async def _to_tell(turn: Turn, request: tonight.Tonight, posts: Sequence[Post]) -> list[int]:
    """Those of the request's rung who can be reached and were not told on an earlier one."""
    before: set[int] = set()
    for post in posts[: request.rung]:
        before.update(await _holders(turn, post.role, request.resident_id))
    here = await _holders(turn, posts[request.rung].role, request.resident_id)
    return [one for one in here if one not in before and await people.reachable(turn, one)]


async def ring(turn: Turn, request: tonight.Tonight, *, news: bool = False) -> None:
    """
    Tell whoever stands on this rung, and plan the next; one where nobody can be told is passed by.

    With `news` the person reads who has been told now.
    """
    posts = _posts(turn, request)
    if not posts_at(turn.house.pack, from_us(request.asked_at)) and not news:
        await _wait_for_shift(turn, request)
        return
    readers: list[int] = []
    while request.rung < len(posts) and not readers:
        readers = await _to_tell(turn, request, posts)
        if not readers:
            request = msgspec.structs.replace(request, rung=request.rung + 1)
    if not readers:
        await _exhausted(turn, request)
        return
    await tonight.change(turn.tx, request)
    notice = lines(
        t("tonight.staff"), rows=((button("staff.notice.open", "tonight", request.id),),)
    )
    for reader in readers:
        to = Address(reader, request.resident_id)
        await say(turn, to, notice, purpose="tonight", about=f"tonight:{request.id}")
    minutes = dt.timedelta(minutes=turn.house.pack.tonight.escalation_minutes)
    rung = str(request.rung + 1)
    await due.at(turn, RULE, request.id, request.resident_id, turn.now + minutes, occurrence=rung)
    if news:
        who = await people.the(turn, request.resident_id)
        name = verbatim(posts[request.rung].name.in_language(who.language))
        text = t("tonight.escalated", next=name, phone=number(turn))
        await tell(turn, request.resident_id, text)


async def _wait_for_shift(turn: Turn, request: tonight.Tonight) -> None:
    opens = tonight_next_read(turn.house.pack, turn.now)
    if opens is not None:
        await due.at(turn, RULE, request.id, request.resident_id, opens, occurrence=SHIFT)


async def came_due(turn: Turn, request_id: int, occurrence: str) -> None:
    """Nobody has opened it in time, or somebody reads from now on: the next is told."""
    request = await tonight.by_id(turn.tx, request_id)
    if request is None or request.opened_at is not None or request.state != "open":
        return
    rung = 0 if occurrence == SHIFT else int(occurrence)
    await ring(turn, msgspec.structs.replace(request, rung=rung), news=True)


async def not_reached(turn: Turn, request: tonight.Tonight, reader_id: int) -> None:
    """One on duty could not be reached: unless somebody else on the same rung was, the next is told."""
    posts = _posts(turn, request)
    others = await _to_tell(turn, request, posts) if request.rung < len(posts) else []
    if any(one != reader_id for one in others):
        return
    await due.cancel(turn, RULE, request.id, "did not come through")
    await came_due(turn, request.id, str(request.rung + 1))


async def _exhausted(turn: Turn, request: tonight.Tonight) -> None:
    """Nobody is left: the person is told to ring, and it becomes a task that somebody owns."""
    await tonight.change(turn.tx, msgspec.structs.replace(request, state="exhausted"))
    await tell(turn, request.resident_id, t("tonight.exhausted", phone=number(turn)))
    note = tasks.Note(at=from_us(request.asked_at), row=request.id)
    subject = request.resident_id
    await tasks.open_once(turn, "tonight_unopened", "coordinator", subject=subject, note=note)
