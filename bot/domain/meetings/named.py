"""What the conversation about who comes chooses from: one's appointments ahead, and colleagues by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.meetings import inviting
from bot.domain.texts import t
from bot.flow import Choice
from bot.flow.message import Moment
from bot.store import from_us, series

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def _ahead(turn: Turn, who: Person) -> tuple[Choice, ...]:
    """With this resident, of whoever asks."""
    choices: list[Choice] = []
    for found in await inviting.ahead_with(turn, turn.caused_by or 0, who.id):
        resident = await people.person(turn, found.resident_id)
        if resident is not None:
            at = Moment(from_us(found.starts_at))
            text = t("appointment.staff.choice", name=resident.name, at=at)
            choices.append(Choice(str(found.id), text))
    return tuple(choices)


async def _several(turn: Turn, who: Person) -> bool | None:
    return len(await inviting.ahead_with(turn, turn.caused_by or 0, who.id)) > 1


async def _repeats(turn: Turn, who: Person) -> bool | None:
    found = await inviting.ahead_with(turn, turn.caused_by or 0, who.id)
    return any([await series.place(turn.tx, one.id) for one in found])


async def _colleagues(turn: Turn, _: Person) -> tuple[Choice, ...]:
    """Everybody who may be asked along but for whoever asks, each once, with the first of their roles."""
    found: dict[int, Choice] = {}
    for role in inviting.INVITABLE:
        for one in await people.holders(turn, role):
            if one != turn.caused_by and one not in found:
                colleague = await people.the(turn, one)
                label = t("with.guest", name=colleague.name, role=t(f"staff.role.{role}"))
                found[one] = Choice(str(one), label)
    return tuple(found.values())


SOURCES: dict[str, Callable[[Turn, Person], Awaitable[tuple[Choice, ...]]]] = {
    "meetings_ahead": _ahead,
    "colleagues_to_ask": _colleagues,
}
FACTS: dict[str, Callable[[Turn, Person], Awaitable[bool | None]]] = {
    "several_meetings": _several,
    "meetings_repeat": _repeats,
}
