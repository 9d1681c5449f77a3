"""
A worker is away: from now or from a day, until a day or until they say; somebody stands in.

What waits moves to the stand-in at once, appointments become tasks before their reminders go, and
the residents whom it concerns read who answers. It ends by itself where the end is known.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import access, due, people
from bot.domain.errors import Refused, Told
from bot.domain.meetings import partings
from bot.domain.outgoing import Address, say
from bot.domain.owners import sweep, told_away, uncovered
from bot.domain.owners.standing import who_may_stand_in
from bot.domain.relay import notice, threads
from bot.domain.texts import button, lines, t
from bot.rules import ownership
from bot.rules.access import Thing
from bot.rules.calendar import ONE_DAY, local_moment
from bot.store import absences, appointments, from_us, owning, timers, to_us
from bot.store import people as stored_people
from bot.store import threads as stored_threads

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store.absences import Absence

RULE = "away"
BEFORE = dt.time(10)
SUNDAY = 6


async def set_away(
    turn: Turn,
    actor: Person,
    worker_id: int,
    stand_in: int | None,
    *,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
) -> Absence:
    """
    Away from now, or from `since`; raises Refused, Told for an end that comes before the beginning.

    An absence under way ends with the new one: that is how a stand-in is changed.
    """
    await access.ask(turn, actor, "write", Thing.AWAY, worker_id)
    if stand_in is not None and stand_in not in await who_may_stand_in(turn, worker_id):
        raise Refused("staff.refused")
    begins = turn.at if since is None else max(turn.at, to_us(since))
    ends = to_us(until) if until is not None else None
    if ends is not None and ends <= begins:
        raise Told("away.wrong_way")
    row = absences.Absence(turn.new_id(), worker_id, stand_in, begins, ends)
    before = await absences.now(turn.tx, worker_id, turn.at)
    if begins <= turn.at:
        await stored_people.end_stand_in(turn.tx, worker_id, turn.at)
    await stored_people.stand_in(turn.tx, row.id, worker_id, stand_in, begins, ends)
    await access.note(turn, actor, "set away", worker_id)
    await _plan_end(turn, row)
    if begins <= turn.at:
        await _begun(turn, row)
        await _stand_in_no_more(turn, before)
    else:
        await due.at(turn, f"{RULE}.begins", row.id, worker_id, from_us(begins))
        eve = local_moment(_day(turn, begins) - ONE_DAY, BEFORE, turn.house.zone)
        await due.at(turn, f"{RULE}.before", row.id, worker_id, max(turn.now, eve))
    return row


async def _stand_in_no_more(turn: Turn, before: Absence | None) -> None:
    """Another stands in now: whoever did, and whoever did for them, has nothing of it in their chat."""
    if before is None or before.stand_in_id is None:
        return
    for one in ownership.behind(before.stand_in_id, await people.away_now(turn)):
        who = await people.person(turn, one)
        if who is not None:
            await sweep.no_longer_theirs(turn, who)


async def set_until(turn: Turn, staff: Person, until: dt.datetime) -> None:
    """The end of the absence they are in, known now; raises Told for one who is not away."""
    row = await absences.now(turn.tx, staff.id, turn.at)
    if row is None:
        raise Told("came.stale")
    await absences.set_until(turn.tx, row.id, to_us(until))
    await due.cancel(turn, f"{RULE}.ends", row.id, "changed")
    changed = absences.Absence(row.id, row.worker_id, row.stand_in_id, row.since, to_us(until))
    await _plan_end(turn, changed)


async def _plan_end(turn: Turn, row: Absence) -> None:
    if row.until is not None:
        await due.at(
            turn, f"{RULE}.ends", row.id, row.worker_id, from_us(row.until),
            occurrence=str(row.until),
        )  # fmt: skip


def until_of(turn: Turn, choice: str) -> dt.datetime:
    """«today» and «week»: the midnight after today, after Sunday."""
    last = turn.today
    if choice == "week":
        last += (SUNDAY - last.weekday()) * ONE_DAY
    return local_moment(last + ONE_DAY, dt.time(), turn.house.zone)


def _day(turn: Turn, at: int) -> dt.date:
    return from_us(at).astimezone(turn.house.zone).date()


async def came_due(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """An absence begins, is told of the day before, or is over."""
    row = await absences.by_id(turn.tx, timer.subject)
    if row is None:
        return
    match timer.rule:
        case "away.before" if row.until is None or row.until > row.since:
            await _introduce(turn, row)
        case "away.begins" if row.until is None or row.until > turn.at:
            before = await _other_now(turn, row)
            await absences.end_others(turn.tx, row, turn.at)
            await _begun(turn, await _without_a_circle(turn, row))
            await _stand_in_no_more(turn, before)
        case "away.ends" if row.until is not None and row.until <= turn.at:
            if await people.stand_in_of(turn, who.id) is None:
                await _over(turn, row)
        case _:
            pass


async def _other_now(turn: Turn, row: Absence) -> Absence | None:
    found = await absences.all_now(turn.tx, turn.at)
    others = [one for one in found if one.worker_id == row.worker_id and one.id != row.id]
    return others[-1] if others else None


async def _without_a_circle(turn: Turn, row: Absence) -> Absence:
    """Planned one by one, two may stand in for each other: then it is the next in turn who has it."""
    away = {one.worker_id: one.stand_in_id for one in await absences.all_now(turn.tx, turn.at)}
    if row.stand_in_id is None or ownership.stands_in(row.worker_id, away) is not None:
        return row
    await absences.set_stand_in(turn.tx, row.id, None)
    return absences.Absence(row.id, row.worker_id, None, row.since, row.until)


async def _introduce(turn: Turn, row: Absence) -> None:
    for resident_id in await _concerned(turn, row):
        await told_away.tell(turn, row, resident_id)


async def _concerned(turn: Turn, row: Absence) -> list[int]:
    """Those with something open, or an appointment in the time."""
    until = uncovered.horizon(turn, row)
    with_them = {
        one.resident_id
        for one in await appointments.coming_with(turn.tx, row.worker_id, turn.at)
        if row.since <= one.starts_at < until
    }
    residents = await stored_people.residents_of(turn.tx, row.worker_id, turn.at)
    return [
        one for one in residents if one in with_them or await owning.anything_open(turn.tx, one)
    ]


async def _begun(turn: Turn, row: Absence) -> None:
    """What is unanswered is noticed to whoever answers now, and appointments become tasks."""
    if row.stand_in_id is not None:
        notice = lines(t("staff.stands_in"), rows=((button("staff.menu.list", "list"),),))
        to = Address(row.stand_in_id, row.stand_in_id)
        await say(turn, to, notice, purpose="notice", silent=True)
    await uncovered.begin(turn, row)
    await partings.is_away(turn, row)
    # Planned, it was told the day before; who has written since reads it with their next words.
    concerned = await _concerned(turn, row)
    for resident_id in concerned:
        await told_away.tell(turn, row, resident_id)
        await move_notice(turn, row.worker_id, resident_id)


async def move_notice(turn: Turn, from_id: int, resident_id: int) -> None:
    """What nobody has opened is noticed to whoever reads now, and no more to the other."""
    if await stored_threads.unopened(turn.tx, resident_id):
        await notice.take(turn, from_id, resident_id)
        await threads.notify_anew(turn, resident_id)


async def come_back(turn: Turn, actor: Person, worker_id: int) -> None:
    """Back from now; raises Refused. Everything is theirs again."""
    await access.ask(turn, actor, "write", Thing.AWAY, worker_id)
    row = await absences.now(turn.tx, worker_id, turn.at)
    await stored_people.end_stand_in(turn.tx, worker_id, turn.at)
    if row is not None:
        await access.note(turn, actor, "back", worker_id)
        await due.cancel(turn, f"{RULE}.%", row.id, "back")
        await _hand_back(turn, row)


async def _over(turn: Turn, row: Absence) -> None:
    await _hand_back(turn, row)
    welcome = lines(t("staff.away.ended"), rows=((button("menu.button.menu", "menu"),),))
    to = Address(row.worker_id, row.worker_id)
    await say(turn, to, welcome, purpose="notice", silent=True)


async def _hand_back(turn: Turn, row: Absence) -> None:
    """Open tasks and notices go back; the stand-in's chat shows nothing of these residents."""
    await uncovered.end(turn, row.worker_id)
    stand_in = row.stand_in_id
    away = await people.away_now(turn)
    stood_in = ownership.behind(stand_in, away) if stand_in is not None else ()
    theirs = await stored_people.residents_of(turn.tx, row.worker_id, turn.at)
    for resident_id in theirs:
        for one in stood_in:
            await owning.move_tasks(turn.tx, resident_id, one, row.worker_id)
            await sweep.take_away(turn, one, resident_id)
    # Whom they stand in for themselves comes back to them too.
    await _stand_in_no_more(turn, row)
    for other in await stored_people.stood_in_for(turn.tx, row.worker_id, turn.at):
        theirs += await stored_people.residents_of(turn.tx, other, turn.at)
    for resident_id in theirs:
        await threads.notify_anew(turn, resident_id)
    for one in stood_in:
        await sweep.show_anew(turn, one, t("away.over.stand_in"))
