"""Days as people write them, in Norwegian and English: a small reader that never guesses silently.

Whatever it reads is confirmed in full words before it counts. Weekdays are counted from the day
that is handed in, never from the machine's.
"""

from __future__ import annotations

import datetime as dt
import re

from bot.flow.days import add_months, days_in_month, monday_of
from bot.flow.errors import Invalid
from bot.flow.hearing import bare
from bot.flow.message import Text
from bot.flow.numbers import number_word

_NEAR = {
    "i forgårs": -2, "forgårs": -2, "i går": -1, "igår": -1, "går": -1, "yesterday": -1,
    "i dag": 0, "idag": 0, "dag": 0, "nå": 0, "today": 0, "i kveld": 0, "i natt": 0, "tonight": 0,
    "i morgen": 1, "imorgen": 1, "morgen": 1, "imorra": 1, "i morra": 1, "tomorrow": 1,
    "i overmorgen": 2, "overmorgen": 2, "day after tomorrow": 2,
}  # fmt: skip
_WEEKDAYS = {
    "mandag": 0, "tirsdag": 1, "onsdag": 2, "torsdag": 3, "fredag": 4, "lørdag": 5, "søndag": 6,
    "man": 0, "tir": 1, "tirs": 1, "ons": 2, "tor": 3, "tors": 3, "fre": 4, "lør": 5, "søn": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan january",
            "februar feb february",
            "mars mar march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "desember des december dec",
        ),
        1,
    )
    for name in names.split()
}
_UNITS = {
    **dict.fromkeys(["dag", "dager", "dagar", "døgn", "day", "days"], "day"),
    **dict.fromkeys(["uke", "uker", "veke", "veker", "week", "weeks"], "week"),
    **dict.fromkeys(["måned", "måneder", "månad", "månader", "mnd", "month", "months"], "month"),
    **dict.fromkeys(["år", "year", "years"], "year"),
}

_YEARS = range(1900, 2201)
_MOST = 5000  # of any unit; more is no plan anyone has

_NUMERIC = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]?\s?(\d{4}|\d{2})?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?([a-zæøå]+)\.?,? ?(\d{4})?")
_MONTH_DAY = re.compile(r"([a-zæøå]+)\.? (\d{1,2})(?:\.|st|nd|rd|th)?,? ?(\d{4})?")
_DAY_ONLY = re.compile(r"(?:den )(\d{1,2})\.?")
_AHEAD = re.compile(r"(?:om|in) (\w+) (\w+)")
_AGO = re.compile(r"(?:for )?(\w+) (\w+) (?:siden|sidan|ago)")
_WEEKDAY = re.compile(
    r"(?:(neste|next|førstkommende|kommende|nå på|på|on|this|denne|forrige|last|sist) )?(\w+)"
)


def read_day(words: str, today: dt.date, *, past: bool = False) -> dt.date:
    """The day that the words name, seen from `today`; `past` prefers days that have been.

    Raises Invalid, saying what is wrong with a day that does not exist.
    """
    said = bare(words).removesuffix(".")
    for reader in (_near, _numeric, _named, _apart, _weekday):
        day = reader(said, today, past)
        if day is not None:
            return day
    raise Invalid(Text("engine.invalid.date"))


def _near(said: str, today: dt.date, past: bool) -> dt.date | None:  # noqa: ARG001 - readers are called alike
    days = _NEAR.get(said.removeprefix("the "))
    return None if days is None else today + dt.timedelta(days=days)


def _numeric(said: str, today: dt.date, past: bool) -> dt.date | None:
    if found := _ISO.fullmatch(said):
        year, month, day = (int(part) for part in found.groups())
        return _exact(year, month, day)
    if found := _NUMERIC.fullmatch(said.removeprefix("den ")):
        return _dated(int(found[1]), int(found[2]), found[3], today, past)
    return None


def _named(said: str, today: dt.date, past: bool) -> dt.date | None:
    plain = re.sub(rf"^(?:{'|'.join(_WEEKDAYS)})\.?,? (?:den )?(?=\d)", "", said)
    plain = plain.removeprefix("den ").removeprefix("the ")
    if (found := _DAY_MONTH.fullmatch(plain)) and found[2] in _MONTHS:
        return _dated(int(found[1]), _MONTHS[found[2]], found[3], today, past)
    if (found := _MONTH_DAY.fullmatch(plain)) and found[1] in _MONTHS:
        return _dated(int(found[2]), _MONTHS[found[1]], found[3], today, past)
    if found := _DAY_ONLY.fullmatch(said):
        return _day_of_month(int(found[1]), today, past)
    return None


def _apart(said: str, today: dt.date, past: bool) -> dt.date | None:  # noqa: ARG001 - the words say which way
    forward = _AHEAD.fullmatch(said)
    found = forward or _AGO.fullmatch(said)
    if not found:
        return None
    count, unit = number_word("1" if found[1] in {"a", "an"} else found[1]), _UNITS.get(found[2])
    if count is None or unit is None:
        return None
    if count > _MOST:
        raise Invalid(Text("engine.invalid.year"))
    count = count if forward else -count
    if unit in {"day", "week"}:
        return _sane(today + dt.timedelta(days=count * (7 if unit == "week" else 1)))
    return add_months(today, count * (12 if unit == "year" else 1), _YEARS)


def _weekday(said: str, today: dt.date, past: bool) -> dt.date | None:
    if said in {"neste uke", "next week"}:
        return today + dt.timedelta(days=7)
    found = _WEEKDAY.fullmatch(said)
    if not found or found[2] not in _WEEKDAYS:
        return None
    weekday, which = _WEEKDAYS[found[2]], found[1]
    if which in {"neste", "next"}:  # the one in next week, not the one that comes first
        return monday_of(today) + dt.timedelta(days=7 + weekday)
    if which in {"forrige", "last", "sist"} or (past and which is None):
        return today - dt.timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _dated(day: int, month: int, year: str | None, today: dt.date, past: bool) -> dt.date:
    if year:
        full = int(year) if len(year) == 4 else 2000 + int(year)  # noqa: PLR2004 - digits of a year
        return _exact(full, month, day)
    this = _exact(today.year, month, day, leap_ok=True)
    if past and this > today:
        return _exact(today.year - 1, month, day)
    if not past and this < today:
        return _exact(today.year + 1, month, day)
    return _exact(today.year, month, day) if this.year == today.year else this


def _day_of_month(day: int, today: dt.date, past: bool) -> dt.date:
    ahead = day < today.day and not past
    behind = day > today.day and past
    month = add_months(today.replace(day=1), int(ahead) - int(behind), _YEARS)
    return _exact(month.year, month.month, day)


def _exact(year: int, month: int, day: int, *, leap_ok: bool = False) -> dt.date:
    if year not in _YEARS:
        raise Invalid(Text("engine.invalid.year"))
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise Invalid(Text("engine.invalid.month", {"month": month}))
    if leap_ok and (month, day) == (2, 29):
        year = next(near for near in range(year, year + 9) if days_in_month(near, 2) == day)
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        name = Text(f"engine.month.{month}")
        raise Invalid(Text("engine.invalid.day", {"month": name, "year": year, "last": last}))
    return dt.date(year, month, day)


def _sane(day: dt.date) -> dt.date:
    if day.year not in _YEARS:
        raise Invalid(Text("engine.invalid.year"))
    return day
