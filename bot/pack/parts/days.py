"""When people read, how soon they answer, when reminders go out, and how long things are kept."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from bot.pack.parts.base import Part, Words


class Promises(Part, frozen=True):
    """How soon a human answers, in working hours, and in words."""

    answer_hours: int
    urgent_hours: int
    answer: Words
    urgent: Words


class Danger(Part, frozen=True):
    """
    Who reads a flag of words that may mean danger outside the follow-up workers' hours.

    A role of tonight.posts, or «nobody»: then the person is told when somebody reads. Who has not
    opened it after `escalation_minutes` is followed by the next.
    """

    night: Literal["duty", "coordinator", "nobody"]
    escalation_minutes: int


class Peers(Part, frozen=True):
    """When experience consultants read their own inbox; no hours means that it may take days."""

    hours: tuple[str, ...] = ()


class Workers(Part, frozen=True):
    """When follow-up workers read, and what is said outside those hours."""

    hours: tuple[str, ...]
    closed_text: Words


class Deadlines(Part, frozen=True):
    """How long before each kind of deadline it is told of: days or months, «7d», «6m»."""

    appeal: tuple[str, ...] = ("7d", "2d")
    offer: tuple[str, ...] = ("3d", "1d")
    papers: tuple[str, ...] = ("7d", "1d")
    contract: tuple[str, ...] = ("6m", "3m", "1m")
    temporary: tuple[str, ...] = ("14d", "3d")
    arrangement: tuple[str, ...] = ("1m", "7d")


class Reminders(Part, frozen=True):
    """Default warnings before an appointment («3d», «2h»), other choices, and rent's hour."""

    appointment: tuple[str, ...]
    choices: tuple[str, ...]
    rent_time: dt.time
    deadlines: Deadlines = Deadlines()


class Retention(Part, frozen=True):
    """For how many days each kind of data is kept after its case is over."""

    thread: int
    application: int
    appointments: int
    tenancy: int
    check_ins: int
    plan: int
    audit: int
