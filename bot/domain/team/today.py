"""
«I dag»: one screen for the morning instead of many streams.

Who needs somebody, as numbers that need no opening; the day's appointments; what did not go out
and why; what one has planned to send. Once a working day, when the hours begin, one silent notice
says that it is there, with neither a name nor words, and only if something waits.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import due, people, tasks
from bot.domain.appointments.appointments import LABEL as APPOINTMENT
from bot.domain.appointments.appointments import Details
from bot.domain.appointments.naming import kind_of
from bot.domain.meetings import invited
from bot.domain.outgoing import Address, say
from bot.domain.relay import notice as standing
from bot.domain.reminders import ledger
from bot.domain.team import listing
from bot.domain.texts import button, lines, t
from bot.flow.message import Button, Day, Message, Moment, Text
from bot.rules.calendar import ONE_DAY, is_working_day, local_moment
from bot.rules.opening import next_begins
from bot.store import appointments, from_us, later, notices, to_us, unsent

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

RULE = "morning_screen"
MOST = 6  # of each kind; the rest is a number
STALE = dt.timedelta(hours=3)  # a morning notice that comes so late is no use
LISTED = frozenset({"worker", "stand_in", "duty", "coordinator"})
WHY = {
    "no_longer_of_use": "late",
    "no_allowed_time_left": "quiet",
    "expired": "late",
    "nobody to read the answer": "nobody",
}
"""Why something did not go out, as the store says it, and as it is said; else «kom ikke fram»."""


async def screen(turn: Turn, staff: Person) -> Message:
    """The day as it stands now, for whoever asks."""
    parts = [
        await _needs(turn, staff),
        await _appointments(turn, staff),
        await _not_sent(turn, staff),
        await _planned(turn, staff),
    ]
    body = [line for part in parts for line in part] or [t("today.quiet")]
    turn_off = "today_off" if staff.profile.morning else "today_on"
    rows: tuple[tuple[Button, ...], ...] = (
        (button("list.next", "next"), button("staff.menu.list", "list")),
        (button("staff.menu.tasks", "tasks"), button("planned.button", "planned")),
        (button(f"today.button.{turn_off}", turn_off), button("menu.button.menu", "menu")),
    )
    return lines(t("today.title", day=Day(turn.today)), *body, rows=rows)


async def _needs(turn: Turn, staff: Person) -> list[Text]:
    found: list[Text] = []
    todo = await tasks.mine(turn, staff)
    alarms = sum(row.kind == "threat" for row in todo)
    if alarms:
        found.append(t("today.threat", n=alarms))
    for one in await listing.counted(turn, staff):
        level = one.level.name.lower()
        since = listing.when(turn, one.since)
        found.append(t(f"today.level.{level}", n=one.people, since=since))
    if todo:
        found.append(t("today.tasks", n=len(todo)))
    return found


async def _appointments(turn: Turn, staff: Person) -> list[Text]:
    begins = local_moment(turn.today, dt.time(), turn.house.zone)
    ends = local_moment(turn.today + ONE_DAY, dt.time(), turn.house.zone)
    rows = await appointments.with_between(turn.tx, staff.id, to_us(begins), to_us(ends))
    found: list[Text] = []
    for row in rows[:MOST]:
        resident = await people.person(turn, row.resident_id)
        if resident is not None:
            details = await turn.unseal(row.resident_id, APPOINTMENT, row.id, row.body, Details)
            at = Moment(from_us(row.starts_at), "time")
            kind = kind_of(details, staff.language)
            found.append(t("today.appointment", name=resident.name, at=at, kind=kind))
    along = await invited.on_the_day(turn, staff, to_us(begins), to_us(ends))
    return _rest([*found, *along][:MOST], len(rows) + len(along))


def _rest(found: list[Text], count: int) -> list[Text]:
    return [*found, t("today.more", n=count - MOST)] if count > MOST else found


async def _not_sent(turn: Turn, staff: Person) -> list[Text]:
    """In plain words, since the working day before: a reminder, or a message."""
    day = turn.today - ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    since = local_moment(day, dt.time(), turn.house.zone)
    found: list[Text] = []
    for one in await ledger.not_sent_since(turn, staff, since):
        what = "rent" if one.of_rent else "reminder"
        found += await _line(turn, what, one.resident_id, one.why)
    for other in await unsent.since(turn.tx, staff.id, to_us(since), turn.at):
        found += await _line(turn, "message", other.resident_id, other.reason)
    return _rest(found[:MOST], len(found))


async def _line(turn: Turn, what: str, resident_id: int, why: str) -> list[Text]:
    resident = await people.person(turn, resident_id)
    if resident is None:
        return []
    reason = WHY.get(why, "not_through")
    return [t(f"today.unsent.{what}", name=resident.name, why=t(f"today.why.{reason}"))]


async def _planned(turn: Turn, staff: Person) -> list[Text]:
    ends = to_us(local_moment(turn.today + ONE_DAY, dt.time(), turn.house.zone))
    rows = [one for one in await later.planned_by(turn.tx, staff.id) if one.send_at < ends]
    found: list[Text] = []
    for row in rows[:MOST]:
        resident = await people.person(turn, row.resident_id)
        if resident is not None and await people.worker_of(turn, resident.id) == staff.id:
            at = Moment(from_us(row.send_at), "time")
            found.append(t("today.planned", name=resident.name, at=at))
    return found


async def plan(turn: Turn, staff: Person) -> None:
    """The notice of the next working day's beginning, for one who has a list."""
    if not staff.roles & LISTED:
        return
    begins = next_begins(turn.house.worker_opening, turn.now, turn.house.zone)
    if begins is not None:
        day = begins.astimezone(turn.house.zone).date().isoformat()
        await due.at(turn, RULE, staff.id, staff.id, begins, occurrence=day)


async def came_due(turn: Turn, staff: Person, due_at: dt.datetime) -> None:
    """The hours begin: one silent notice if something waits, and the next day's is planned."""
    await plan(turn, staff)
    if not staff.roles & LISTED or not staff.profile.morning or turn.now - due_at > STALE:
        return
    if await people.stand_in_of(turn, staff.id) is not None:
        return
    if await _something_waits(turn, staff):
        rows = ((button("today.open", "today"), button("today.button.today_off", "today_off")),)
        notice = lines(t("today.ready"), rows=rows)
        # Yesterday's goes: one stands at most, about oneself as it were.
        await standing.take(turn, staff.id, staff.id)
        to = Address(staff.id, staff.id)
        number = await say(turn, to, notice, purpose="notice", silent=True)
        await notices.put(turn.tx, staff.id, staff.id, number)


async def _something_waits(turn: Turn, staff: Person) -> bool:
    for part in (_needs, _appointments, _not_sent, _planned):
        if await part(turn, staff):
            return True
    return False


async def switch(turn: Turn, staff: Person, *, on: bool) -> Message:
    """No notice in the morning any more, or one again: with one tap, and one back."""
    await people.change(turn, staff, morning=on)
    other = "today_off" if on else "today_on"
    rows = (
        (button(f"today.button.{other}", other),),
        (button("today.button", "today"), button("menu.button.menu", "menu")),
    )
    return lines(t("today.on" if on else "today.off"), rows=rows)
