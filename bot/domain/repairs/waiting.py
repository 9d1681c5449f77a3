"""
A repair that nobody opens: whoever mends is reminded, then the housing office has it too.

The person is told the truth: that nobody has opened it, who knows now, and whom to ring.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import due, people, tasks
from bot.domain.outgoing import Address, say
from bot.domain.repairs import parts
from bot.domain.repairs.parts import CARETAKER, Happened, need_of
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment
from bot.pack import answers_now
from bot.pack.answers import opening
from bot.rules.access import Thing
from bot.rules.opening import after_open_time
from bot.rules.repairs import Patience, unopened
from bot.store import from_us, repairs, to_us
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store.repairs import Repair
    from bot.store.timers import Timer

RULE = "repair"
REMIND, PASS_ON, LOOK = f"{RULE}.remind", f"{RULE}.pass_on", f"{RULE}.look"
UNOPENED = "repair_unopened"
HOUSING = "housing_office"


def times(turn: Turn, row: Repair) -> tuple[dt.datetime, dt.datetime]:
    """When one that nobody opens reminds, and when it is passed on."""
    pack = turn.house.pack
    rules = pack.repairs
    patience = Patience(rules.danger_minutes, rules.soon_hours, rules.ordinary_hours)
    hours = opening(pack, rules.hours)
    return unopened(from_us(row.since), need_of(row), patience, hours, turn.house.zone)


async def watch(turn: Turn, row: Repair) -> None:
    """From now on it is noticed that nobody opens it."""
    first, last = times(turn, row)
    since = str(row.since)
    await due.at(turn, REMIND, row.id, row.resident_id, first, occurrence=since)
    await due.at(turn, PASS_ON, row.id, row.resident_id, last, occurrence=since)


async def stop(turn: Turn, row: Repair, reason: str) -> None:
    """Somebody has it, or nobody has to."""
    for rule in (REMIND, PASS_ON, LOOK):
        await due.cancel(turn, rule, row.id, reason)
    await parts.settle(turn, *await parts.open_tasks(turn, row, UNOPENED))


async def look_again(turn: Turn, row: Repair, after: dt.datetime) -> None:
    """Whoever has it is reminded some time after, unless it is mended by then: it is not forgotten."""
    await due.cancel(turn, LOOK, row.id, "changed")
    rules, zone = turn.house.pack.repairs, turn.house.zone
    wait = dt.timedelta(hours=2 * rules.ordinary_hours)
    hours = opening(turn.house.pack, rules.hours)
    at = after_open_time(hours, after, wait, zone) or after + wait
    await due.at(turn, LOOK, row.id, row.resident_id, at, occurrence=str(to_us(at)))


async def there(turn: Turn) -> list[int]:
    """The caretakers who are not away."""
    away = await people.away_now(turn)
    return [one for one in await people.holders(turn, CARETAKER) if one not in away]


async def ring(turn: Turn, row: Repair) -> None:
    """Whoever mends hears that something waits: neither a name nor what it is."""
    urgent = need_of(row) == "now"
    told = t("broken.notice.urgent" if urgent else "broken.notice")
    notice = lines(told, rows=((button("task.open", "repair", row.id),),))
    readers = await there(turn)
    if row.caretaker_id in readers:
        readers = [row.caretaker_id]
    for reader in readers:
        to = Address(reader, row.resident_id)
        about = f"repair:{row.id}"
        await say(
            turn, to, notice, purpose="notice", reads=Thing.REPAIRS, about=about, silent=not urgent
        )


async def came_due(turn: Turn, who: Person, timer: Timer) -> None:
    """Not opened yet: it rings once more, or the housing office has it and the person reads so."""
    row = await repairs.by_id(turn.tx, timer.subject)
    if row is None or row.ended_at is not None:
        return
    if timer.rule == LOOK:
        await _look(turn, row)
        return
    if row.state != "new" or str(row.since) != timer.occurrence:
        return
    if timer.rule == REMIND and await there(turn):
        await ring(turn, row)
        return
    await pass_on(turn, who, row)


async def _look(turn: Turn, row: Repair) -> None:
    """Still not mended: whoever has it hears so; where they are not there, it is every caretaker's again."""
    if row.state == "new":
        return
    if row.caretaker_id not in await there(turn):
        await release(turn, row)
        return
    await ring(turn, row)
    await look_again(turn, row, turn.now)


async def left(turn: Turn, caretaker_id: int) -> None:
    """A caretaker is one no more: what they had in hand waits anew for somebody who mends."""
    for row in await repairs.had_by(turn.tx, caretaker_id):
        await release(turn, row)


async def release(turn: Turn, row: Repair) -> None:
    """Whoever had it is not there: it waits anew for somebody who mends, and is watched as at first."""
    body = await parts.body_of(turn, row)
    row = await parts.write(turn, row, body, state="new", since=turn.at, caretaker_id=None)
    if row.task_id is not None:
        anybody = await people.holders(turn, CARETAKER)
        role = CARETAKER if anybody else "coordinator"
        await stored_tasks.hand_to(turn.tx, row.task_id, role, None)
    await watch(turn, row)
    await ring(turn, row)


async def pass_on(turn: Turn, who: Person, row: Repair) -> None:
    """The housing office, or a coordinator where nobody is there, sees to it that somebody mends it."""
    if await parts.open_tasks(turn, row, UNOPENED):
        return
    note = tasks.Note(at=from_us(row.since), row=row.id)
    await tasks.open_task(turn, UNOPENED, HOUSING, subject=who.id, note=note)
    body = await parts.body_of(turn, row)
    await parts.write(turn, row, body, Happened("passed_on", turn.now))
    told = lines(
        t("broken.told.unopened", what=body.what, at=Moment(from_us(row.since))),
        t("broken.told.ring", phone=number(turn)),
        rows=((button("broken.see", "my_repair", row.id),),),
    )
    await say(turn, Address(who.id, who.id), told, purpose="news")
    await bury(turn, who.id)


def number(turn: Turn) -> str:
    """The number that is answered now."""
    rules = turn.house.pack.repairs
    day = answers_now(turn.house.pack, rules.phone, turn.now)
    return (rules.phone if day else rules.night_phone).number
