"""Who mends what is broken, when they read, and whom one rings at any hour."""

from __future__ import annotations

from bot.pack.parts.base import LegalText, Part, Phone


class Repairs(Part, frozen=True):
    """
    The caretaker's side of a home: their hours, two numbers that together answer day and night.

    `phone` is rung in its hours, `night_phone` otherwise. `who_mends` says what is the landlord's and
    what the tenant's, with where that stands and the day it was read. One with danger in it is
    reminded of after `danger_minutes` of any hour, others after so many of the caretaker's hours;
    after twice as long it is passed on to the housing office.
    """

    hours: tuple[str, ...]
    phone: Phone
    night_phone: Phone
    who_mends: LegalText
    danger_minutes: int = 30
    soon_hours: int = 3
    ordinary_hours: int = 7
