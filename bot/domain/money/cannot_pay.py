"""«Jeg klarer ikke å betale»: a human has it the same working day; never the landlord's side.

One task holds all that is known so far: it is there at the first press, and is written anew at
every answer, so that nothing is lost where somebody stops.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import due, people, tasks
from bot.rules.calendar import local_moment
from bot.rules.hard_rent import NEAR, is_near, letter_deadline, same_working_day
from bot.store import from_us, timers, to_us
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Sent
    from bot.domain.turn import Turn

KINDS = ("letter", "rent_hard")
LETTERS = frozenset({"letter", "afraid"})
UNTAKEN = "money.untaken"
NEAR_NOW = "money.near"
MORNING = dt.time(9)


async def begin(turn: Turn, who: Person) -> None:
    """The first press: a human gets it now, whatever is answered afterwards."""
    if await _open(turn, who) is None:
        await _give(turn, who, "rent_hard", tasks.Note())


async def tell(turn: Turn, who: Person, sent: Sent) -> None:
    """What is known so far: a letter counts its strictest deadline, and one that is near rings again."""
    note = tasks.Note(lines=sent.texts())
    if sent.word("how_bad") not in LETTERS:
        await _write(turn, who, "rent_hard", note)
        return
    deadline = letter_deadline(_day(sent, "came"), _day(sent, "dated"), turn.today)
    at = local_moment(deadline, dt.time(12), turn.house.zone)
    await _write(turn, who, "letter", tasks.Note(lines=sent.texts(), at=at))


def _day(sent: Sent, step: str) -> dt.date | None:
    word = sent.word(step)
    return dt.date.fromisoformat(word) if word else None


async def _open(turn: Turn, who: Person) -> stored_tasks.Row | None:
    for kind in KINDS:
        for row in await stored_tasks.open_about(turn.tx, who.id, kind):
            return row
    return None


async def _give(turn: Turn, who: Person, kind: str, note: tasks.Note) -> int:
    contact = await people.contact_of(turn, who.id)
    when = same_working_day(turn.house.worker_opening, turn.now, turn.house.zone)
    task_id = await tasks.open_task(
        turn,
        kind,
        contact.role,
        subject=who.id,
        owner=contact.owner,
        note=note,
        due_at=to_us(when[1]) if when else None,
    )
    if when:
        await due.at(turn, UNTAKEN, task_id, who.id, when[0])
    return task_id


async def _write(turn: Turn, who: Person, kind: str, note: tasks.Note) -> None:
    row = await _open(turn, who)
    if row is None:
        task_id = await _give(turn, who, kind, note)
    else:
        task_id = row.id
        before = await tasks.note_of(turn, row)
        await tasks.rewrite(turn, row, kind, note)
        if kind == "letter" and (kind != row.kind or _nearer(turn, before, note)):
            await tasks.ring(turn, task_id)
    if note.at is not None:
        await _plan(turn, who, task_id, note.at)


def _nearer(turn: Turn, before: tasks.Note, note: tasks.Note) -> bool:
    """Whether the day has just come near, or come nearer still."""
    if note.at is None or not is_near(note.at.astimezone(turn.house.zone).date(), turn.today):
        return False
    return before.at is None or note.at < before.at


async def _plan(turn: Turn, who: Person, task_id: int, deadline: dt.datetime) -> None:
    """Three days before the deadline it rings once more, unless it is done; another day replaces it."""
    await timers.cancel_others(turn.tx, NEAR_NOW, task_id, frozenset({_name(deadline)}), "changed")
    day = deadline.astimezone(turn.house.zone).date() - NEAR
    moment = local_moment(day, MORNING, turn.house.zone)
    if moment > turn.now:
        await due.at(turn, NEAR_NOW, task_id, who.id, moment, occurrence=_name(deadline))


def _name(deadline: dt.datetime) -> str:
    return deadline.date().isoformat()


async def came_due(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """Not done yet: it rings once more, or a coordinator sees that somebody takes it today."""
    row = await stored_tasks.by_id(turn.tx, timer.subject)
    if row is None or row.state != "open":
        return
    if timer.rule == NEAR_NOW:
        await tasks.ring(turn, row.id)
        return
    asked = tasks.Note(at=from_us(row.created_at), row=row.id)
    await tasks.open_once(turn, "money_untaken", "coordinator", subject=who.id, note=asked)
