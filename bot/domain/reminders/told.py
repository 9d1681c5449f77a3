"""What a reminder says: the thing itself; for anything hard first a question whether it suits now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.appointments import appointments
from bot.domain.discharge import own
from bot.domain.housing import deadlines
from bot.domain.money import rent
from bot.domain.money.rent_plan import PAID
from bot.domain.reminders.silenced import wanted
from bot.domain.texts import button, lines, t
from bot.rules.pace import HARD
from bot.store import tenancies, timers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message
    from bot.store.timers import Timer


def family_of(timer: Timer) -> str:
    """The family of rules it belongs to."""
    return timer.rule.partition(".")[0]


async def thing(turn: Turn, who: Person, timer: Timer) -> Message | None:
    """The reminder itself, with its own buttons and «Ikke nå»; None once it no longer stands."""
    family = family_of(timer)
    message = await SAYS[family](turn, who, timer) if wanted(who, family) else None
    if message is None:
        return None
    more = (button("remind.more", "remind_more", timer.id),)
    return lines(*message.lines, rows=(*message.rows, more))


async def first(turn: Turn, who: Person, timer: Timer) -> Message | None:
    """What goes out: for something hard «Passer det nå?», else the thing; None if it no longer stands."""
    message = await thing(turn, who, timer)
    if message is None or not await _is_hard(turn, who, timer):
        return message
    family = family_of(timer)
    return lines(
        t(f"remind.suits.{family}"),
        rows=(
            (button("remind.yes", "remind_now", timer.id),),
            (button("remind.later", "remind_later", timer.id),),
            (button("remind.no_more", "remind_stop", timer.id),),
        ),
    )


async def _is_hard(turn: Turn, who: Person, timer: Timer) -> bool:
    """A greeting alone is soft enough: the person chose it so that nothing else is said."""
    family = family_of(timer)
    if family != "rent":
        return family in HARD
    tenancy = await tenancies.of(turn.tx, who.id)
    return tenancy is None or tenancy.show != "hello"


def several(waiting: Sequence[Timer]) -> Message:
    """What waited for the end of the day, as one message: a button for each thing."""
    rows: list[tuple[Button, ...]] = []
    for timer in waiting:
        family = family_of(timer)
        rows.append((button(f"remind.about.{family}", "remind_one", timer.id),))
    return lines(t("remind.several", n=len(waiting)), rows=tuple(rows))


async def _appointment(turn: Turn, _: Person, timer: Timer) -> Message | None:
    return await appointments.reminder(turn, timer.subject, timer.revision)


async def _rent(turn: Turn, who: Person, timer: Timer) -> Message | None:
    if timer.occurrence in await timers.occurrences(turn.tx, PAID, timer.subject):
        return None
    return await rent.reminder(turn, who, timer.occurrence)


SAYS: dict[str, Callable[[Turn, Person, Timer], Awaitable[Message | None]]] = {
    "appointment": _appointment,
    "rent": _rent,
    "deadline": deadlines.reminder,
    "discharge": own.reminder,
}
