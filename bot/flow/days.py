"""Plain arithmetic of days and months, and the bounds a flow writes («today», «+1y»)."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from bot.flow.errors import Invalid
from bot.flow.message import Text

_BOUND = re.compile(r"([+-]\d{1,4})([dwmy])")
_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    return calendar.monthrange(year, month)[1]


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the week that the day is in."""
    return day - dt.timedelta(days=day.weekday())


def add_months(day: dt.date, months: int, years: range = range(1, 9999)) -> dt.date:
    """The same day so many months on, or the month's last; raises Invalid outside `years`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year not in years:
        raise Invalid(Text("engine.invalid.year"))
    return dt.date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def month_number(day: dt.date) -> int:
    """Months since the year 0, so that a month travels as one number."""
    return day.year * 12 + day.month - 1


def weeks_of(number: int) -> list[list[dt.date]]:
    """The whole weeks, Monday first, that a month (by its number) touches."""
    return calendar.Calendar().monthdatescalendar(number // 12, number % 12 + 1)


def is_bound(words: str) -> bool:
    """Can `resolve` read it?"""
    try:
        resolve(words, dt.date(2000, 2, 29))
    except (ValueError, OverflowError, Invalid):
        return False
    return True


def resolve(words: str, today: dt.date) -> dt.date:
    """A bound as a date: "today", "+3d", "-2w", "+6m", "+1y" or "2027-01-31".

    Raises ValueError for anything else.
    """
    if words in _WORDS:
        return today + dt.timedelta(days=_WORDS[words])
    if not (found := _BOUND.fullmatch(words)):
        return dt.date.fromisoformat(words)
    count, unit = int(found[1]), found[2]
    if unit in "dw":
        return today + dt.timedelta(days=count * (7 if unit == "w" else 1))
    return add_months(today, count * (12 if unit == "y" else 1))
