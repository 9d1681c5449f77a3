"""Who is reminded next that a resident waits for an answer, and when: in open hours only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rules.calendar import ONE_DAY, local_day, local_moment
from bot.rules.opening import after_open_time, is_open, next_open

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.rules.opening import Opening

COORDINATORS = 0  # the queue that all coordinators share; no person has this id


@dataclass(frozen=True)
class Promise:
    """How soon a human answers: so many open hours, and how many where it is urgent."""

    answer: dt.timedelta
    urgent: dt.timedelta
    opening: Opening
    tz: ZoneInfo


@dataclass(frozen=True)
class Reminded:
    """Who was reminded (COORDINATORS for the queue), and when."""

    who: int
    at: dt.datetime


@dataclass(frozen=True)
class Next:
    """Who is reminded next, and when, in UTC."""

    who: int
    at: dt.datetime


def next_reminder(
    since: dt.datetime,
    ladder: tuple[int, ...],
    reminded: tuple[Reminded, ...],
    promise: Promise,
    *,
    urgent: bool = False,
) -> Next:
    """Who is reminded next of words that have waited since `since`.

    `ladder` holds those who may answer, first to last (owner, stand-in); after them come the
    coordinators, and then the coordinators once every open day. The first is reminded when the
    promise is over; each next one after as long as urgent things may take. Nobody on the ladder is
    reminded twice, also when it changes meanwhile. Source: features, F24.
    """
    told = {one.who for one in reminded}
    who = next((one for one in ladder if one not in told), COORDINATORS)
    if not reminded:
        length = promise.urgent if urgent else promise.answer
        return Next(who, _after(since, length, promise))
    last = max(one.at for one in reminded)
    if COORDINATORS in told:
        # It stays with them: nobody who comes later takes it off their list.
        return Next(COORDINATORS, _next_day(last, promise))
    return Next(who, _after(last, promise.urgent, promise))


def in_hours(moment: dt.datetime, promise: Promise) -> dt.datetime:
    """The moment itself in open hours, else the next opening, in UTC."""
    found = next_open(promise.opening, moment, promise.tz)
    # A pack that is closed for two months has no hours to keep to.
    return (found or moment).astimezone(dt.UTC)


def _after(moment: dt.datetime, length: dt.timedelta, promise: Promise) -> dt.datetime:
    at = after_open_time(promise.opening, moment, length, promise.tz) or moment + length
    # When the time is up just as they close, nobody is there to read it.
    return at if is_open(promise.opening, at, promise.tz) else in_hours(at, promise)


def _next_day(last: dt.datetime, promise: Promise) -> dt.datetime:
    tomorrow = local_day(last, promise.tz) + ONE_DAY
    return in_hours(local_moment(tomorrow, dt.time(), promise.tz), promise)
