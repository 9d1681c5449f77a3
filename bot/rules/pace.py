"""How much is enough: hard things in daytime, few unasked messages a day, and a reminder put off."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.rules.calendar import ONE_DAY, local_day
from bot.rules.safe_hours import LAST_CALL, Safe, next_allowed, safe_span

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

UNASKED_A_DAY = 2
UNASKED: dict[str, bool] = {"reminder": True, "news": False}
"""
What rings without having been asked for, and whether the day's third or later waits.

A reminder is begun by the clock: it counts, and can wait. News is that something which is true for
the person has just changed (an appointment made, moved or cancelled, another contact, somebody away,
their own words that have not been sent): it counts, so that reminders make room for it, and never
waits, since who is told in the evening may have gone there at noon. Neither counted nor held back:
a human's words, what answers the person's own doing, what became of their own message, and tonight.
What the person put off themselves they asked for at that hour. Source: issue 4, part 4, as read on
25 November 2026.
"""
HARD = frozenset({"rent", "deadline", "discharge"})
"""Families of rules that speak of money, of losing a home and of where one is."""
TWO_HOURS = dt.timedelta(hours=2)


def safe_for(family: str, safe: Safe, *, hard_any_time: bool = False) -> Safe:
    """When a rule of this family may ring: anything hard in daytime on working days by default."""
    return "daytime" if family in HARD and not hard_any_time else safe


def wait_for_evening(
    purpose: str,
    unasked_today: int,
    now: dt.datetime,
    use_ends: dt.datetime,
    safe: Safe,
    tz: ZoneInfo,
) -> dt.datetime | None:
    """Until when the day's third or later unasked message waits, to go out as one with others.

    It is half an hour before the day's allowed hours end; None to send it now, since it is not of
    those that wait (see UNASKED), is one of the first, its use ends sooner, or it is that late already.
    """
    if unasked_today < UNASKED_A_DAY or not UNASKED.get(purpose, False):
        return None
    span = safe_span(local_day(now, tz), safe, tz)
    if span is None:
        return None
    last = span[1] - LAST_CALL
    return last if now < last < use_ends else None


def put_off(
    choice: str, now: dt.datetime, use_ends: dt.datetime, safe: Safe, tz: ZoneInfo
) -> dt.datetime | None:
    """When a reminder rings that was put off «hours», to «later» today, or to «tomorrow».

    Always at an allowed hour; None where it would have no use any more. What is put off to later
    today where nothing is left of today rings at the next allowed hour.
    """
    if choice == "tomorrow":
        moment = next_allowed(now + ONE_DAY, safe, tz)
    else:
        span = safe_span(local_day(now, tz), safe, tz)
        wish = now + (TWO_HOURS if choice == "hours" else 2 * TWO_HOURS)
        if choice == "later" and span is not None and now < span[1] - 2 * LAST_CALL:
            wish = min(wish, span[1] - LAST_CALL)
        moment = next_allowed(wish, safe, tz)
    return moment if moment < use_ends else None
