"""Appointments that come again: each week, every other week, each month; at the same time of day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from bot.rules.calendar import is_public_holiday, local_moment
from bot.rules.deadlines import months_later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

Repeats = Literal["week", "fortnight", "month"]
REPEATS: tuple[Repeats, ...] = ("week", "fortnight", "month")
ALWAYS_THERE = 28  # a day that every month has
DAYS = {"week": 7, "fortnight": 14}


def occurrences(
    first: dt.datetime, repeats: Repeats, tz: ZoneInfo, until: dt.datetime
) -> Iterator[tuple[dt.date, dt.datetime]]:
    """
    The day that names each one and its moment in UTC, from the first on, up to `until`.

    Wall time stays over a clock change. A month without the day has it on its last. What falls on a
    public holiday is passed over. The rule is `rrule`'s, by RFC 5545.
    """
    wall = first.astimezone(tz)
    count = 0
    while True:
        day = (
            months_later(wall.date(), count)
            if repeats == "month"
            else wall.date() + dt.timedelta(days=count * DAYS[repeats])
        )
        moment = local_moment(day, wall.time(), tz)
        if moment > until:
            return
        if count == 0 or not is_public_holiday(day):
            yield day, moment
        count += 1


def rrule(first: dt.date, repeats: Repeats) -> str:
    """The rule as RFC 5545 writes it; the last day of a short month is the last that there is."""
    if repeats != "month":
        return f"FREQ=WEEKLY;INTERVAL={DAYS[repeats] // 7}"
    if first.day <= ALWAYS_THERE:
        return f"FREQ=MONTHLY;BYMONTHDAY={first.day}"
    days = ",".join(str(day) for day in range(ALWAYS_THERE, first.day + 1))
    return f"FREQ=MONTHLY;BYMONTHDAY={days};BYSETPOS=-1"
