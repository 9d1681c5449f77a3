"""
Deadlines the person wants to be reminded of: bostøtte each month, papers, an answer, an appeal, an end.

One mechanism: what is told is a fact, the planner makes rows of it, a changed fact plans anew and
one that is gone takes its rows along. Never a threat, and a human is one tap away.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.domain import due, people, tasks
from bot.domain.errors import Refused
from bot.domain.reminders.silenced import wanted, without
from bot.domain.texts import button, lines, t
from bot.flow.message import Day, Moment
from bot.rules.deadline_plan import (
    LAST_OF_BOSTOTTE,
    RULE,
    DeadlineFact,
    DeadlineKind,
    plan_deadline,
)
from bot.rules.deadlines import appeal_deadline
from bot.rules.pace import safe_for
from bot.rules.reminders import Settings
from bot.store import ahead, deadlines, from_us, timers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text

LABEL = "deadline"
DONE = "deadline.done"
AHEAD = dt.timedelta(days=60)


class Told(msgspec.Struct, frozen=True):
    """The sealed part: what kind of deadline, and its last day as YYYY-MM-DD; bostøtte has none."""

    kind: DeadlineKind
    day: str | None = None

    @property
    def date(self) -> dt.date | None:
        """The last day."""
        return dt.date.fromisoformat(self.day) if self.day else None


async def wish(turn: Turn, who: Person, kind: DeadlineKind, day: dt.date | None) -> Text:
    """
    Remind of this from now on; a deadline of the same kind gets the new day.

    `day` is the last day, but for an appeal the day the decision came: its deadline is counted.
    Says when the first reminder comes, or that none will.
    """
    if kind == "appeal" and day is not None:
        day = appeal_deadline(day)
    told = Told(kind, day.isoformat() if day else None)
    if not wanted(who, "deadline"):
        # Asked for anew: they want to be reminded of it.
        who = await people.change(turn, who, silenced=without(who, "deadline"))
    before = next((row for row, old in await _all(turn, who) if old.kind == kind), None)
    row_id = before.id if before else turn.new_id()
    row = deadlines.Deadline(
        id=row_id,
        resident_id=who.id,
        body=await turn.seal(who.id, LABEL, row_id, told),
        since=turn.at,
        revision=before.revision + 1 if before else 0,
    )
    await deadlines.put(turn.tx, row)
    await timers.cancel(turn.tx, RULE, row.id, "changed by the person")
    await _plan(turn, who, row, told)
    upcoming = await ahead.next_of(turn.tx, RULE, who.id)
    if day is not None and kind == "appeal":
        if day < turn.today:
            contact = await people.contact_of(turn, who.id)
            return t("deadline.saved.late", day=Day(day), contact=contact.name)
        return t("deadline.saved.appeal", day=Day(day))
    if upcoming is None:
        return t("deadline.saved.far")
    return t("deadline.saved", at=Moment(from_us(upcoming)))


async def _all(turn: Turn, who: Person) -> list[tuple[deadlines.Deadline, Told]]:
    return [
        (row, await turn.unseal(who.id, LABEL, row.id, row.body, Told))
        for row in await deadlines.of(turn.tx, who.id)
    ]


async def _plan(
    turn: Turn, who: Person, row: deadlines.Deadline, told: Told, *, anew: bool = False
) -> None:
    if not wanted(who, "deadline"):
        return
    pack = turn.house.pack.reminders
    fact = DeadlineFact(
        kind=told.kind,
        subject=row.id,
        revision=row.revision,
        since=from_us(row.since),
        day=told.date,
        offsets=_offsets(turn, who, told.kind),
        settled=await timers.occurrences(turn.tx, DONE, row.id),
        safe=safe_for("deadline", who.profile.safe, hard_any_time=who.profile.hard_any_time),
    )
    planned = plan_deadline(
        fact, turn.now, AHEAD, Settings(turn.house.zone, rent_at=pack.rent_time)
    )
    if anew:
        kept = {(RULE, one.occurrence) for one in planned}
        await timers.fewer(turn.tx, RULE, row.id, kept)
    rows = [due.row(turn, who.id, one, RULE) for one in planned]
    await (timers.replan if anew else timers.plan)(turn.tx, rows)


def _offsets(turn: Turn, who: Person, kind: DeadlineKind) -> tuple[str, ...]:
    """As the pack says; «sjelden» is the first of them alone, while there is most time."""
    if kind == "bostotte":
        return ()
    found: tuple[str, ...] = getattr(turn.house.pack.reminders.deadlines, kind)
    return found[:1] if who.profile.push == "gentle" else found


async def plan_all(turn: Turn, who: Person, *, anew: bool = False) -> None:
    """Rows for the next sixty days of everything; run again it adds only what is missing."""
    for row, told in await _all(turn, who):
        await _plan(turn, who, row, told, anew=anew)


async def reminder(turn: Turn, who: Person, timer: timers.Timer) -> Message | None:
    """The words of a reminder; None once it is done, gone or over."""
    row = await deadlines.by_id(turn.tx, timer.subject)
    if row is None or row.resident_id != who.id:
        return None
    if timer.occurrence in await timers.occurrences(turn.tx, DONE, row.id):
        return None
    told = await turn.unseal(who.id, LABEL, row.id, row.body, Told)
    day = told.date or _month_end(timer.occurrence)
    if day < turn.today:
        return None
    contact = await people.contact_of(turn, who.id)
    reference = f"{row.id}.{timer.occurrence}"
    return lines(
        t(f"deadline.say.{told.kind}", day=Day(day), contact=contact.name),
        rows=(
            (button("deadline.done", "deadline_done", reference),),
            (button("deadline.help", "deadline_help", row.id),),
        ),
    )


def _month_end(occurrence: str) -> dt.date:
    year, _, month = occurrence.partition("-")
    return dt.date(int(year), int(month), LAST_OF_BOSTOTTE)


async def done(turn: Turn, who: Person, deadline_id: int, occurrence: str) -> Message:
    """«Det er ordnet»: not reminded of again; bostøtte comes back next month."""
    row, told = await _own(turn, who, deadline_id)
    if told.day is None:
        await timers.cancel_occurrence(turn.tx, RULE, row.id, occurrence, "done")
        await timers.record(turn.tx, turn.new_id(), DONE, row.id, who.id, turn.at, occurrence)
    else:
        await timers.cancel(turn.tx, RULE, row.id, "done")
        await deadlines.drop(turn.tx, row.id)
    return lines(t("deadline.noted"))


async def get_help(turn: Turn, who: Person, deadline_id: int) -> Message:
    """A human is told what it is about, and by which day."""
    row, told = await _own(turn, who, deadline_id)
    contact = await people.contact_of(turn, who.id)
    about = [t(f"deadline.kind.{told.kind}")]
    if told.date is not None:
        about.append(t("deadline.by", day=Day(told.date)))
    await tasks.open_once(
        turn,
        "deadline_help",
        contact.role,
        subject=who.id,
        owner=contact.owner,
        note=tasks.Note(lines=tuple(about), row=row.id),
    )
    hours = turn.house.worker_hours(who.language)
    return lines(t("deadline.helped", contact=contact.name, hours=hours, phone=turn.house.phone))


async def _own(turn: Turn, who: Person, deadline_id: int) -> tuple[deadlines.Deadline, Told]:
    row = await deadlines.by_id(turn.tx, deadline_id)
    if row is None or row.resident_id != who.id:
        raise Refused("came.stale")
    return row, await turn.unseal(who.id, LABEL, row.id, row.body, Told)


async def page(turn: Turn, who: Person) -> Message:
    """What one is reminded of, and a way to add or take away."""
    found = await _all(turn, who)
    body: list[Text] = [t("deadline.list") if found else t("deadline.none")]
    rows: list[tuple[Button, ...]] = []
    for row, told in found:
        kind = t(f"deadline.kind.{told.kind}")
        body.append(kind if told.date is None else t("deadline.row", what=kind, day=Day(told.date)))
        rows.append((button("deadline.drop", "deadline_drop", row.id, what=kind),))
    rows.append((button("deadline.add", "flow", "deadlines"),))
    return lines(*body, rows=tuple(rows))


async def gone(turn: Turn, who: Person, kind: DeadlineKind) -> None:
    """The fact is no more: its reminders fall away."""
    for row, told in await _all(turn, who):
        if told.kind == kind:
            await drop(turn, who, row.id)


async def drop(turn: Turn, who: Person, deadline_id: int) -> None:
    """Not wanted any more: its reminders fall away."""
    row, _ = await _own(turn, who, deadline_id)
    await timers.cancel(turn.tx, RULE, row.id, timers.STOPPED)
    await deadlines.drop(turn.tx, row.id)


async def forget(turn: Turn, who: Person, kept: dt.timedelta) -> int:
    """Those whose day is longer ago than that are not kept any more; how many."""
    last = (turn.now - kept).astimezone(turn.house.zone).date()
    over = [
        row for row, told in await _all(turn, who) if told.date is not None and told.date < last
    ]
    for row in over:
        await drop(turn, who, row.id)
    return len(over)
