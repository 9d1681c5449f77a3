"""Deadlines as rows: each told in time, once, in daytime, never after its day; and the same again if planned again."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.calendar import is_working_day, local_day, local_moment
from bot.rules.deadline_plan import KINDS, DeadlineFact, DeadlineKind, days_before, plan_deadline
from bot.rules.reminders import Settings
from bot.rules.safe_hours import Safe, allowed

OSLO = ZoneInfo("Europe/Oslo")
SETTINGS = Settings(OSLO)
LONG_AGO = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
FAR = dt.timedelta(days=400)
SAFE: st.SearchStrategy[Safe] = st.sampled_from(("any", "daytime", "not_evenings"))
MOMENTS = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minutes: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31))
OFFSETS = st.lists(
    st.sampled_from(("6m", "3m", "1m", "14d", "7d", "3d", "2d", "1d")), unique=True
).map(tuple)


def oslo(text: str) -> dt.datetime:
    """A moment from local wall time."""
    wall = dt.datetime.fromisoformat(text)
    return local_moment(wall.date(), wall.time(), OSLO)


def rings(fact: DeadlineFact, now: str) -> dict[str, str]:
    """When each is due, in local time, by occurrence."""
    return {
        one.occurrence: f"{one.due_at.astimezone(OSLO):%Y-%m-%d %H:%M}"
        for one in plan_deadline(fact, oslo(now), FAR, SETTINGS)
    }


def test_a_lease_is_told_of_six_three_and_one_months_before() -> None:
    """The last day where a month is shorter; a weekend moves to a working day."""
    fact = DeadlineFact(
        "contract", 1, 0, LONG_AGO, dt.date(2027, 8, 31), offsets=("6m", "3m", "1m")
    )
    assert rings(fact, "2027-01-01 12:00") == {
        "6m": "2027-03-01 09:00",  # 28 February is a Sunday
        "3m": "2027-05-31 10:00",
        "1m": "2027-08-02 09:00",  # 31 July is a Saturday
    }


def test_bostotte_is_told_of_each_month_by_the_22nd() -> None:
    """Before the holidays where the 22nd is one; a month that is done is passed over."""
    fact = DeadlineFact("bostotte", 1, 0, LONG_AGO, settled=frozenset({"2027-02"}))
    found = rings(fact, "2027-01-01 12:00")
    assert found["2027-01"] == "2027-01-22 10:00"
    assert "2027-02" not in found
    assert found["2027-03"] == "2027-03-22 10:00"
    assert found["2027-05"] == "2027-05-21 10:00"  # the 22nd is a Saturday
    assert found["2027-12"] == "2027-12-22 10:00"


def test_what_became_known_late_is_told_of_by_what_is_left() -> None:
    """A lease that ends in two months is told of one month before, and nothing rings backwards."""
    fact = DeadlineFact(
        "contract", 1, 0, oslo("2027-07-01 12:00"), dt.date(2027, 8, 31), ("6m", "3m", "1m")
    )
    assert list(rings(fact, "2027-07-01 12:00")) == ["1m"]


def test_an_offset_that_reads_otherwise_is_refused() -> None:
    """The sentence shows what one looks like."""
    with pytest.raises(ValueError, match="6m"):
        days_before(dt.date(2027, 8, 31), "half a year")


@settings(max_examples=300)
@given(st.sampled_from(KINDS), DAYS, OFFSETS, MOMENTS, MOMENTS, SAFE)
def test_once_in_time_and_never_in_quiet_hours(
    kind: DeadlineKind,
    day: dt.date,
    offsets: tuple[str, ...],
    since: dt.datetime,
    now: dt.datetime,
    safe: Safe,
) -> None:
    """2026 to 2030: no double, none at a forbidden hour, none after its use or before it was known."""
    fact = DeadlineFact(kind, 1, 3, since, None if kind == "bostotte" else day, offsets, safe=safe)
    rows = plan_deadline(fact, now, FAR, SETTINGS)
    assert len({one.key for one in rows}) == len(rows)
    assert len({one.due_at for one in rows}) == len(rows)
    for one in rows:
        assert since <= one.due_at < one.useless_after
        assert now < one.useless_after
        assert allowed(one.due_at, safe, OSLO)
        if safe == "daytime":
            assert is_working_day(local_day(one.due_at, OSLO))
        if fact.day is not None:
            assert local_day(one.due_at, OSLO) <= fact.day


@given(st.sampled_from(KINDS), DAYS, OFFSETS, MOMENTS, st.integers(0, 60))
def test_planned_again_it_is_the_same_rows(
    kind: DeadlineKind, day: dt.date, offsets: tuple[str, ...], now: dt.datetime, later: int
) -> None:
    """Each night adds to the end of the plan and changes nothing that stands in it."""
    fact = DeadlineFact(kind, 1, 0, LONG_AGO, None if kind == "bostotte" else day, offsets)
    horizon = dt.timedelta(days=60)
    then = now + dt.timedelta(days=later)
    first = plan_deadline(fact, now, horizon, SETTINGS)
    again = plan_deadline(fact, then, horizon, SETTINGS)
    assert {one for one in first if then < one.useless_after} <= set(again)
