"""
«Hvordan har du det?» on days 1, 3, 7 and 14 after leaving, for those who have not said no.

It goes out only while somebody works who reads the answer. No answer is a human's task that day; a
worry is with a human at once.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import due, people, tasks
from bot.domain.discharge.items import told_of
from bot.domain.discharge.planning import SILENT
from bot.domain.remember.closed import opens, when_read
from bot.domain.remember.phone import back_at
from bot.domain.reminders.send import queue
from bot.domain.texts import button, lines, t
from bot.rules.calendar import local_day
from bot.rules.opening import next_begins, open_times
from bot.rules.safe_hours import next_allowed
from bot.store import contact_made, discharges, from_us, timers, to_us
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text

WORRY = "check_in_worry"
ON_DUTY = "check_in_duty"
UNANSWERED = "check_in_silent"
AN_HOUR = dt.timedelta(hours=1)  # so long somebody reads after it, at least
LOOK_AHEAD = 14


async def came_due(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """Ask, or wait for somebody who reads and for their phone; let go what has no use any more."""
    row = await discharges.by_id(turn.tx, timer.subject)
    if row is None or row.state == "over" or row.revision != timer.revision:
        await timers.settle(turn.tx, timer.id, "cancelled", "changed")
        return
    if who.profile.no_follow_up or not (await told_of(turn, row)).asks:
        await timers.settle(turn.tx, timer.id, "skipped", "no follow-up")
        return
    at = await _may_go(turn, who)
    if at is None or (timer.useless_after is not None and to_us(at) >= timer.useless_after):
        await timers.settle(turn.tx, timer.id, "skipped", "nobody to read the answer")
        return
    if at > turn.now:
        await timers.postpone(turn.tx, timer.id, to_us(at))
        return
    message = lines(
        t("check_in.ask"),
        rows=(
            (button("check_in.answer", "flow", "after_discharge"),),
            (button("check_in.no_more", "leaving_asks", "no"),),
        ),
    )
    await queue(turn, timer, message, "news")
    silent = _answer_by(turn)
    await due.at(
        turn, SILENT, row.id, who.id, silent, occurrence=timer.occurrence, revision=timer.revision
    )


async def _may_go(turn: Turn, who: Person) -> dt.datetime | None:
    """When somebody works who reads the answer, the phone is with them, and it is an hour that suits."""
    moment = await back_at(turn, who.id) or turn.now
    if not (await people.contact_of(turn, who.id)).ids:
        return None
    for _ in range(LOOK_AHEAD):
        moment = next_allowed(moment, who.profile.safe, turn.house.zone)
        ends = _closes(turn, moment)
        if ends is not None and ends - moment >= AN_HOUR:
            return moment
        begins = next_begins(turn.house.worker_opening, moment, turn.house.zone)
        if begins is None:
            return None
        moment = begins
    return None


def _closes(turn: Turn, moment: dt.datetime) -> dt.datetime | None:
    """When the hours end that are at this moment; None outside them."""
    day = local_day(moment, turn.house.zone)
    for begins, ends in open_times(turn.house.worker_opening, day, turn.house.zone):
        if begins <= moment < ends:
            return ends
    return None


def _answer_by(turn: Turn) -> dt.datetime:
    """An hour before they close, or half of what is left of the day: a human can still do something."""
    ends = _closes(turn, turn.now) or turn.now + 2 * AN_HOUR
    return max(turn.now + (ends - turn.now) / 2, ends - AN_HOUR)


async def no_answer(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """It went out and nothing came: somebody gets in touch today."""
    row = await discharges.by_id(turn.tx, timer.subject)
    if row is None or row.revision != timer.revision or who.profile.no_follow_up:
        return
    wrote = (await contact_made.spoken(turn.tx, who.id)).from_resident
    if wrote is not None and local_day(from_us(wrote), turn.house.zone) == turn.today:
        return  # in other words, in another place: those wait for an answer by themselves
    contact = await people.contact_of(turn, who.id)
    await tasks.open_once(turn, UNANSWERED, contact.role, subject=who.id, owner=contact.owner)


async def answered(turn: Turn, who: Person, how: str, said: tuple[Text, ...]) -> tuple[Text, ...]:
    """An answer: what was to be done for want of one falls away; a worry is a human's at once."""
    row = await discharges.current(turn.tx, who.id)
    if row is not None:
        await due.cancel(turn, SILENT, row.id, timers.ANSWERED)
    await tasks.finish_about(turn, who, who.id, UNANSWERED)
    if how not in {"hard", "talk"}:
        return (t("check_in.thanks" if how else "check_in.skipped"),)
    contact = await people.contact_of(turn, who.id)
    note = tasks.Note(lines=said, at=turn.now)
    standing = await stored_tasks.open_about(turn.tx, who.id, WORRY)
    if standing:
        await tasks.rewrite(turn, standing[0], WORRY, note)
        await tasks.ring(turn, standing[0].id)
    else:
        await tasks.open_task(
            turn, WORRY, contact.role, subject=who.id, owner=contact.owner, note=note
        )
    if opens(turn) is not None and await people.holders(turn, "duty"):
        await tasks.open_once(turn, ON_DUTY, "duty", subject=who.id)
    return (
        t("check_in.told", contact=contact.name),
        when_read(turn, who.language),
        t("check_in.now"),
    )
