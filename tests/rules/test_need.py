"""The order of a worker's list."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.need import KINDS, NEAR, Level, Open, in_order, of_task

NOW = dt.datetime(2027, 3, 10, 9, tzinfo=dt.UTC)
residents = st.integers(1, 6)
moments = st.integers(0, 1000)
things = st.lists(st.builds(Open, residents, st.sampled_from(Level), moments), max_size=25)


@given(things, st.data())
def test_how_much_somebody_writes_moves_nobody(before: list[Open], data: st.DataObject) -> None:
    """Whoever waits may write once more, or a hundred times: the order is what it was."""
    waiting = [one for one in before if one.level == Level.WAITING]
    more = [
        Open(one.resident_id, Level.WAITING, one.since + later)
        for one, later in zip(
            waiting, data.draw(st.lists(moments, max_size=len(waiting))), strict=False
        )
        for _ in range(data.draw(st.integers(1, 4)))
    ]
    assert in_order([*before, *more]) == in_order(before)


@given(things)
def test_need_first_then_waiting_and_nobody_twice_or_left_out(before: list[Open]) -> None:
    """Everybody stands there once, no one above a greater need, nor above one who waited longer."""
    places = in_order(before)
    assert sorted(place.resident_id for place in places) == sorted(
        {one.resident_id for one in before}
    )
    for above, below in itertools.pairwise(places):
        assert (above.level, above.since) <= (below.level, below.since)


@given(things, st.permutations(list(range(25))))
def test_in_whatever_order_it_came(before: list[Open], turned: list[int]) -> None:
    """The same things in another order are the same list."""
    other = [before[one] for one in turned if one < len(before)]
    assert in_order(other) == in_order(before)


def test_the_order_of_needs_is_the_issues() -> None:
    """Tonight, danger, urgent, letter or deadline, discharge, waiting."""
    assert [level.name for level in sorted(Level)] == [
        "TONIGHT", "DANGER", "URGENT", "DEADLINE", "DISCHARGE", "WAITING",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_task_with_a_need_counts_whenever_it_is_due(kind: str) -> None:
    """Its kind decides, with or without a day."""
    assert of_task(kind, None, NOW) == of_task(kind, NOW + 10 * NEAR, NOW) == KINDS[kind]


@pytest.mark.parametrize(
    ("due_at", "level"),
    [
        (None, None),
        (NOW + NEAR + dt.timedelta(seconds=1), None),
        (NOW + NEAR, Level.DEADLINE),
        (NOW - NEAR, Level.DEADLINE),
    ],
)
def test_any_other_task_counts_when_its_day_is_near(
    due_at: dt.datetime | None, level: Level | None
) -> None:
    """Within three days, or late."""
    assert of_task("call", due_at, NOW) == level
