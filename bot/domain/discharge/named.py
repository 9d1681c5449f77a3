"""What flows may ask about a stay: whether there is one, and whether it is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.discharge import owners
from bot.store import discharges

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def _has(turn: Turn, who: Person) -> bool | None:
    return await discharges.current(turn.tx, who.id) is not None


async def _has_shared(turn: Turn, who: Person) -> bool | None:
    return bool(await _has(turn, who)) and await owners.shares(turn, who.id)


FACTS: dict[str, Callable[[Turn, Person], Awaitable[bool | None]]] = {
    "has_discharge": _has,
    "has_shared_discharge": _has_shared,
}
