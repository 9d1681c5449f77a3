"""What is due: taken into the inbox like everything else, and handled in the person's own lane."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from bot.domain import (
    appointments,
    cannot_pay,
    conversations,
    people,
    privacy,
    rent,
    tasks,
    tonight,
    tonight_duty,
)
from bot.domain.outgoing import Address, say
from bot.domain.relay import held
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.rules.reminders import Due
from bot.rules.sending import LetGo, SendNow, WaitUntil, when_due
from bot.store import from_us, runs, threads, timers, to_us

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

# A row without a late rule of its own is of use whenever it comes.
NEVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


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
    if timer.useless_after is not None and turn.at >= timer.useless_after:
        # The late rule of every kind: what has no use any more is not said.
        await timers.settle(turn.tx, timer.id, "skipped", "no_longer_of_use")
        return
    carry_out = DUE.get(family)
    if carry_out is None:
        await timers.settle(turn.tx, timer.id, "skipped", "no such rule")
        return
    await carry_out(turn, who, timer)
    # What is queued says itself when it has gone out; everything else is done now.
    if family not in QUEUED:
        await timers.settle(turn.tx, timer.id, "done")


async def _held(turn: Turn, who: Person, _: timers.Timer) -> None:
    await held.came_due(turn, who)


async def _tonight(turn: Turn, _: Person, timer: timers.Timer) -> None:
    await tonight_duty.came_due(turn, timer.subject, timer.occurrence)


async def _money(turn: Turn, who: Person, timer: timers.Timer) -> None:
    await cannot_pay.came_due(turn, who, timer)


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
            await _queue(turn, timer, message, "reminder")


async def _queue(
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


async def still_stands(turn: Turn, timer_id: int) -> bool:
    """Whether a reminder that waits to be sent is still wanted."""
    timer = await timers.by_id(turn.tx, timer_id)
    return timer is not None and timer.state == "taken"


async def settled(turn: Turn, timer_id: int, *, came: bool, expired: bool = False) -> None:
    """The ledger says of every reminder whether it went out; one that could not is a human's to carry."""
    timer = await timers.by_id(turn.tx, timer_id)
    if timer is None or timer.state != "taken":
        return
    if came:
        await timers.settle(turn.tx, timer_id, "done", "sent")
        return
    if expired:
        await timers.settle(turn.tx, timer_id, "skipped", "no_longer_of_use")
        return
    await timers.settle(turn.tx, timer_id, "skipped", "did not come through")
    contact = await people.contact_of(turn, timer.person_id)
    about = timer.person_id
    await tasks.open_once(turn, "not_through", contact.role, subject=about, owner=contact.owner)


async def given_up(turn: Turn, timer_id: int) -> None:
    """What could not be handled is accounted for too; the fault itself is the administrator's."""
    await timers.settle(turn.tx, timer_id, "skipped", "a fault of ours")


async def _morning(turn: Turn, _: Person, timer: timers.Timer) -> None:
    """The morning after: one question, under a cover like everything unasked."""
    message = lines(
        t("tonight.morning"), rows=((button("tonight.morning.answer", "flow", "morning"),),)
    )
    await _queue(turn, timer, message, "news")


async def time_is_up(turn: Turn, person_id: int) -> None:
    """
    A provisional person who never said yes is erased after 24 hours.

    Not while a request for tonight is open, or a human still owes them an answer.
    """
    who = await people.person(turn, person_id)
    if who is None or who.state != "provisional":
        return
    open_request = await tonight.current(turn, person_id)
    owed = await threads.waiting_since(turn.tx, person_id)
    if open_request is not None or owed is not None:
        await people.wait_with_erasing(turn, who)
        return
    await conversations.pause(turn, who)
    await privacy.erase(turn, person_id)


DUE: dict[str, Callable[[Turn, Person, timers.Timer], Awaitable[None]]] = {
    "appointment": _remind,
    "rent": _remind,
    "money": _money,
    "held": _held,
    "tonight": _tonight,
    "morning": _morning,
}
"""What is done when a row of a family of rules is due: «rent.3d» is of the family «rent»."""
QUEUED = frozenset({"appointment", "rent", "morning"})
