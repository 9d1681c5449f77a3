"""A reminder whose time has come: sent, put off, gathered with others, or let go with a reason."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from bot.domain.outgoing import Address, say
from bot.domain.owners import uncovered
from bot.domain.reminders import told
from bot.domain.reminders.silenced import wanted
from bot.domain.screens import bury
from bot.rules.calendar import local_day, local_moment
from bot.rules.pace import UNASKED, safe_for, wait_for_evening
from bot.rules.reminders import Due
from bot.rules.sending import LetGo, SendNow, WaitUntil, when_due
from bot.store import from_us, messages, runs, threads, timers, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message
    from bot.rules.safe_hours import Safe

# A row without a late rule of its own is of use whenever it comes.
NEVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
GATHERED = "waits for the day's last hour"
WITH = "with:"  # sent as a part of another row's message


async def remind(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """Decide by the rules what becomes of a due reminder now."""
    if not wanted(who, told.family_of(timer)):
        await timers.settle(turn.tx, timer.id, "cancelled", timers.SILENCED)
        return
    if await _uncovered(turn, timer):
        # What it would say is not true: the worker is away, and no human has said what happens.
        await timers.postpone(turn.tx, timer.id, to_us(turn.now + uncovered.LOOK_AGAIN))
        return
    safe = safe_of(who, timer)
    verdict = when_due(
        _due(timer),
        turn.now,
        safe=safe,
        tz=turn.house.zone,
        last_activity=await last_activity(turn, who.id),
    )
    match verdict:
        case WaitUntil(at):
            await timers.postpone(turn.tx, timer.id, to_us(at))
        case LetGo(why):
            await timers.settle(turn.tx, timer.id, "skipped", why)
        case SendNow():
            if not await _gathered(turn, who, timer, safe):
                await _send(turn, who, timer)


async def _uncovered(turn: Turn, timer: timers.Timer) -> bool:
    return timer.rule.startswith("appointment") and await uncovered.waits(turn, timer.subject)


def safe_of(who: Person, timer: timers.Timer) -> Safe:
    """When this one may ring."""
    any_time = who.profile.hard_any_time
    return safe_for(told.family_of(timer), who.profile.safe, hard_any_time=any_time)


async def _gathered(turn: Turn, who: Person, timer: timers.Timer, safe: Safe) -> bool:
    """The day's third or later waits, so as to go out as one with what else has waited."""
    if timer.reason == GATHERED or timer.revision < 0:
        # It has waited; or the person put it off to this very hour.
        return False
    midnight = local_moment(local_day(turn.now, turn.house.zone), dt.time(), turn.house.zone)
    unasked = await messages.came_since(turn.tx, who.id, sorted(UNASKED), to_us(midnight))
    ends = _due(timer).useless_after
    until = wait_for_evening("reminder", unasked, turn.now, ends, safe, turn.house.zone)
    if until is None:
        return False
    await timers.postpone(turn.tx, timer.id, to_us(until))
    await timers.note(turn.tx, timer.id, GATHERED)
    return True


async def _send(turn: Turn, who: Person, timer: timers.Timer) -> None:
    waiting = await timers.gather(turn.tx, who.id, GATHERED, turn.at)
    standing: list[timers.Timer] = []
    for one in [timer, *(one for one in waiting if one.id != timer.id)]:
        if await _uncovered(turn, one):
            await timers.postpone(turn.tx, one.id, to_us(turn.now + uncovered.LOOK_AGAIN))
        elif await told.thing(turn, who, one) is None:
            await timers.settle(turn.tx, one.id, "skipped", "no longer stands")
        elif one.id == timer.id or one.useless_after is None or turn.at < one.useless_after:
            standing.append(one)
    if not standing:
        return
    carrier, *others = standing
    message = told.several(standing) if others else await told.first(turn, who, carrier)
    if message is None:
        return
    if carrier.state != "taken":
        await timers.take(turn.tx, [carrier.id])
    for other in others:
        await timers.take(turn.tx, [other.id])
        await timers.note(turn.tx, other.id, f"{WITH}{carrier.id}")
    await queue(turn, carrier, message, "reminder")


async def queue(
    turn: Turn, timer: timers.Timer, message: Message, purpose: Literal["reminder", "news"]
) -> None:
    """Not done before it is sent: what is cancelled while it waits is not sent after all."""
    await say(
        turn,
        Address(timer.person_id, timer.person_id),
        message,
        purpose=purpose,
        about=f"timer:{timer.id}",
        expires_at=timer.useless_after,
    )
    await bury(turn, timer.person_id)
    await timers.note(turn.tx, timer.id, "queued")


def _due(timer: timers.Timer) -> Due:
    return Due(
        rule=timer.rule,
        subject=timer.subject,
        occurrence=timer.occurrence,
        revision=timer.revision,
        due_at=from_us(timer.due_at),
        kind="rent" if timer.rule.startswith("rent") else "appointment",
        useless_after=from_us(timer.useless_after) if timer.useless_after else NEVER,
    )


async def last_activity(turn: Turn, person_id: int) -> dt.datetime | None:
    """When the person last did something in a flow or a thread: reminders do not break in."""
    run = await runs.open_by(turn.tx, person_id)
    thread = await threads.touched(turn.tx, person_id)
    latest = max(run.updated_at if run else 0, thread or 0)
    return from_us(latest) if latest else None
