"""Where a case stands, and what happens next: from what has been marked."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.case_standing import Facts, Next, Stage, Standing, Step, standing

TODAY = dt.date(2027, 3, 10)
MEETING = dt.date(2027, 3, 16)
PAST = dt.date(2027, 3, 2)


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        (Facts(), Standing("received", "register")),
        (Facts(registered=True), Standing("registered", "look")),
        (Facts(step="papers"), Standing("papers", "papers")),
        (Facts(step="list"), Standing("list", "meeting", MEETING)),
        (Facts(step="meeting", day=MEETING), Standing("meeting", "meeting", MEETING)),
        (Facts(step="meeting", day=PAST), Standing("meeting", "held", PAST)),
        (
            Facts(step="offered", offer="open", answer_by=MEETING),
            Standing("offered", "answer", MEETING),
        ),
        (Facts(step="offered", offer="open", answer_by=PAST), Standing("offered", "late", PAST)),
        (Facts(step="list", offer="talk", answer_by=MEETING), Standing("talk", "talk", MEETING)),
        (Facts(step="accepted", offer="accepted"), Standing("accepted", "contract")),
        (Facts(step="declined", offer="declined"), Standing("declined", "find")),
        (Facts(step="list", offer="declined"), Standing("list", "meeting", MEETING)),
        (Facts(step="decided", offer="accepted"), Standing("decided", "nothing")),
        (Facts(step="closed"), Standing("closed", "nothing")),
    ],
)
def test_each_mark_says_what_happens_next(facts: Facts, stands: Standing) -> None:
    """An open offer says more than the step before it; a step after an answer says more than that."""
    assert standing(facts, TODAY, MEETING) == stands


@given(
    st.builds(
        Facts,
        registered=st.booleans(),
        step=st.sampled_from([None, *get_args(Step)]),
        day=st.none() | st.dates(),
        offer=st.sampled_from([None, "open", "talk", "accepted", "declined"]),
        answer_by=st.none() | st.dates(),
    ),
    st.dates(),
)
def test_whatever_is_marked_something_is_said(facts: Facts, today: dt.date) -> None:
    """Every case stands somewhere, and silence is never read as a no."""
    found = standing(facts, today, MEETING)
    assert found.stage in get_args(Stage)
    assert found.next in get_args(Next)
    if facts.offer == "open":
        assert found.stage != "declined"
