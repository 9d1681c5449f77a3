from __future__ import annotations

import datetime as dt

from bot.rules.silence import contact_nudge_at, decision_warnings

START = dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC)


def day(number: int) -> dt.datetime:
    """So many days after the start."""
    return START + dt.timedelta(days=number)


def test_a_worker_is_nudged_seven_days_after_both_have_spoken() -> None:
    """One side writing into silence is no contact."""
    assert contact_nudge_at(None, None, START) == day(7)
    assert contact_nudge_at(day(3), day(5), START) == day(10)
    assert contact_nudge_at(day(3), None, START) == day(7)


def test_contact_made_outside_the_chat_counts() -> None:
    """A later `since`, told by the worker, moves the nudge."""
    assert contact_nudge_at(day(1), day(2), day(6)) == day(13)


def test_time_without_a_phone_is_not_silence() -> None:
    """What is held does not count; what ended before does not move it."""
    assert contact_nudge_at(None, None, START, ((day(2), day(12)),)) == day(17)
    assert contact_nudge_at(None, None, START, ((day(-9), day(-2)),)) == day(7)
    assert contact_nudge_at(None, None, START, ((day(8), day(20)),)) == day(7)
    assert contact_nudge_at(None, None, START, ((day(-3), day(2)),)) == day(9)


def test_help_without_a_decision_warns_on_days_ten_and_twelve() -> None:
    """Before the fourteen days are over."""
    assert decision_warnings(START) == (day(10), day(12))
