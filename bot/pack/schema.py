"""What one municipality says about itself: the shape of a pack file.

Every text a person reads is `Words`, in bokmål and English. Hours are lines such as
«mon-fri 09:00-15:00». Every number has hours and the day it was last checked.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
HelpGroup = Literal["emergency", "talk", "poison", "violence", "drugs", "money", "nav"]
DutyRole = Literal["duty", "coordinator", "worker", "case_officer"]
Door = Literal["desk", "telegram"]
Deck = Literal["guide", "activities", "first_weeks", "arrears"]
Unit = Literal["housing_office", "health", "nav", "substance_services", "next_of_kin", "other"]
NORWEGIAN = frozenset({"nb", "nn", "no", "se"})


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a pack: nothing unknown passes, so that a misspelt key is found."""


class Words(Part, frozen=True):
    """One text in bokmål and English; other languages are translated by the catalogues."""

    nb: str
    en: str

    def in_language(self, language: str) -> str:
        """Bokmål for readers of Norwegian and North Sami, English for everyone else."""
        return self.nb if language.split("-", maxsplit=1)[0] in NORWEGIAN else self.en


class Phone(Part, frozen=True):
    """A number, when it answers, and when somebody last checked it."""

    number: str
    hours: tuple[str, ...]
    checked: dt.date
    on_holidays: bool = False


class Office(Part, frozen=True):
    """Where one goes in."""

    name: Words
    address: str
    phone: Phone
    walk_in: tuple[str, ...]


class ServiceUnit(Part, frozen=True):
    """Who does what: a unit, its tasks and who answers for this entry."""

    id: str
    name: Words
    does: Words
    owner: str
    phone: Phone


class Post(Part, frozen=True):
    """A post that opens tonight's requests, and the role of whoever holds it."""

    id: str
    name: Words
    role: DutyRole


class DutyRow(Part, frozen=True):
    """Who opens a request in these hours, first to last; or `nobody = true`.

    On a public holiday Sunday's rows count.
    """

    hours: tuple[str, ...]
    who: tuple[str, ...] = ()
    nobody: bool = False


class Tonight(Part, frozen=True):
    """Where somebody without a place to sleep goes, rings, and who reads.

    `escalation_minutes` is how long each post has before the next is asked. Where asking here is not
    a request to NAV, `nav_post` owns the task «meldt til NAV». `nobody_phone` answers when nobody
    reads.
    """

    place: Words
    address: str
    phone: Phone
    nobody_phone: Phone
    escalation_minutes: int
    is_request_to_nav: bool
    posts: tuple[Post, ...]
    duty: tuple[DutyRow, ...]
    nav_post: str = ""


class AcutePlace(Part, frozen=True):
    """A place for the night that does not wait for a decision, and for whom."""

    name: Words
    for_whom: Words
    address: str
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


class LegalText(Part, frozen=True):
    """A sentence of law in plain words, with where it comes from and the day that was read."""

    id: str
    text: Words
    source: str
    date: dt.date


class Promises(Part, frozen=True):
    """How soon a human answers, in working hours, and in words."""

    answer_hours: int
    urgent_hours: int
    answer: Words
    urgent: Words


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
    danger: Danger
    workers: Workers
    reminders: Reminders
    retention: Retention
    doors: Doors
    units: tuple[ServiceUnit, ...]
    help: tuple[HelpLine, ...]
    areas: tuple[Area, ...]
    papers: tuple[Paper, ...]
    consents: tuple[ConsentUnit, ...]
    appeals: tuple[Appeal, ...]
    laws: tuple[LegalText, ...]
    places: tuple[Place, ...]
    cards: tuple[Card, ...]
    acute_places: tuple[AcutePlace, ...] = ()
    to_archive: bool = True  # a thread of which nobody has said whether it goes to the archive
    peers: Peers = Peers()

    @property
    def tz(self) -> ZoneInfo:
        """The municipality's time zone."""
        return ZoneInfo(self.timezone)
