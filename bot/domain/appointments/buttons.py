"""The buttons under an appointment, and what is offered once it was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.texts import button

if TYPE_CHECKING:
    from bot.flow.message import Button
    from bot.store import appointments


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


def after(found: appointments.Appointment, reply: str) -> tuple[tuple[Button, ...], ...]:
    """What one may want after that answer."""
    if reply == "moving":
        return ((button("appointment.suggest", "flow", "move_appointment"),),)
    if reply == "coming":
        return after_yes(found)
    return ()


def after_yes(found: appointments.Appointment) -> tuple[tuple[Button, ...], ...]:
    """What one may want once it is settled that one comes."""
    return (
        (button("appointment.prepare", "flow", "prepare_appointment"),),
        (button("appointment.calendar", "calendar", f"{found.id}.{found.revision}"),),
    )
