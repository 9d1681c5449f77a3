"""Rent that is hard: the day to act by, and the working day on which a human must have it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import is_working_day, local_day
from bot.rules.hard_rent import is_near, letter_deadline, same_working_day
from bot.rules.opening import Opening, is_open, read_hours

OSLO = ZoneInfo("Europe/Oslo")
TODAY = dt.date(2027, 3, 10)
HOURS = Opening(tuple(read_hours("mon-fri 08:30-15:30")))
moments = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minutes: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)


@pytest.mark.parametrize(
    ("came", "dated", "deadline"),
    [
        (dt.date(2027, 3, 8), None, dt.date(2027, 3, 22)),
        (dt.date(2027, 3, 8), dt.date(2027, 3, 15), dt.date(2027, 3, 15)),
        (dt.date(2027, 3, 8), dt.date(2027, 6, 1), dt.date(2027, 3, 22)),
        (None, dt.date(2027, 3, 30), dt.date(2027, 3, 30)),
        (None, None, TODAY),
    ],
)
def test_the_strictest_deadline_counts(
    came: dt.date | None, dated: dt.date | None, deadline: dt.date
) -> None:
    """Fourteen days from when it came, or the letter's own date if that is earlier; unknown is today."""
    assert letter_deadline(came, dated, TODAY) == deadline


def test_three_days_are_near() -> None:
    """What has passed is near too."""
    assert [is_near(TODAY + dt.timedelta(days=n), TODAY) for n in (-9, 0, 3, 4)] == [
        True, True, True, False,
    ]  # fmt: skip


@given(moments)
def test_a_human_has_it_the_same_working_day(now: dt.datetime) -> None:
    """Looked for before that day's hours end, never on a day off, and at most one working day away."""
    found = same_working_day(HOURS, now, OSLO)
    assert found is not None
    look, closes = found
    assert now <= look <= closes
    day = local_day(closes, OSLO)
    assert is_working_day(day)
    if is_open(HOURS, now, OSLO):
        assert day == local_day(now, OSLO)
