"""A time of day as people write it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.steps.clock import Clock, read_clock


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("14.30", dt.time(14, 30)),
        ("kl. 9", dt.time(9)),
        ("klokka 9:15", dt.time(9, 15)),
        ("0900", dt.time(9)),
        ("930", dt.time(9, 30)),
        ("14", dt.time(14)),
        ("14,05", dt.time(14, 5)),
        ("02.00", dt.time(2)),
    ],
)
def test_a_clock_is_read(words: str, at: dt.time) -> None:
    """With or without «kl.», colon, dot or nothing between."""
    assert read_clock(words) == at


@pytest.mark.parametrize(
    "words", ["25.90", "24.00", "to", "2", "5.30", "halv tre", "14-15", "1", "14.60"]
)
def test_what_is_no_clock_or_could_be_two_is_asked_about_again(words: str) -> None:
    """«2» may be at night or in the afternoon: nobody is called in at night by a guess."""
    assert read_clock(words) is None


@given(st.text(max_size=30))
def test_anything_may_be_typed(words: str) -> None:
    """It is a time of day that can be stored, or nothing."""
    at = read_clock(words)
    assert at is None or Clock(question="?").fits(f"{at:%H:%M}")
