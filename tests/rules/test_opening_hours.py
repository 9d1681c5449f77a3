from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import local_moment
from bot.rules.opening import (
    Opening,
    Shift,
    Span,
    after_open_time,
    gaps_and_overlaps,
    is_open,
    next_begins,
    next_open,
    next_read,
    read_hours,
    shift_at,
)

OSLO = ZoneInfo("Europe/Oslo")
OFFICE = Opening(read_hours("mon-fri 09:00-15:00"), closed_days=frozenset({dt.date(2026, 12, 24)}))
NIGHT = tuple(
    Shift(span, who)
    for line, who in (
        ("mon-fri 08:00-15:00", ("desk", "leader")),
        ("mon-fri 15:00-24:00", ()),
        ("mon-fri 00:00-08:00", ()),
        ("sat-sun 00:00-24:00", ()),
    )
    for span in read_hours(line)
)


def oslo(text: str) -> dt.datetime:
    """A moment from local wall time."""
    wall = dt.datetime.fromisoformat(text)
    return local_moment(wall.date(), wall.time(), OSLO)


def test_hours_over_midnight_belong_to_both_days() -> None:
    """Friday night is Friday's and Saturday's."""
    assert read_hours("fri 22:00-08:00") == (Span(4, 1320, 1440), Span(5, 0, 480))


def test_days_may_run_over_the_week_s_end() -> None:
    """Saturday to Monday is three days."""
    assert {span.weekday for span in read_hours("sat-mon 10:00-12:00")} == {5, 6, 0}


@pytest.mark.parametrize(
    "line",
    [
        "9-15",
        "mon-fri 9:00-15:00",
        "man-fre 09:00-15:00",
        "mon 09:00-09:00",
        "mon 25:00-26:00",
        "mon 09:70-10:00",
        "mon 24:00-08:00",
    ],
)
def test_hours_that_read_otherwise_are_refused_with_a_sentence(line: str) -> None:
    """The sentence repeats what was written."""
    with pytest.raises(ValueError, match=f"«{line}»"):
        read_hours(line)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2027-01-14 10:00", "2027-01-14 10:00"),
        ("2027-01-14 15:00", "2027-01-15 09:00"),
        ("2027-03-24 15:30", "2027-03-30 09:00"),
        ("2026-12-23 16:00", "2026-12-28 09:00"),
        ("2027-03-27 12:00", "2027-03-30 09:00"),
    ],
)
def test_it_opens_next_on_the_next_day_that_is_not_closed(moment: str, opens: str) -> None:
    """Now if open; else past weekends, Easter and the pack's own closed days."""
    assert next_open(OFFICE, oslo(moment), OSLO) == oslo(opens)
    assert is_open(OFFICE, oslo(moment), OSLO) == (moment == opens)


def test_what_never_opens_has_no_next_opening() -> None:
    """No hours, no answer."""
    assert next_open(Opening(()), oslo("2027-01-14 10:00"), OSLO) is None


def test_all_hours_of_a_week_are_covered_once() -> None:
    """A full table has neither gap nor overlap; a hole and a double are named."""
    assert gaps_and_overlaps([shift.span for shift in NIGHT]) == ([], [])
    spans = [*read_hours("mon-sun 00:00-10:00"), *read_hours("mon-sun 09:00-23:00")]
    gaps, overlaps = gaps_and_overlaps(spans)
    assert gaps[0] == Span(0, 1380, 1440)
    assert overlaps[0] == Span(0, 540, 600)


def test_a_holiday_has_sundays_duty() -> None:
    """Skjærtorsdag, a Thursday, is read by nobody in a pack without weekend duty."""
    shift = shift_at(NIGHT, oslo("2027-03-25 10:00"), OSLO)
    assert shift is not None
    assert shift.who == ()


@pytest.mark.parametrize(
    ("moment", "read"),
    [
        ("2027-01-14 10:00", "2027-01-14 10:00"),
        ("2027-01-14 20:00", "2027-01-15 08:00"),
        ("2027-01-15 20:00", "2027-01-18 08:00"),
        ("2027-03-24 20:00", "2027-03-30 08:00"),
    ],
)
def test_a_request_says_when_it_is_read(moment: str, read: str) -> None:
    """Now while somebody is there, else when somebody comes."""
    found = next_read(NIGHT, oslo(moment), OSLO)
    assert found is not None
    assert found[0] == oslo(read)


@given(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2030, 12, 31)).map(  # noqa: DTZ001 -- Hypothesis wants naive bounds; UTC is set beside it
        lambda moment: moment.replace(tzinfo=dt.UTC)
    )
)
def test_the_next_opening_is_open_and_not_in_the_past(moment: dt.datetime) -> None:
    """Also over clock changes and Christmas."""
    opens = next_open(OFFICE, moment, OSLO)
    assert opens is not None
    assert opens >= moment
    assert is_open(OFFICE, opens, OSLO)
    assert shift_at(NIGHT, moment, OSLO) is not None


@pytest.mark.parametrize(
    ("moment", "hours", "then"),
    [
        ("2027-01-14 10:00", 2, "2027-01-14 12:00"),
        ("2027-01-14 14:00", 2, "2027-01-15 10:00"),
        ("2027-01-15 14:00", 8, "2027-01-19 10:00"),
        ("2027-03-24 20:00", 1, "2027-03-30 10:00"),
    ],
)
def test_a_promise_in_working_hours_runs_only_while_open(
    moment: str, hours: int, then: str
) -> None:
    """Nights, weekends and Easter do not count."""
    after = after_open_time(OFFICE, oslo(moment), dt.timedelta(hours=hours), OSLO)
    assert after == oslo(then)
    assert after_open_time(Opening(()), oslo(moment), dt.timedelta(hours=hours), OSLO) is None


def test_the_next_day_begins_after_the_moment_even_while_open() -> None:
    """In the middle of a day it is tomorrow's opening; over a weekend and a holiday Monday's or later."""
    opening = Opening(read_hours("mon-fri 08:00-15:30"))
    oslo = ZoneInfo("Europe/Oslo")
    friday = dt.datetime(2027, 3, 12, 10, tzinfo=oslo)
    assert next_begins(opening, friday, oslo) == dt.datetime(2027, 3, 15, 8, tzinfo=oslo)
    before = dt.datetime(2027, 3, 12, 7, tzinfo=oslo)
    assert next_begins(opening, before, oslo) == dt.datetime(2027, 3, 12, 8, tzinfo=oslo)
    assert next_begins(Opening(()), friday, oslo) is None
