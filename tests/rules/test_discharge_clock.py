from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.discharge import STEPS, check_in_days, discharge_steps

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31))


def test_owners_are_reminded_from_twelve_weeks_to_three_days_before() -> None:
    """Registered in good time, each step has its own day."""
    steps = discharge_steps(dt.date(2027, 6, 1), dt.date(2027, 1, 4))
    assert [step.steps for step in steps] == [(one,) for one in STEPS]
    assert steps[0].day == dt.date(2027, 3, 9)
    assert steps[-1].day == dt.date(2027, 5, 29)


def test_registered_late_all_passed_steps_are_one_list_the_same_day() -> None:
    """Ten days before: twelve, eight, four and two weeks at once, then one week and three days."""
    steps = discharge_steps(dt.date(2027, 6, 11), dt.date(2027, 6, 1))
    assert steps[0].steps == ("12w", "8w", "4w", "2w")
    assert steps[0].day == dt.date(2027, 6, 1)
    assert [step.steps for step in steps[1:]] == [("1w",), ("3d",)]


def test_a_short_stay_starts_on_day_one_with_everything() -> None:
    """Under three weeks there is no time to wait."""
    steps = discharge_steps(dt.date(2027, 6, 20), dt.date(2027, 6, 1), dt.date(2027, 6, 1))
    assert [step.steps for step in steps] == [STEPS]


@given(DAYS, DAYS)
def test_every_step_goes_out_once_and_never_in_the_past(
    planned: dt.date, registered: dt.date
) -> None:
    """Whatever the dates, nothing is lost, doubled or sent before it was known."""
    steps = discharge_steps(planned, registered)
    if planned < registered:
        assert steps == ()
        return
    assert tuple(one for step in steps for one in step.steps) == STEPS
    days = [step.day for step in steps]
    assert days == sorted(set(days))
    assert all(registered <= day <= planned for day in days)


def test_after_leaving_the_person_is_asked_on_days_1_3_7_and_14() -> None:
    """Counted from the day of leaving."""
    assert check_in_days(dt.date(2027, 6, 1)) == (
        dt.date(2027, 6, 2),
        dt.date(2027, 6, 4),
        dt.date(2027, 6, 8),
        dt.date(2027, 6, 15),
    )
