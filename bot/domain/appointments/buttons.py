"""The buttons under an appointment, and what is offered once it was answered."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.domain.texts import button, t, verb
from bot.flow.message import Button, Moment
from bot.store import from_us

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.store import appointments


MAPS = 3
"""So many places stand below a list of appointments."""


def offered(
    appointment: appointments.Appointment, *, on_map: bool = False
) -> tuple[tuple[Button, ...], ...]:
    """Come, move, talk, where it is if that is `on_map`, and no reminder of this one."""
    answer = f"{appointment.id}.{appointment.revision}"
    place = ((button("appointment.map", "map", answer),),) if on_map else ()
    return (
        (button("appointment.come", "come", answer), button("appointment.move", "move", answer)),
        (button("appointment.talk", "talk_first", answer),),
        *place,
        (button("appointment.stop", "no_reminder", answer),),
    )


def after(
    found: appointments.Appointment, reply: str, *, on_map: bool = False
) -> tuple[tuple[Button, ...], ...]:
    """What one may want after that answer."""
    if reply == "moving":
        return ((button("appointment.suggest", "flow", "move_appointment"),),)
    if reply == "coming":
        return after_yes(found, on_map=on_map)
    return ()


def after_yes(
    found: appointments.Appointment, *, on_map: bool = False
) -> tuple[tuple[Button, ...], ...]:
    """What one may want once it is settled that one comes."""
    reference = f"{found.id}.{found.revision}"
    place = ((button("appointment.map", "map", reference),),) if on_map else ()
    return (
        (button("appointment.prepare", "flow", "prepare_appointment"),),
        (button("appointment.calendar", "calendar", reference),),
        *place,
    )


def on_maps(ahead: Iterable[appointments.Appointment]) -> tuple[tuple[Button, ...], ...]:
    """Of the next few, where each of them is."""
    return tuple(
        (Button(t("appointment.map_of", at=_at(one)), verb("map", f"{one.id}.{one.revision}")),)
        for one in islice(ahead, MAPS)
    )


def _at(one: appointments.Appointment) -> Moment:
    return Moment(from_us(one.starts_at))
