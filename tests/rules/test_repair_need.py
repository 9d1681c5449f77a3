"""How much something broken needs somebody, and when one that nobody opens is said again."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.opening import Opening, is_open, read_hours
from bot.rules.repairs import NEEDS, SOON, Need, Patience, need_of, unopened

OSLO = ZoneInfo("Europe/Oslo")
OPENING = Opening(tuple(read_hours("mon-fri 08:00-15:00")))
PATIENCE = Patience(danger_minutes=30, soon_hours=3, ordinary_hours=7)


@pytest.mark.parametrize(
    ("what", "danger", "need"),
    [
        ("window", (), "ordinary"),
        ("heat", (), "soon"),
        ("door", (), "soon"),
        ("window", ("door",), "now"),
        ("other", ("water", "light"), "now"),
    ],
)
def test_danger_goes_first_and_then_what_one_cannot_live_without(
    what: str, danger: tuple[str, ...], need: str
) -> None:
    """A tick of danger is enough, whatever is broken."""
    assert need_of(what, danger) == need


def test_one_of_friday_afternoon_waits_for_monday() -> None:
    """What can wait is counted in the caretaker's hours; danger at any hour."""
    friday = dt.datetime(2027, 3, 12, 14, tzinfo=OSLO)
    first, last = unopened(friday, "soon", PATIENCE, OPENING, OSLO)
    assert first.astimezone(OSLO) == dt.datetime(2027, 3, 15, 10, tzinfo=OSLO)
    assert last.astimezone(OSLO) == dt.datetime(2027, 3, 15, 13, tzinfo=OSLO)
    night = dt.datetime(2027, 3, 13, 2, tzinfo=OSLO)
    first, last = unopened(night, "now", PATIENCE, OPENING, OSLO)
    assert (first - night, last - night) == (dt.timedelta(minutes=30), dt.timedelta(hours=1))


@given(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2029, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001 - bounds
    st.sampled_from(NEEDS),
)
def test_it_is_said_again_before_it_is_passed_on(since: dt.datetime, need: Need) -> None:
    """At any time of any year: after it began to wait, first a reminder; what can wait, in open hours."""
    first, last = unopened(since, need, PATIENCE, OPENING, OSLO)
    assert since < first < last
    if need != "now":
        # A moment earlier: the time is up as they close, at the latest.
        assert is_open(OPENING, first - dt.timedelta(microseconds=1), OSLO)
    assert SOON
