from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import (
    is_bank_day,
    is_public_holiday,
    is_working_day,
    last_bank_day_before,
    local_day,
    local_moment,
    next_working_day,
    previous_working_day,
    public_holidays,
)

OSLO = ZoneInfo("Europe/Oslo")
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31))


def days(year: int, *texts: str) -> set[dt.date]:
    """Dates from «day.month»."""
    return {dt.date(year, int(one.split(".")[1]), int(one.split(".")[0])) for one in texts}


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (
            2026,
            "1.1 2.4 3.4 5.4 6.4 1.5 14.5 17.5 24.5 25.5 25.12 26.12",
        ),
        (
            2027,
            "1.1 25.3 26.3 28.3 29.3 1.5 6.5 16.5 17.5 25.12 26.12",
        ),
        (
            2028,
            "1.1 13.4 14.4 16.4 17.4 1.5 17.5 25.5 4.6 5.6 25.12 26.12",
        ),
    ],
)
def test_public_holidays_are_those_of_the_law(year: int, expected: str) -> None:
    """The computed holidays of 2026 to 2028, with 2. pinsedag on 17 May 2027, and nothing else."""
    assert public_holidays(year) == days(year, *expected.split())


def test_an_ordinary_sunday_is_no_public_holiday_and_no_working_day() -> None:
    """Sunday 10 January 2027 is closed without being a holiday."""
    assert not is_public_holiday(dt.date(2027, 1, 10))
    assert not is_working_day(dt.date(2027, 1, 10))


@pytest.mark.parametrize("day", [dt.date(2027, 12, 24), dt.date(2026, 12, 24)])
def test_christmas_eve_is_a_working_day_on_which_banks_do_not_settle(day: dt.date) -> None:
    """24 December is not in gjeldsbrevlova § 5, but Norges Bank is closed."""
    assert is_working_day(day)
    assert not is_bank_day(day)
    assert last_bank_day_before(day) == day - dt.timedelta(days=1)


def test_new_years_eve_is_a_bank_day() -> None:
    """31 December 2026, a Thursday, is not on Norges Bank's list of closed days."""
    assert is_bank_day(dt.date(2026, 12, 31))


def test_the_last_bank_day_before_skips_the_easter_days() -> None:
    """Before Tuesday after Easter 2027 comes Wednesday."""
    assert last_bank_day_before(dt.date(2027, 3, 30)) == dt.date(2027, 3, 24)


@given(DAYS)
def test_the_nearest_working_days_enclose_a_day(day: dt.date) -> None:
    """Moving lands on a working day, never the wrong way, and skips none between."""
    after, ahead = next_working_day(day), previous_working_day(day)
    assert is_working_day(after)
    assert is_working_day(ahead)
    assert ahead <= day <= after
    assert (after == day) == is_working_day(day) == (ahead == day)
    for back in range((after - day).days):
        assert not is_working_day(day + dt.timedelta(days=back))


def test_a_wall_time_in_the_spring_gap_moves_forward() -> None:
    """02:30 on 28 March 2027 does not exist; it means 03:30 summer time."""
    moment = local_moment(dt.date(2027, 3, 28), dt.time(2, 30), OSLO)
    assert moment == dt.datetime(2027, 3, 28, 1, 30, tzinfo=dt.UTC)
    assert moment.astimezone(OSLO).time() == dt.time(3, 30)


def test_a_wall_time_in_the_autumn_fold_is_the_first() -> None:
    """02:30 on 31 October 2027 comes twice; it means the first."""
    moment = local_moment(dt.date(2027, 10, 31), dt.time(2, 30), OSLO)
    assert moment == dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC)


@given(DAYS, st.times().map(lambda time: time.replace(microsecond=0)))
def test_local_moments_are_aware_in_utc_and_on_their_day(day: dt.date, at: dt.time) -> None:
    """Every wall time becomes a moment in UTC on that local day, at that time but for the gap."""
    moment = local_moment(day, at, OSLO)
    assert moment.utcoffset() == dt.timedelta()
    assert local_day(moment, OSLO) == day
    if at.hour != 2:
        assert moment.astimezone(OSLO).time() == at
