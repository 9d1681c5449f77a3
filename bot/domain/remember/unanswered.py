"""
Words that wait for an answer: who is reminded of them, one after the other, until somebody answers.

What is due is looked at anew when it comes: who answers now, and who has been reminded. Nothing
closes by silence; an answer or «Ferdig» does.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people, tasks
from bot.domain.outgoing import Address, retract, say
from bot.domain.texts import button, lines, t
from bot.pack import worker_opening
from bot.rules.answering import COORDINATORS, Promise, Reminded, in_hours, next_reminder
from bot.store import ahead, from_us, remembered, threads, timers, to_us
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.rules.answering import Next

RULE = "answer"
TASK = "unanswered"
URGENT = ("urgent", "urgent_duty", "danger")  # kinds of open tasks that make waiting words urgent


def promise(turn: Turn) -> Promise:
    """What the pack promises, and when it is open."""
    pack = turn.house.pack
    return Promise(
        dt.timedelta(hours=pack.promises.answer_hours),
        dt.timedelta(hours=pack.promises.urgent_hours),
        worker_opening(pack),
        turn.house.zone,
    )


async def begin(turn: Turn, resident_id: int) -> None:
    """Words have come: the next reminder of what waits is planned, unless it is already."""
    since = await threads.waiting_since(turn.tx, resident_id)
    if since is None or await ahead.waits(turn.tx, RULE, resident_id, str(since)):
        # Whom it is for is asked when it is due; what makes it come sooner plans it anew.
        return
    await watch(turn, resident_id)


async def watch(turn: Turn, resident_id: int) -> None:
    """Plan the next reminder of what waits, anew if it is already; called whenever something changed."""
    since = await threads.waiting_since(turn.tx, resident_id)
    if since is None:
        return
    told = await remembered.reminded(turn.tx, resident_id, since)
    at = in_hours(max((await _next(turn, resident_id, since)).at, turn.now), promise(turn))
    planned = timers.Timer(
        id=turn.new_id(),
        rule=RULE,
        subject=resident_id,
        occurrence=str(since),
        revision=len(told),
        person_id=resident_id,
        due_at=to_us(at),
    )
    await timers.replan(turn.tx, [planned])


async def _next(turn: Turn, resident_id: int, since: int) -> Next:
    told = await remembered.reminded(turn.tx, resident_id, since)
    return next_reminder(
        from_us(since),
        await _ladder(turn, resident_id),
        tuple(Reminded(one.reader_id, from_us(one.at)) for one in told),
        promise(turn),
        urgent=await _urgent(turn, resident_id),
    )


async def _ladder(turn: Turn, resident_id: int) -> tuple[int, ...]:
    """Who answers now, then whoever stands in for them; without anybody, the coordinators have it."""
    contact = await people.contact_of(turn, resident_id)
    if contact.is_team:
        return ()
    worker = await people.worker_of(turn, resident_id)
    stand_in = await people.stand_in_of(turn, worker) if worker is not None else None
    return tuple(dict.fromkeys((*contact.ids, *((stand_in,) if stand_in else ()))))


async def _urgent(turn: Turn, resident_id: int) -> bool:
    return any([bool(await stored_tasks.open_about(turn.tx, resident_id, kind)) for kind in URGENT])


async def came_due(turn: Turn, timer: timers.Timer) -> None:
    """Remind whoever is next, if the same words still wait, and plan the one after."""
    resident_id = timer.subject
    since = await threads.waiting_since(turn.tx, resident_id)
    if since is None or str(since) != timer.occurrence:
        await timers.settle(turn.tx, timer.id, "skipped", "answered")
        return
    to = await _next(turn, resident_id, since)
    at = in_hours(max(to.at, turn.now), promise(turn))
    if at > turn.now:
        # It became due late, or something changed: not outside their hours, and not too soon.
        await timers.postpone(turn.tx, timer.id, to_us(at))
        return
    if to.who == COORDINATORS:
        await _tell_coordinators(turn, resident_id)
    else:
        await _notice(turn, to.who, resident_id)
    row = remembered.Reminded(to.who, turn.at)
    await remembered.note(turn.tx, turn.new_id(), resident_id, since, row)
    await timers.settle(turn.tx, timer.id, "done")
    await watch(turn, resident_id)


async def _tell_coordinators(turn: Turn, resident_id: int) -> None:
    task = await tasks.open_once(turn, TASK, "coordinator", subject=resident_id)
    if task is not None:
        return  # the task has told them
    for row in await stored_tasks.open_about(turn.tx, resident_id, TASK):
        for reader in await people.holders(turn, "coordinator"):
            await _take_notices(turn, resident_id, reader)
            await _notice(turn, reader, resident_id, "task", row.id)


async def _notice(
    turn: Turn, reader_id: int, resident_id: int, does: str = "open", row_id: int | None = None
) -> None:
    """Neither a name nor words, and no sound."""
    notice = lines(
        t("remember.waits"), rows=((button("staff.notice.open", does, row_id or resident_id),),)
    )
    to = Address(reader_id, resident_id)
    message_id = await say(
        turn, to, notice, purpose="notice", about=f"{RULE}:{resident_id}", silent=True
    )
    await remembered.put_notice(turn.tx, message_id, resident_id, reader_id)


async def _take_notices(turn: Turn, resident_id: int, of: int | None = None) -> None:
    """Those of everybody, or of one reader, go: a newer one comes, or nothing waits any more."""
    for message_id, reader_id in await remembered.take_notices(turn.tx, resident_id, of):
        await retract(turn, Address(reader_id, resident_id), message_id, purpose="notice")


async def answered(turn: Turn, resident_id: int) -> None:
    """Nothing waits any more: what reminded of it goes away, on every list and in every chat."""
    await timers.cancel(turn.tx, RULE, resident_id, timers.ANSWERED)
    await _take_notices(turn, resident_id)
    for row in await stored_tasks.open_about(turn.tx, resident_id, TASK):
        await stored_tasks.done(turn.tx, row.id, turn.caused_by, turn.at)


async def still_waits(turn: Turn, who_id: int, resident_id: int) -> bool:
    """Whether somebody is still to be reminded, asked as the notice leaves."""
    if await threads.waiting_since(turn.tx, resident_id) is None:
        return False
    if who_id in await _ladder(turn, resident_id):
        return True
    return who_id in await people.holders(turn, "coordinator")
