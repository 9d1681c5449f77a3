"""What is due in a worker's day: messages for later, and the morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.team import later, today
from bot.store import from_us

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store import timers


async def _later(turn: Turn, _: Person, timer: timers.Timer) -> None:
    await later.came_due(turn, timer.subject)


async def _morning_screen(turn: Turn, who: Person, timer: timers.Timer) -> None:
    await today.came_due(turn, who, from_us(timer.due_at))


DAY: dict[str, Callable[[Turn, Person, timers.Timer], Awaitable[None]]] = {
    "later": _later,
    "morning_screen": _morning_screen,
}
