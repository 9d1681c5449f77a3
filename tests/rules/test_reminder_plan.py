from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import local_moment
from bot.rules.reminders import AppointmentFact, Due, Fact, RentFact, Settings, before, plan
from bot.rules.rent import RemindWhen, RentRule
from bot.rules.safe_hours import Safe, allowed, last_allowed, next_allowed

OSLO = ZoneInfo("Europe/Oslo")
SETTINGS = Settings(OSLO)
LONG_AGO = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
MONTH = dt.timedelta(days=35)
SAFE: st.SearchStrategy[Safe] = st.sampled_from(("any", "daytime", "not_evenings"))
REMIND: st.SearchStrategy[RemindWhen] = st.sampled_from(
    ("payday", "three_days_before", "on_due_day", "never")
)
MOMENTS = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2030, 12, 31)).map(  # noqa: DTZ001 -- Hypothesis wants naive bounds; UTC is set beside it
    lambda moment: moment.replace(tzinfo=dt.UTC, microsecond=0)
)


def oslo(text: str) -> dt.datetime:
    """A moment from local wall time, «2027-03-28 10:00»."""
    wall = dt.datetime.fromisoformat(text)
    return local_moment(wall.date(), wall.time(), OSLO)


def times(rows: tuple[Due, ...]) -> dict[str, str]:
    """Local times of rows by occurrence."""
    return {row.occurrence: f"{row.due_at.astimezone(OSLO):%Y-%m-%d %H:%M}" for row in rows}


def appointment(starts: str, since: str = "2026-01-01 12:00", **more: object) -> AppointmentFact:
    """An appointment in local time."""
    return AppointmentFact(1, 1, oslo(since), oslo(starts), **more)  # type: ignore[arg-type]  # fields by name


def test_an_appointment_is_reminded_of_three_days_and_one_day_before() -> None:
    """The default, at the appointment's own time of day."""
    rows = plan([appointment("2027-01-14 14:00")], oslo("2027-01-02 12:00"), MONTH, SETTINGS)
    assert times(rows) == {"3d": "2027-01-11 14:00", "1d": "2027-01-13 14:00"}


@pytest.mark.parametrize(
    ("starts", "day_before"),
    [
        ("2027-03-28 10:00", "2027-03-27 10:00"),
        ("2027-03-29 10:00", "2027-03-28 10:00"),
        ("2027-10-31 10:00", "2027-10-30 10:00"),
        ("2027-11-01 10:00", "2027-10-31 10:00"),
    ],
)
def test_a_day_before_is_the_same_time_of_day_over_a_clock_change(
    starts: str, day_before: str
) -> None:
    """Both clock-change days, from both sides."""
    rows = plan([appointment(starts)], oslo("2027-01-01 12:00"), dt.timedelta(365), SETTINGS)
    assert times(rows)["1d"] == day_before


def test_hours_before_are_real_hours_over_a_clock_change() -> None:
    """Nine hours before ten o'clock after the long night is two o'clock, the first time."""
    starts = oslo("2027-10-31 10:00")
    assert before(starts, "9h", OSLO) == dt.datetime(2027, 10, 31, 0, 0, tzinfo=dt.UTC)


def test_no_offsets_means_no_reminders() -> None:
    """A person may want none."""
    fact = appointment("2027-01-14 14:00", offsets=())
    assert plan([fact], oslo("2027-01-02 12:00"), MONTH, SETTINGS) == ()


def test_what_should_have_rung_before_it_was_agreed_never_rings() -> None:
    """An appointment made the day before is reminded of only where its time is still to come."""
    fact = appointment("2027-01-14 14:00", since="2027-01-13 16:00", offsets=("3d", "1d", "2h"))
    rows = plan([fact], oslo("2027-01-13 16:00"), MONTH, SETTINGS)
    assert times(rows) == {"2h": "2027-01-14 12:00"}


@pytest.mark.parametrize(
    ("starts", "rings"),
    [("2027-01-14 08:00", "2027-01-14 07:00"), ("2027-01-14 07:30", "2027-01-13 22:30")],
)
def test_a_reminder_in_the_quiet_hours_waits_or_comes_the_evening_before(
    starts: str, rings: str
) -> None:
    """Two hours before 08:00 becomes one; before 07:30 too little would be left."""
    fact = appointment(starts, offsets=("2h",))
    rows = plan([fact], oslo("2027-01-02 12:00"), MONTH, SETTINGS)
    assert times(rows) == {"2h": rings}


def test_daytime_only_moves_a_weekend_reminder_to_friday_when_monday_is_too_late() -> None:
    """One day before Monday 10:00 is Sunday; Monday 09:00 leaves an hour, Friday leaves a weekend."""
    fact = appointment("2027-01-18 10:00", offsets=("1d",), safe="daytime")
    rows = plan([fact], oslo("2027-01-02 12:00"), MONTH, SETTINGS)
    assert times(rows) == {"1d": "2027-01-15 15:30"}


def test_an_earlier_reminder_loses_its_use_when_the_next_is_due() -> None:
    """After an outage only the newest of an appointment's reminders is left."""
    fact = appointment("2027-01-14 14:00")
    rows = plan([fact], oslo("2027-01-13 18:00"), MONTH, SETTINGS)
    assert times(rows) == {"1d": "2027-01-13 14:00"}
    assert rows[0].useless_after == fact.starts


