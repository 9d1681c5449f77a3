"""Rules of a case: the application, its papers and meetings, who may read, rent, and appeals."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from bot.pack.parts.base import Part, Phone, Words

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Unit = Literal["housing_office", "health", "nav", "substance_services", "next_of_kin", "other"]


class Paper(Part, frozen=True):
    """A paper the municipality asks for, and where to get it; ticks only."""

    id: str
    name: Words
    where: Words


class Residence(Part, frozen=True):
    """How long one must have lived here, told before it is asked; never a refusal by the bot."""

    months: int
    text: Words


class Monthly(Part, frozen=True, tag_field="rule", tag="monthly"):
    """A meeting on the nth weekday of each month (1 to 4)."""

    nth: int
    weekday: Weekday


class Every(Part, frozen=True, tag_field="rule", tag="every"):
    """A meeting every so many days, counted from a first one."""

    days: int
    first: dt.date


class Application(Part, frozen=True):
    """Whether sending from here is the application, who registers it, and how long it counts."""

    is_the_application: bool
    registered_by: Words
    registered_within_working_days: int
    valid_months: int
    after_a_no: Words
    form_url: str = ""


class ConsentUnit(Part, frozen=True):
    """A unit that may be allowed to read, and what a yes means."""

    id: str
    unit: Unit
    name: Words
    sees: Words


class PaydayHint(Part, frozen=True):
    """When a kind of money usually comes; a guess to start from, never a promise."""

    id: str
    name: Words
    day: int | None = None


class Rent(Part, frozen=True):
    """Who to talk to about rent, the usual due day, and when money comes.

    `enforcement` is the enforcement officer (namsmannen), where one asks what stops a case.
    """

    contact: Words
    phone: Phone
    enforcement: Phone
    due_day: int
    paydays: tuple[PaydayHint, ...]


class Appeal(Part, frozen=True):
    """Who decides an appeal over one kind of decision; it is always sent to who decided first."""

    decision: Literal["help", "temporary_place", "allotment", "social_assistance", "bostotte"]
    name: Words
    send_to: Words
    body: Words
    law: str
