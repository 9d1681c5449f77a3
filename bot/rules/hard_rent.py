"""Rent that is hard to pay: which deadline to act on, and by when a human must have it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.rules.calendar import ONE_DAY, local_day
from bot.rules.deadlines import strictest_letter_deadline
from bot.rules.opening import open_times

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.rules.opening import Opening

NEAR = dt.timedelta(days=3)
LAST_HOUR = dt.timedelta(hours=1)
LOOK_AHEAD_DAYS = 30


def letter_deadline(came: dt.date | None, dated: dt.date | None, today: dt.date) -> dt.date:
    """The day to act by: the earliest of what the letter says and fourteen days from when it came.

    A letter nobody knows the day of is acted on as if its time were up today.
    Source: `strictest_letter_deadline` (as of 22 November 2026).
    """
    counted = strictest_letter_deadline(came) if came is not None else None
    known = [day for day in (counted, dated) if day is not None]
    return min(known) if known else today


def is_near(deadline: dt.date, today: dt.date) -> bool:
    """Whether the day is here within three days, or has passed."""
    return deadline <= today + NEAR


def same_working_day(
    opening: Opening, now: dt.datetime, tz: ZoneInfo
) -> tuple[dt.datetime, dt.datetime] | None:
    """When to look whether a human has it, and the end of that working day, both in UTC.

    It is the working day it comes on, or the next one where the hours are over; an hour is left to
    find somebody else. None where nobody works for thirty days.
    """
    day = local_day(now, tz)
    for ahead in range(LOOK_AHEAD_DAYS):
        hours = open_times(opening, day + ahead * ONE_DAY, tz)
        if hours and hours[-1][1] > now:
            closes = hours[-1][1]
            return max(closes - LAST_HOUR, min(now + LAST_HOUR / 2, closes)), closes
    return None
