"""«Til arkiv / ikke til arkiv»: what is said of the smallest part counts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.archive import Marks, days_of, week_of

MAYBE = st.none() | st.booleans()


@given(st.booleans(), MAYBE, MAYBE, MAYBE)
def test_the_smallest_part_counts(
    default: bool, thread: bool | None, week: bool | None, message: bool | None
) -> None:
    """A message before its week, its week before the thread, the thread before the municipality."""
    weeks = {} if week is None else {"2027-W10": week}
    messages = {} if message is None else {7: message}
    marks = Marks(default, thread, weeks, messages)
    said = [one for one in (message, week, thread, default) if one is not None]
    assert marks.goes(7, "2027-W10") is said[0]
    others = thread if thread is not None else default
    assert marks.goes(8, "2027-W11") is others
    assert marks.thread_goes is others


@given(st.dates(dt.date(2000, 1, 4), dt.date(2100, 1, 1)))
def test_a_week_is_found_again_by_its_name(day: dt.date) -> None:
    """From Monday to Sunday, across the turn of the year."""
    monday, sunday = days_of(week_of(day))
    assert monday <= day <= sunday
    assert (monday.isoweekday(), sunday.isoweekday()) == (1, 7)


@pytest.mark.parametrize("name", ["", "2027", "2027-W54", "2027-W00", "x-W10"])
def test_what_names_no_week_is_refused(name: str) -> None:
    """Forged button data does not become a week."""
    with pytest.raises(ValueError, match=r"week|match|time data|W"):
        days_of(name)
