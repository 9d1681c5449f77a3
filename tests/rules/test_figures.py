"""Figures: intervals that hold, a plot one can read, and silence about fewer than five people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.figures import Share, Waits, median_interval, share_line, waits_line, wilson


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilsons_interval(hits: int, of: int, low: float, high: float) -> None:
    """Published values, also for none and all."""
    assert wilson(hits, of) == pytest.approx((low, high), abs=0.0005)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share(numbers: tuple[int, int]) -> None:
    """Between nothing and all, around the share itself."""
    hits, of = numbers
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of <= high <= 1


def test_a_line_says_share_interval_plot_and_numbers() -> None:
    """One line a figure."""
    line = share_line(Share("appointments confirmed", 60, 100, 20, 12))
    assert line.split("|")[0].split() == ["appointments", "confirmed", "60%", "[50%-69%]"]
    assert line.split("|")[1].index("o") == 24
    assert line.endswith("| 60 of 100")


@pytest.mark.parametrize(("with_", "without"), [(4, 100), (100, 1), (3, 0), (2, 2)])
def test_nothing_is_told_of_fewer_than_five_people(with_: int, without: int) -> None:
    """On either side: four who missed one are as much a group as four in all."""
    line = share_line(Share("missed", 7, 20, with_, without))
    assert line.endswith("not shown: fewer than 5 people")
    assert "7" not in line


def test_nobody_is_no_group() -> None:
    """«None of 30» says nothing of anybody."""
    assert share_line(Share("missed", 0, 30, 0, 12)).endswith("0 of 30")
    assert share_line(Share("missed", 0, 0, 0, 0)).endswith("nothing yet")


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=200))
def test_a_medians_interval_holds_it(hours: list[float]) -> None:
    """Both ends are among the values."""
    middle, low, high = median_interval(hours)
    assert low <= middle <= high
    assert {low, high} <= set(hours)


def test_waits() -> None:
    """Hours until somebody had been in touch."""
    assert waits_line(Waits("contact", (), 0)).endswith("nothing yet")
    assert waits_line(Waits("contact", (1.0, 2.0), 4)).endswith("fewer than 5 people")
    assert "2 h [1-9]" in waits_line(Waits("contact", (1.0, 2.0, 2.0, 3.0, 9.0), 5))
