"""How long before an appointment somebody is reminded of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reminders.silenced import wanted

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


def offsets_of(
    turn: Turn, resident: Person, of_kind: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """
    How long before appointments the person is reminded: as they chose, or by how often.

    `of_kind` is what the municipality says of this kind; without it, what it says of all. «Sjelden»
    is the last of these reminders, «ofte» is one more, close to the time.
    """
    reminders = turn.house.pack.reminders
    ordinary = reminders.appointment if of_kind is None else of_kind
    if not wanted(resident, "appointment"):
        return ()
    if resident.profile.offsets is not None:
        return resident.profile.offsets
    if resident.profile.push == "gentle":
        return tuple(sorted(ordinary, key=_hours)[:1])
    if resident.profile.push == "often":
        return tuple(dict.fromkeys((*ordinary, min(reminders.choices, key=_hours))))
    return ordinary


def _hours(offset: str) -> int:
    return int(offset[:-1]) * (24 if offset.endswith("d") else 1)
