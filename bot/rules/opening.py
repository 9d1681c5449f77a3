"""Weekly hours: whether something is open, when it opens next, and who is on duty."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.rules.calendar import ONE_DAY, is_public_holiday, local_day, local_moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SUNDAY = 6
MINUTES_A_DAY = 24 * 60
LOOK_AHEAD_DAYS = 60
HOURS = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? "
    r"(?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)",
)


@dataclass(frozen=True, order=True)
class Span:
    """Open on one weekday (Monday is 0) from `opens` to `closes`, minutes after midnight."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True)
class Opening:
    """Weekly hours, whether public holidays are closed, and extra closed days."""

    spans: tuple[Span, ...]
    closed_on_holidays: bool = True
    closed_days: frozenset[dt.date] = frozenset()


@dataclass(frozen=True)
class Shift:
    """Who opens a request in a span of the week, first to last; nobody if empty."""

    span: Span
    who: tuple[str, ...]


@cache
def read_hours(text: str) -> tuple[Span, ...]:
    """Hours from a line such as «mon-fri 09:00-15:00» or «fri-sun 22:00-08:00» (over midnight).

    Raises ValueError with a sentence when the line reads otherwise. 24:00 ends a day.
    """
    match = HOURS.fullmatch(text.strip().lower())
    if match is None:
        raise ValueError(f"Hours look like «mon-fri 09:00-15:00», not «{text}».")
    first, last = match["first"], match["last"] or match["first"]
    if first not in WEEKDAYS or last not in WEEKDAYS:
        raise ValueError(f"Weekdays are {', '.join(WEEKDAYS)}, not as in «{text}».")
    opens, closes = _minutes(match["opens"], text), _minutes(match["closes"], text)
    if opens in {closes, MINUTES_A_DAY}:
        raise ValueError(f"Hours must open before they close, not as in «{text}».")
    begin, count = WEEKDAYS.index(first), (WEEKDAYS.index(last) - WEEKDAYS.index(first)) % 7 + 1
    spans: list[Span] = []
    for day in range(begin, begin + count):
        if opens < closes:
            spans.append(Span(day % 7, opens, closes))
            continue
        spans.append(Span(day % 7, opens, MINUTES_A_DAY))
        if closes:
            spans.append(Span((day + 1) % 7, 0, closes))
    return tuple(sorted(spans))


def gaps_and_overlaps(spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The parts of the week that no span covers, and those that two do."""
    gaps: list[Span] = []
    overlaps: list[Span] = []
    for weekday in range(7):
        reached = 0
        for span in sorted(span for span in spans if span.weekday == weekday):
            if span.opens > reached:
                gaps.append(Span(weekday, reached, span.opens))
            elif span.opens < reached:
                overlaps.append(Span(weekday, span.opens, min(reached, span.closes)))
            reached = max(reached, span.closes)
        if reached < MINUTES_A_DAY:
            gaps.append(Span(weekday, reached, MINUTES_A_DAY))
    return gaps, overlaps


def is_open(opening: Opening, moment: dt.datetime, tz: ZoneInfo) -> bool:
    """Whether it is open at an aware moment."""
    return any(
        begin <= moment < end for begin, end in open_times(opening, local_day(moment, tz), tz)
    )


def next_open(opening: Opening, moment: dt.datetime, tz: ZoneInfo) -> dt.datetime | None:
    """The moment itself if open, else the next opening in UTC; None if not within sixty days."""
    day = local_day(moment, tz)
    for ahead in range(LOOK_AHEAD_DAYS):
        for begin, end in open_times(opening, day + ahead * ONE_DAY, tz):
            if moment < end:
                return max(begin, moment)
    return None


def next_begins(opening: Opening, moment: dt.datetime, tz: ZoneInfo) -> dt.datetime | None:
    """When the next day's hours begin after a moment, in UTC; None if not within sixty days."""
    day = local_day(moment, tz)
    for ahead in range(LOOK_AHEAD_DAYS):
        times = open_times(opening, day + ahead * ONE_DAY, tz)
        if times and times[0][0] > moment:
            return times[0][0]
    return None


def after_open_time(
    opening: Opening, moment: dt.datetime, length: dt.timedelta, tz: ZoneInfo
) -> dt.datetime | None:
    """When that much open time has passed since `moment`, in UTC; None if not within sixty days."""
    day = local_day(moment, tz)
    for ahead in range(LOOK_AHEAD_DAYS):
        for begin, end in open_times(opening, day + ahead * ONE_DAY, tz):
            start = max(begin, moment)
            if start < end:
                if length <= end - start:
                    return (start + length).astimezone(dt.UTC)
                length -= end - start
    return None


def open_times(
    opening: Opening, day: dt.date, tz: ZoneInfo
) -> list[tuple[dt.datetime, dt.datetime]]:
    """The hours of one day as moments in UTC, first to last."""
    if day in opening.closed_days or (opening.closed_on_holidays and is_public_holiday(day)):
        return []
    return [
        (_at(day, span.opens, tz), _at(day, span.closes, tz))
        for span in sorted(opening.spans)
        if span.weekday == day.weekday()
    ]


def shift_at(shifts: Sequence[Shift], moment: dt.datetime, tz: ZoneInfo) -> Shift | None:
    """The shift at an aware moment; on a public holiday Sunday's shifts count."""
    day = local_day(moment, tz)
    weekday = SUNDAY if is_public_holiday(day) else day.weekday()
    wall = moment.astimezone(tz)
    minute = wall.hour * 60 + wall.minute
    for shift in shifts:
        if shift.span.weekday == weekday and shift.span.opens <= minute < shift.span.closes:
            return shift
    return None


def next_read(
    shifts: Sequence[Shift], moment: dt.datetime, tz: ZoneInfo
) -> tuple[dt.datetime, Shift] | None:
    """When somebody reads a request sent at `moment`, and the shift that does; None if nobody will."""
    now = shift_at(shifts, moment, tz)
    if now is not None and now.who:
        return moment, now
    day = local_day(moment, tz)
    for ahead in range(LOOK_AHEAD_DAYS):
        that_day = day + ahead * ONE_DAY
        weekday = SUNDAY if is_public_holiday(that_day) else that_day.weekday()
        for shift in sorted(shifts, key=lambda one: one.span):
            begin = _at(that_day, shift.span.opens, tz)
            if shift.span.weekday == weekday and shift.who and begin > moment:
                return begin, shift
    return None


def _minutes(clock: str, text: str) -> int:
    hour, minute = int(clock[:2]), int(clock[3:])
    if hour * 60 + minute > MINUTES_A_DAY or minute >= 60:  # noqa: PLR2004 -- minutes in an hour
        raise ValueError(f"A time of day lies between 00:00 and 24:00, not as in «{text}».")
    return hour * 60 + minute


def _at(day: dt.date, minute: int, tz: ZoneInfo) -> dt.datetime:
    if minute == MINUTES_A_DAY:
        return local_moment(day + ONE_DAY, dt.time(), tz)
    return local_moment(day, dt.time(minute // 60, minute % 60), tz)
