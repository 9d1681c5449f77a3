"""The planner: from what is agreed to the rows that will remind of it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.rules.calendar import ONE_DAY, local_day, local_moment
from bot.rules.deadlines import months_later
from bot.rules.rent import RentRule, remind_day, rent_due
from bot.rules.safe_hours import Safe, last_allowed, next_allowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

Kind = Literal["appointment", "rent", "deadline", "discharge"]

OFFSET = re.compile(r"(?P<count>[1-9][0-9]?)(?P<unit>[dh])")
DEFAULT_OFFSETS = ("3d", "1d")
RENT_HOUR = dt.time(10)
RENT_GRACE = dt.timedelta(days=2)


@dataclass(frozen=True)
class AppointmentFact:
    """An appointment as it stands at one revision; `offsets` empty means no reminder wanted.

    `since` is when this revision came about: what should have rung before that never does.
    """

    subject: int
    revision: int
    since: dt.datetime
    starts: dt.datetime
    offsets: tuple[str, ...] = DEFAULT_OFFSETS
    safe: Safe = "any"


@dataclass(frozen=True)
class RentFact:
    """A tenancy whose resident wants to be reminded; `paid` names months such as «2027-05».

    `ends` is the last day of the lease, if it has one.
    """

    subject: int
    revision: int
    since: dt.datetime
    rule: RentRule
    ends: dt.date | None = None
    paid: frozenset[str] = frozenset()
    safe: Safe = "any"


Fact = AppointmentFact | RentFact


@dataclass(frozen=True)
class Settings:
    """What the municipality decides: its time zone and the hour of rent reminders."""

    tz: ZoneInfo
    rent_at: dt.time = RENT_HOUR
    rent_grace: dt.timedelta = RENT_GRACE


@dataclass(frozen=True)
class Due:
    """One reminder to come; unique by `key`, times in UTC.

    `useless_after` is its late rule: after an outage an appointment's reminder is let go once the
    next one is due or the appointment has begun, rent's some days after the rent was due.
    """

    rule: str
    subject: int
    occurrence: str
    revision: int
    due_at: dt.datetime
    kind: Kind
    useless_after: dt.datetime

    @property
    def key(self) -> tuple[str, int, str, int]:
        """What may exist only once: planning again finds the same row."""
        return self.rule, self.subject, self.occurrence, self.revision


def plan(
    facts: Iterable[Fact], now: dt.datetime, horizon: dt.timedelta, settings: Settings
) -> tuple[Due, ...]:
    """Every reminder that is due by `now + horizon` and still of use, in order of time.

    A row depends on its fact alone, not on `now`: planning again gives the same rows, and after an
    outage those whose time has passed are given too, for `bot.rules.sending` to judge.
    """
    rows = [
        due
        for fact in facts
        for due in _rows(fact, now, now + horizon, settings)
        if due.due_at <= now + horizon and now < due.useless_after
    ]
    return tuple(sorted(rows, key=lambda due: (due.due_at, due.key)))


def before(starts: dt.datetime, offset: str, tz: ZoneInfo) -> dt.datetime:
    """`starts` less an offset such as «3d» (same time of day, also over a clock change) or «2h».

    Raises ValueError when the offset reads otherwise.
    """
    match = OFFSET.fullmatch(offset)
    if match is None:
        raise ValueError(f"An offset looks like «3d» or «2h», not «{offset}».")
    count = int(match["count"])
    if match["unit"] == "h":
        return starts - dt.timedelta(hours=count)
    wall = starts.astimezone(tz)
    return local_moment(wall.date() - count * ONE_DAY, wall.time(), tz)


def _rows(fact: Fact, now: dt.datetime, until: dt.datetime, settings: Settings) -> Iterator[Due]:
    if isinstance(fact, AppointmentFact):
        return _appointment(fact, settings)
    return _rent(fact, now, until, settings)


def _appointment(fact: AppointmentFact, settings: Settings) -> Iterator[Due]:
    """Its reminders, last first: each is of use until the next one is due or the appointment begins."""
    wishes = {before(fact.starts, offset, settings.tz): offset for offset in fact.offsets}
    useless = fact.starts
    for wish in sorted(wishes, reverse=True):
        due_at = _placed(fact, wish, fact.starts, settings)
        if due_at is None or due_at >= useless:
            continue
        yield Due(
            "appointment.before",
            fact.subject,
            wishes[wish],
            fact.revision,
            due_at,
            "appointment",
            useless,
        )
        useless = due_at


def _rent(
    fact: RentFact, now: dt.datetime, until: dt.datetime, settings: Settings
) -> Iterator[Due]:
    """One reminder a month, of use until some days after the rent is due."""
    month = months_later(local_day(now, settings.tz).replace(day=1), -1)
    last = months_later(local_day(until, settings.tz).replace(day=1), 2)
    while month <= last:
        rent = rent_due(fact.rule.due_day, month.year, month.month)
        month = months_later(month, 1)
        day = remind_day(fact.rule, rent)
        if day is None or rent.occurrence in fact.paid:
            continue
        if fact.ends is not None and rent.nominal > fact.ends:
            return
        wish = local_moment(day, settings.rent_at, settings.tz)
        pay_by = local_moment(rent.pay_by + ONE_DAY, dt.time(), settings.tz)
        due_at = _placed(fact, wish, pay_by, settings)
        if due_at is None:
            continue
        useless = local_moment(rent.due + ONE_DAY + settings.rent_grace, dt.time(), settings.tz)
        yield Due(
            "rent.remind",
            fact.subject,
            rent.occurrence,
            fact.revision,
            due_at,
            "rent",
            useless,
        )


def _placed(
    fact: Fact, wish: dt.datetime, use: dt.datetime, settings: Settings
) -> dt.datetime | None:
    return placed(fact.since, wish, use, fact.safe, settings)


def placed(
    since: dt.datetime, wish: dt.datetime, use: dt.datetime, safe: Safe, settings: Settings
) -> dt.datetime | None:
    """Where a wished moment lands among the safe hours; None if it passed before the fact was known.

    It moves later if that leaves half of the warning, else earlier, else as late as still is of use.
    """
    if wish < since:
        return None
    later = next_allowed(wish, safe, settings.tz)
    if later <= use - (use - wish) / 2:
        return later
    earlier = last_allowed(wish, safe, settings.tz)
    if earlier >= since:
        return earlier
    return later if later < use else None
