"""Seven days without contact both ways: whoever follows up is nudged, never the resident."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import access, due, people, tasks
from bot.domain.errors import Refused
from bot.domain.relay import thread_access
from bot.domain.remember.unanswered import promise
from bot.domain.texts import button, lines, t
from bot.flow.message import Day
from bot.rules.answering import in_hours
from bot.rules.silence import QUIET, contact_nudge_at
from bot.store import ahead, contact_made, from_us, to_us
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

RULE = "silence"
TASK = "silence"
HOW = ("phone", "visit", "met", "other")
YESTERDAY = "y"
WEEKS = {1: "one", 2: "two", 4: "four", 8: "eight"}


async def watch(turn: Turn, resident_id: int) -> None:
    """The next look at this resident is planned, if none is."""
    if await ahead.next_of(turn.tx, RULE, resident_id) is None:
        await _plan(turn, resident_id, await _nudge_at(turn, resident_id))


async def _plan(turn: Turn, resident_id: int, at: dt.datetime) -> None:
    at = in_hours(max(at, turn.now), promise(turn))
    await due.at(turn, RULE, resident_id, resident_id, at, occurrence=str(to_us(at)))


async def _nudge_at(turn: Turn, resident_id: int) -> dt.datetime:
    spoken = await contact_made.spoken(turn.tx, resident_id)
    without = await contact_made.phoneless(turn.tx, resident_id)
    return contact_nudge_at(
        from_us(spoken.from_resident) if spoken.from_resident is not None else None,
        from_us(spoken.from_staff) if spoken.from_staff is not None else None,
        from_us(max(spoken.noted or 0, spoken.assigned or turn.at)),
        tuple((from_us(begins), from_us(ends)) for begins, ends in without),
    )


def wanted(who: Person) -> bool:
    """Whether the rule is for this person: they may switch it off, and say no to follow-up."""
    return who.consented and who.profile.seven_days and not who.profile.no_follow_up


async def came_due(turn: Turn, who: Person) -> None:
    """Nudge whoever follows up if it has been quiet so long; else look again when it will have been."""
    if await people.worker_of(turn, who.id) is None:
        return  # planned anew with a new worker
    at = in_hours(max(await _nudge_at(turn, who.id), turn.now), promise(turn))
    if at > turn.now:
        # Not quiet for so long yet, or nobody is there to be nudged: a holiday, a night.
        await _plan(turn, who.id, at)
        return
    if wanted(who):
        contact = await people.contact_of(turn, who.id)
        await tasks.open_once(turn, TASK, contact.role, subject=who.id, owner=contact.owner)
    await _plan(turn, who.id, turn.now + QUIET)


async def _may(turn: Turn, staff: Person, resident_id: int) -> Person:
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.refused")
    return await people.the(turn, resident_id)


async def ask_how(turn: Turn, staff: Person, resident_id: int, *, yesterday: bool) -> Message:
    """How they were in touch: one tap notes it as of now, or of yesterday; raises Refused."""
    resident = await _may(turn, staff, resident_id)
    then = f".{YESTERDAY}" if yesterday else ""
    rows = [(button(f"contact.{how}", "reached", f"{resident_id}.{how}{then}"),) for how in HOW]
    if not yesterday:
        rows.append((button("contact.yesterday", "reached", f"{resident_id}.{YESTERDAY}"),))
    rows.append((button("menu.button.back", "open", resident_id),))
    key = "contact.how.yesterday" if yesterday else "contact.how"
    return lines(t(key, name=resident.name), rows=tuple(rows))


async def reached(
    turn: Turn, staff: Person, resident_id: int, how: str, *, yesterday: bool
) -> Message:
    """There was contact outside the chat: it counts as contact both ways; raises Refused."""
    resident = await _may(turn, staff, resident_id)
    at = turn.now - dt.timedelta(days=1) if yesterday else turn.now
    await contact_made.note(turn.tx, turn.new_id(), resident_id, how, to_us(at), staff.id, turn.at)
    await access.note(turn, staff, "noted contact", resident_id)
    for row in await stored_tasks.open_about(turn.tx, resident_id, TASK):
        await stored_tasks.done(turn.tx, row.id, staff.id, turn.at)
    rows = ((button("task.person", "open", resident_id), button("menu.button.menu", "menu")),)
    return lines(t("contact.noted", name=resident.name), rows=rows)


async def without_phone(turn: Turn, staff: Person, resident_id: int, weeks: int | None) -> Message:
    """For how long the resident has no phone; asked first, 0 if it is back; raises Refused."""
    resident = await _may(turn, staff, resident_id)
    if weeks is None:
        rows = [
            (button(f"phoneless.{name}", "phoneless", f"{resident_id}.{n}"),)
            for n, name in WEEKS.items()
        ]
        rows.append((button("phoneless.back", "phoneless", f"{resident_id}.0"),))
        rows.append((button("menu.button.back", "open", resident_id),))
        return lines(t("phoneless.ask", name=resident.name), rows=tuple(rows))
    until = turn.now + dt.timedelta(weeks=weeks)
    await contact_made.set_phoneless(
        turn.tx, turn.new_id(), resident_id, turn.at, to_us(until), staff.id
    )
    await access.note(turn, staff, "noted time without a phone", resident_id)
    rows_after = ((button("task.person", "open", resident_id), button("menu.button.menu", "menu")),)
    if not weeks:
        await contact_made.let_go(turn.tx, resident_id, turn.at)
        return lines(t("phoneless.over", name=resident.name), rows=rows_after)
    day = Day(until.astimezone(turn.house.zone).date())
    return lines(t("phoneless.noted", name=resident.name, until=day), rows=rows_after)
