"""What one municipality says about itself: the shape of a pack file.

Every text a person reads is `Words`, in bokmål and English. Hours are lines such as
«mon-fri 09:00-15:00». Every number has hours and the day it was last checked.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal
from zoneinfo import ZoneInfo

from bot.pack.parts.base import LegalText, Part
from bot.pack.parts.cases import (
    Appeal,
    Application,
    ConsentUnit,
    Every,
    Monthly,
    Paper,
    Rent,
    Residence,
)
from bot.pack.parts.days import Danger, Peers, Promises, Reminders, Retention, Workers
from bot.pack.parts.meetings import AppointmentKind, MeetingPlace
from bot.pack.parts.places import Area, Card, HelpLine, Office, Place, ServiceUnit
from bot.pack.parts.repairs import Repairs
from bot.pack.parts.tonight import AcutePlace, Tonight

Door = Literal["desk", "telegram"]


class Doors(Part, frozen=True):
    """Through which doors each role works; a role without a door would leave tasks unread."""

    worker: tuple[Door, ...]
    stand_in: tuple[Door, ...]
    duty: tuple[Door, ...]
    coordinator: tuple[Door, ...]
    case_officer: tuple[Door, ...]
    housing_office: tuple[Door, ...]
    caretaker: tuple[Door, ...]
    consultant: tuple[Door, ...]
    administrator: tuple[Door, ...]


TaskRole = Literal["worker", "duty", "coordinator", "case_officer", "housing_office", "caretaker"]


class Tasks(Part, frozen=True):
    """Which role has each kind of work of the units; where nobody holds it, the coordinators have it.

    `applications` are registered and moved on, `offers` made and followed up, `appeals` taken in,
    `tenancies` begun and ended, `repairs` done.
    """

    applications: TaskRole
    offers: TaskRole
    appeals: TaskRole
    tenancies: TaskRole
    repairs: TaskRole


class Pack(Part, frozen=True):
    """One municipality; made by `bot.pack.load` only."""

    id: str
    municipality: str
    invented: bool
    timezone: str
    languages: tuple[str, ...]
    stale_after_days: int
    closed_days: tuple[dt.date, ...]
    office: Office
    tonight: Tonight
    residence: Residence
    meetings: Monthly | Every
    application: Application
    confidentiality: LegalText
    promises: Promises
    rent: Rent
    repairs: Repairs
    danger: Danger
    workers: Workers
    reminders: Reminders
    retention: Retention
    doors: Doors
    tasks: Tasks
    units: tuple[ServiceUnit, ...]
    help: tuple[HelpLine, ...]
    areas: tuple[Area, ...]
    papers: tuple[Paper, ...]
    consents: tuple[ConsentUnit, ...]
    appeals: tuple[Appeal, ...]
    laws: tuple[LegalText, ...]
    places: tuple[Place, ...]
    appointment_kinds: tuple[AppointmentKind, ...]
    cards: tuple[Card, ...]
    meeting_places: tuple[MeetingPlace, ...] = ()
    acute_places: tuple[AcutePlace, ...] = ()
    to_archive: bool = True  # a thread of which nobody has said whether it goes to the archive
    peers: Peers = Peers()

    @property
    def tz(self) -> ZoneInfo:
        """The municipality's time zone."""
        return ZoneInfo(self.timezone)
