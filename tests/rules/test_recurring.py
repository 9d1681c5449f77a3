"""What comes again: by RFC 5545, at the same time of day, on the last day of a short month."""

from __future__ import annotations

import datetime as dt
import importlib
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import is_public_holiday, local_moment
from bot.rules.recurring import REPEATS, Repeats, occurrences, rrule

OSLO = ZoneInfo("Europe/Oslo")
# It comes with a library of ours and has no types.
rrulestr = importlib.import_module("dateutil.rrule").rrulestr


def days(first: str, repeats: Repeats, until: str) -> list[str]:
    """The days, and the local times, from a first one."""
    wall, end = dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(until)
    found = occurrences(
        local_moment(wall.date(), wall.time(), OSLO),
        repeats,
        OSLO,
        local_moment(end.date(), end.time(), OSLO),
    )
    return [f"{moment.astimezone(OSLO):%m-%d %H:%M}" for _, moment in found]


@pytest.mark.parametrize(
    ("first", "repeats", "until", "found"),
    [
        ("2027-03-22 14:00", "week", "2027-04-06 00:00", ["03-22 14:00", "04-05 14:00"]),
        ("2027-10-25 09:00", "fortnight", "2027-11-30 00:00", [
            "10-25 09:00", "11-08 09:00", "11-22 09:00",
        ]),
        ("2027-01-31 10:00", "month", "2027-05-01 00:00", [
            "01-31 10:00", "02-28 10:00", "03-31 10:00", "04-30 10:00",
        ]),
        ("2028-02-29 10:00", "month", "2028-04-30 00:00", [
            "02-29 10:00", "03-29 10:00", "04-29 10:00",
        ]),
    ],
)  # fmt: skip
def test_holidays_clock_changes_and_short_months(
    first: str, repeats: Repeats, until: str, found: list[str]
) -> None:
    """Easter Monday is passed over; the 31st is the last day there is; the hour stays the same."""
    assert days(first, repeats, until) == found


@given(
    st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31)),
    st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    st.sampled_from(REPEATS),
)
def test_it_is_what_rfc_5545_makes_of_the_rule(
    first: dt.date, clock: dt.time, repeats: Repeats
) -> None:
    """The same days as a library that expands the rule as it is written, but for public holidays."""
    starts = local_moment(first, clock, OSLO)
    until = starts + dt.timedelta(days=400)
    ours = [day for day, _ in occurrences(starts, repeats, OSLO, until)]
    wall = starts.astimezone(OSLO).replace(tzinfo=None)
    rule = rrulestr(rrule(wall.date(), repeats), dtstart=wall)
    theirs = [
        one.date()
        for one in rule.between(wall, wall + dt.timedelta(days=402), inc=True)
        if local_moment(one.date(), wall.time(), OSLO) <= until
    ]
    assert ours == [day for day in theirs if day == wall.date() or not is_public_holiday(day)]
