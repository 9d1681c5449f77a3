"""When a message may ring: quiet hours for all, and the hours each person called safe."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from bot.rules.calendar import ONE_DAY, is_working_day, local_day, local_moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Safe = Literal["any", "daytime", "not_evenings"]

# Quiet hours are 23 to 07 for everyone.
HOURS: dict[Safe, tuple[dt.time, dt.time]] = {
    "any": (dt.time(7), dt.time(23)),
    "not_evenings": (dt.time(7), dt.time(17)),
    "daytime": (dt.time(9), dt.time(16)),
}
# What is sent at the last minute could ring after it: the queue takes time.
LAST_CALL = dt.timedelta(minutes=30)
LONGEST_CLOSED_DAYS = 14


def safe_span(day: dt.date, safe: Safe, tz: ZoneInfo) -> tuple[dt.datetime, dt.datetime] | None:
    """The allowed hours of one day in UTC; None if none («daytime» is for working days)."""
    if safe == "daytime" and not is_working_day(day):
        return None
    begin, end = HOURS[safe]
    return local_moment(day, begin, tz), local_moment(day, end, tz)


def allowed(moment: dt.datetime, safe: Safe, tz: ZoneInfo) -> bool:
    """Whether a message may ring at an aware moment."""
    span = safe_span(local_day(moment, tz), safe, tz)
    return span is not None and span[0] <= moment < span[1]


def next_allowed(moment: dt.datetime, safe: Safe, tz: ZoneInfo) -> dt.datetime:
    """The moment itself if allowed, else the first allowed one after it."""
    day = local_day(moment, tz)
    for ahead in range(LONGEST_CLOSED_DAYS):
        span = safe_span(day + ahead * ONE_DAY, safe, tz)
        if span is not None and moment < span[1]:
            return max(moment, span[0])
    raise AssertionError("No fortnight is without a working day.")


def last_allowed(moment: dt.datetime, safe: Safe, tz: ZoneInfo) -> dt.datetime:
    """The moment itself if allowed, else half an hour before the last allowed hours end."""
    if allowed(moment, safe, tz):
        return moment
    day = local_day(moment, tz)
    for back in range(LONGEST_CLOSED_DAYS):
        span = safe_span(day - back * ONE_DAY, safe, tz)
        if span is not None and span[1] <= moment:
            return span[1] - LAST_CALL
    raise AssertionError("No fortnight is without a working day.")
