"""What appointments are called and when they are reminded of, and the places where one meets."""

from __future__ import annotations

from bot.pack.parts.base import Part, Words


class AppointmentKind(Part, frozen=True):
    """
    A kind of appointment: `name` is what a worker chooses, `shown` what the resident reads.

    `shown` may stand where others see it, so it is neutral. `reminders` are how long before
    («3d», «2h»); None means as reminders.appointment, an empty list none unless the person wants.
    """

    id: str
    name: Words
    shown: Words
    reminders: tuple[str, ...] | None = None


class MeetingPlace(Part, frozen=True):
    """Somewhere one meets, with where it is on a map, in degrees; its name is neutral too."""

    id: str
    name: Words
    address: str
    latitude: float
    longitude: float