def test_an_offset_that_reads_otherwise_is_refused() -> None:
    """The sentence shows what an offset looks like."""
    with pytest.raises(ValueError, match="3d"):
        before(oslo("2027-01-14 14:00"), "three days", OSLO)


def test_rent_is_reminded_of_as_the_person_chose() -> None:
    """On payday at the pack's hour; a paid month is left out."""
    fact = RentFact(7, 1, LONG_AGO, RentRule(20, "payday", 15), paid=frozenset({"2027-02"}))
    rows = plan([fact], oslo("2027-01-01 12:00"), dt.timedelta(85), SETTINGS)
    assert times(rows) == {"2027-01": "2027-01-15 10:00", "2027-03": "2027-03-15 10:00"}


def test_rent_ends_with_the_lease() -> None:
    """No reminder for a month after the last day."""
    fact = RentFact(7, 1, LONG_AGO, RentRule(20), ends=dt.date(2027, 1, 31))
    rows = plan([fact], oslo("2027-01-01 12:00"), dt.timedelta(85), SETTINGS)
    assert set(times(rows)) == {"2027-01"}


def test_rent_reminders_around_both_clock_changes_keep_their_hour() -> None:
    """Ten o'clock local time before and after."""
    fact = RentFact(7, 1, LONG_AGO, RentRule(31, "on_due_day"))
    rows = plan([fact], oslo("2027-01-01 12:00"), dt.timedelta(365), SETTINGS)
    assert {time[-5:] for time in times(rows).values()} == {"10:00"}


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """An appointment or a tenancy, somewhere in 2026 to 2030."""
    subject, safe = draw(st.integers(1, 5)), draw(SAFE)
    since = draw(MOMENTS)
    if draw(st.booleans()):
        ahead = dt.timedelta(minutes=draw(st.integers(1, 60 * 24 * 20)))
        offsets = draw(st.lists(st.sampled_from(["7d", "3d", "1d", "2h"]), unique=True))
        return AppointmentFact(subject, 1, since, since + ahead, tuple(offsets), safe)
    remind = draw(REMIND)
    rule = RentRule(draw(st.integers(1, 31)), remind, draw(st.integers(1, 31)))
    return RentFact(subject, 1, since, rule, safe=safe)


@given(facts(), st.integers(0, 60 * 24 * 40), st.integers(0, 90))
def test_reminders_are_single_allowed_in_time_and_the_same_when_planned_again(
    fact: Fact, minutes: int, days: int
) -> None:
    """No double, none in quiet hours, none before it was wanted, none without use, idempotent."""
    now = fact.since + dt.timedelta(minutes=minutes)
    horizon = dt.timedelta(days=days)
    rows = plan([fact], now, horizon, SETTINGS)
    assert len({row.key for row in rows}) == len(rows)
    assert len({row.due_at for row in rows}) == len(rows)
    for row in rows:
        assert allowed(row.due_at, fact.safe, OSLO)
        assert 7 <= row.due_at.astimezone(OSLO).hour < 23
        assert fact.since <= row.due_at < row.useless_after
        assert row.due_at <= now + horizon
        if isinstance(fact, AppointmentFact):
            assert row.due_at < fact.starts
    assert plan([fact], now, horizon, SETTINGS) == rows
    later = now + dt.timedelta(days=3)
    again = {row.key: row for row in plan([fact], later, horizon, SETTINGS)}
    for row in rows:
        assert again.get(row.key, row) == row
        assert row.key in again or later >= row.useless_after


@given(MOMENTS, SAFE)
def test_the_nearest_allowed_moments_enclose_any_moment(moment: dt.datetime, safe: Safe) -> None:
    """Next and last are allowed, on their own side, and stay where it is allowed already."""
    after, ahead = next_allowed(moment, safe, OSLO), last_allowed(moment, safe, OSLO)
    assert allowed(after, safe, OSLO)
    assert allowed(ahead, safe, OSLO)
    assert ahead <= moment <= after
    assert (ahead == moment) == allowed(moment, safe, OSLO) == (after == moment)


@pytest.mark.parametrize(
    ("moment", "safe", "yes"),
    [
        ("2027-01-14 06:59", "any", False),
        ("2027-01-14 07:00", "any", True),
        ("2027-01-14 22:59", "any", True),
        ("2027-01-14 23:00", "any", False),
        ("2027-01-14 17:00", "not_evenings", False),
        ("2027-01-16 16:59", "not_evenings", True),
        ("2027-01-16 12:00", "daytime", False),
        ("2027-03-25 12:00", "daytime", False),
        ("2027-01-14 09:00", "daytime", True),
        ("2027-03-28 07:00", "any", True),
        ("2027-03-28 06:59", "any", False),
        ("2027-10-31 06:59", "any", False),
    ],
)
def test_quiet_hours_and_safe_times_hold_by_the_local_clock(
    moment: str, safe: Safe, yes: bool
) -> None:
    """23 to 07 for all, before 17, working days 9 to 16; also on both clock-change days."""
    assert allowed(oslo(moment), safe, OSLO) is yes
