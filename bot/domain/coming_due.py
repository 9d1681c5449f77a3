"""What is due: taken into the inbox like everything else, and handled in the person's own lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import appointments, conversations, held, people, privacy, rent, tonight
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.rules.reminders import Due
from bot.rules.sending import LetGo, SendNow, WaitUntil, when_due
from bot.store import cases, from_us, runs, threads, timers, to_us

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message


async def came_due(turn: Turn, timer_id: int) -> None:
    """Carry out one due row; one that was cancelled meanwhile is passed over."""
    timer = await timers.by_id(turn.tx, timer_id)
    if timer is None or timer.state != "taken":
        return
    who = await people.person(turn, timer.person_id)
    if who is None:
        await timers.settle(turn.tx, timer.id, "cancelled", "erased")
        return
    family = timer.rule.partition(".")[0]
    if family in {"appointment", "rent"}:
        await _remind(turn, who, timer)
        return
    match family:
        case "held":
            await held.came_due(turn, who)
        case "tonight":
            await tonight.came_due(turn, timer.subject, timer.occurrence)
        case "morning":
            await _morning(turn, who)
        case _:
            await timers.settle(turn.tx, timer.id, "skipped", "no such rule")
            return
    await timers.settle(turn.tx, timer.id, "done")


async def _remind(turn: Turn, who: Person, timer: timers.Timer) -> None:
    verdict = when_due(
        _due(timer),
        turn.now,
        safe=who.profile.safe,
        tz=turn.house.zone,
        last_activity=await last_activity(turn, who.id),
    )
    match verdict:
        case WaitUntil(at):
            await timers.postpone(turn.tx, timer.id, to_us(at))
        case LetGo(why):
            await timers.settle(turn.tx, timer.id, "skipped", why)
        case SendNow():
            message = await _words(turn, who, timer)
            if message is None:
                await timers.settle(turn.tx, timer.id, "skipped", "no longer stands")
                return
            to = Address(who.id, who.id)
            await say(
                turn, to, message, purpose="reminder", about=f"timer:{timer.id}",
                expires_at=timer.useless_after,
            )  # fmt: skip
            await bury(turn, who.id)
            await timers.settle(turn.tx, timer.id, "done", "queued")


def _due(timer: timers.Timer) -> Due:
    return Due(
        rule=timer.rule,
        subject=timer.subject,
        occurrence=timer.occurrence,
        revision=timer.revision,
        due_at=from_us(timer.due_at),
        kind="rent" if timer.rule.startswith("rent") else "appointment",
        useless_after=from_us(timer.useless_after or timer.due_at),
    )


async def _words(turn: Turn, who: Person, timer: timers.Timer) -> Message | None:
    if timer.rule.startswith("rent"):
        return await rent.reminder(turn, who, timer.occurrence)
    return await appointments.reminder(turn, timer.subject, timer.revision)


async def last_activity(turn: Turn, person_id: int) -> dt.datetime | None:
    """When the person last did something in a flow or a thread: reminders do not break in."""
    run = await runs.open_by(turn.tx, person_id)
    thread = await threads.touched(turn.tx, person_id)
    latest = max(run.updated_at if run else 0, thread or 0)
    return from_us(latest) if latest else None


async def settled(turn: Turn, timer_id: int, *, came: bool) -> None:
    """The ledger says of every reminder whether it went out."""
    await timers.settle(turn.tx, timer_id, "done", "sent" if came else "did not come through")


async def _morning(turn: Turn, who: Person) -> None:
    """The morning after: one question, under a cover like everything unasked."""
    message = lines(
        t("tonight.morning"), rows=((button("tonight.morning.answer", "flow", "morning"),),)
    )
    await say(turn, Address(who.id, who.id), message, purpose="news")
    await bury(turn, who.id)


async def time_is_up(turn: Turn, person_id: int) -> None:
    """
    A provisional person who never said yes is erased after 24 hours.

    Not while a request for tonight is open, or a human still owes them an answer.
    """
    who = await people.person(turn, person_id)
    if who is None or who.state != "provisional":
        return
    open_request = await tonight.current(turn, person_id)
    owed = await cases.waiting_since(turn.tx, person_id)
    if open_request is not None or owed is not None:
        await people.wait_with_erasing(turn, who)
        return
    await conversations.pause(turn, who)
    await privacy.erase(turn, person_id)
