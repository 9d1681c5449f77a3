"""Working days, bank days and local wall time in Norway."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import holidays

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

SATURDAY = 5
DECEMBER = 12
CHRISTMAS_EVE = 24
ONE_DAY = dt.timedelta(days=1)


@cache
def public_holidays(year: int) -> frozenset[dt.date]:
    """The public holidays of a year, without Sundays as such.

    Source: lov om helligdager og helligdagsfred § 2 and lov om 1 og 17 mai (as of 22 November 2026).
    """
    return frozenset(holidays.country_holidays("NO", years=year))


def is_public_holiday(day: dt.date) -> bool:
    """Whether the day is a public holiday; an ordinary Sunday is not."""
    return day in public_holidays(day.year)


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday and no public holiday; 24 and 31 December are working days.

    Source: gjeldsbrevlova § 5 and domstolloven § 149 (as of 22 November 2026).
    """
    return day.weekday() < SATURDAY and not is_public_holiday(day)


def next_working_day(day: dt.date) -> dt.date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def previous_working_day(day: dt.date) -> dt.date:
    """The day itself if it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def is_bank_day(day: dt.date) -> bool:
    """Whether payments are settled: a working day other than 24 December.

    Source: Norges Bank, settlement days (as of 22 November 2026).
    """
    return is_working_day(day) and (day.month, day.day) != (DECEMBER, CHRISTMAS_EVE)


def bank_day_on_or_before(day: dt.date) -> dt.date:
    """The day itself if payments are settled on it, else the last bank day before it."""
    while not is_bank_day(day):
        day -= ONE_DAY
    return day


def last_bank_day_before(day: dt.date) -> dt.date:
    """The last bank day strictly before the day."""
    return bank_day_on_or_before(day - ONE_DAY)


@lru_cache(maxsize=4096)
def local_moment(day: dt.date, at: dt.time, tz: ZoneInfo) -> dt.datetime:
    """The moment in UTC when clocks in `tz` show `at` on `day`.

    A wall time that is skipped in spring moves forward by the gap; one that comes twice in autumn
    means the first.
    """
    wall = dt.datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=tz)
    # Before a gap the old offset still counts, which is what moves a skipped wall time forward.
    return wall.astimezone(dt.UTC)


def local_day(moment: dt.datetime, tz: ZoneInfo) -> dt.date:
    """The date that `tz` has at an aware moment."""
    return moment.astimezone(tz).date()
