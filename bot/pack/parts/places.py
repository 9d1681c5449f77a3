"""Where one goes, who does what there, and where one meets us."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from bot.pack.parts.base import Part, Phone, Words

HelpGroup = Literal["emergency", "talk", "poison", "violence", "drugs", "money", "nav"]
Deck = Literal["guide", "activities", "first_weeks", "arrears"]


class Office(Part, frozen=True):
    """Where one goes in; where it is on a map, in degrees, if it is to be shown there."""

    name: Words
    address: str
    phone: Phone
    walk_in: tuple[str, ...]
    latitude: float | None = None
    longitude: float | None = None


class ServiceUnit(Part, frozen=True):
    """Who does what: a unit, its tasks and who answers for this entry."""

    id: str
    name: Words
    does: Words
    owner: str
    phone: Phone


class HelpLine(Part, frozen=True):
    """A help number; lines stand in the order they are shown."""

    group: HelpGroup
    name: Words
    note: Words
    source: str
    phone: Phone


class Area(Part, frozen=True):
    """A part of the municipality one may wish for."""

    id: str
    name: Words


class Place(Part, frozen=True):
    """A poster's code: an origin and nothing else."""

    code: str
    name: Words


class Card(Part, frozen=True):
    """One question and its short answer; a legal one names its law text in `law`."""

    id: str
    deck: Deck
    title: Words
    text: Words
    checked: dt.date
    law: str = ""
