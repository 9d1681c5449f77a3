from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import is_working_day
from bot.rules.deadlines import (
    appeal_deadline,
    appeal_never_after,
    bostotte_reminder_day,
    preliminary_answer_due,
    strictest_letter_deadline,
)


@pytest.mark.parametrize(
    ("notified", "deadline"),
    [
        (dt.date(2027, 3, 4), dt.date(2027, 3, 30)),
        (dt.date(2027, 4, 26), dt.date(2027, 5, 18)),
        (dt.date(2026, 11, 19), dt.date(2026, 12, 10)),
    ],
)
def test_an_appeal_runs_three_weeks_and_moves_from_holidays(
    notified: dt.date, deadline: dt.date
) -> None:
    """Skjærtorsdag moves to Tuesday, 17 May to 18 May, and an ordinary Thursday stays."""
    assert appeal_deadline(notified) == deadline


@given(st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31)))
def test_an_appeal_deadline_is_never_short_and_never_on_a_closed_day(notified: dt.date) -> None:
    """At least three weeks, at most a handful of closed days more, and always a working day."""
    deadline = appeal_deadline(notified)
    assert is_working_day(deadline)
    assert dt.timedelta(21) <= deadline - notified <= dt.timedelta(26)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (dt.date(2027, 1, 31), dt.date(2027, 2, 28)),
        (dt.date(2027, 1, 31).replace(year=2028), dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 15), dt.date(2027, 1, 15)),
    ],
)
def test_a_preliminary_answer_is_due_after_one_month(received: dt.date, due: dt.date) -> None:
    """The same date a month on, or the last day of a shorter month."""
    assert preliminary_answer_due(received) == due


def test_no_appeal_is_taken_after_a_year() -> None:
    """One year on, also from a leap day."""
    assert appeal_never_after(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)


def test_an_unread_letter_gives_fourteen_days_from_the_day_it_came() -> None:
    """The strictest reading: not moved, even onto 17 May."""
    assert strictest_letter_deadline(dt.date(2027, 5, 3)) == dt.date(2027, 5, 17)


def test_bostotte_is_reminded_of_by_the_22nd() -> None:
    """Before Easter 2027 on Monday 22 March; 22 May 2027 is a Saturday and moves back."""
    assert bostotte_reminder_day(2027, 3) == dt.date(2027, 3, 22)
    assert bostotte_reminder_day(2027, 5) == dt.date(2027, 5, 21)
