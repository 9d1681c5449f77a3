"""How much is enough: hard things in daytime, the day's third together with others, and putting off."""

from __future__ import annotations

import datetime as dt
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.outgoing import Purpose
from bot.rules.calendar import is_working_day, local_day
from bot.rules.pace import UNASKED, put_off, safe_for, wait_for_evening
from bot.rules.safe_hours import Safe, allowed

OSLO = ZoneInfo("Europe/Oslo")
SAFE: st.SearchStrategy[Safe] = st.sampled_from(("any", "daytime", "not_evenings"))
MOMENTS = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minutes: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)
USES = st.integers(0, 60 * 24 * 10).map(lambda minutes: dt.timedelta(minutes=minutes))


def oslo(text: str) -> dt.datetime:
    """A moment from local wall time."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(dt.UTC)


def test_hard_things_keep_to_daytime_unless_the_person_says_otherwise() -> None:
    """Money and deadlines; an appointment comes whenever the person called safe."""
    assert safe_for("rent", "any") == safe_for("deadline", "not_evenings") == "daytime"
    assert safe_for("rent", "any", hard_any_time=True) == "any"
    assert safe_for("appointment", "any") == "any"


@pytest.mark.parametrize(
    ("unasked", "now", "ends", "until"),
    [
        (1, "2027-03-10 10:00", "2027-03-12 10:00", None),
        (2, "2027-03-10 10:00", "2027-03-12 10:00", "2027-03-10 22:30"),
        (5, "2027-03-10 22:40", "2027-03-12 10:00", None),
        (2, "2027-03-10 10:00", "2027-03-10 20:00", None),
        (2, "2027-03-28 10:00", "2027-03-30 10:00", "2027-03-28 22:30"),
    ],
)
def test_the_days_third_waits_for_the_evening(
    unasked: int, now: str, ends: str, until: str | None
) -> None:
    """Two go out at once; the third waits unless its use ends sooner, or it is evening already."""
    found = wait_for_evening("reminder", unasked, oslo(now), oslo(ends), "any", OSLO)
    assert found == (oslo(until) if until else None)


@given(st.sampled_from(get_args(Purpose)), st.integers(0, 9), MOMENTS, USES, SAFE)
def test_waiting_costs_nothing_its_use_and_only_reminders_wait(
    purpose: str, unasked: int, now: dt.datetime, use: dt.timedelta, safe: Safe
) -> None:
    """Whatever the day: a reminder waits to an allowed hour of it, before its use ends; nothing else waits."""
    until = wait_for_evening(purpose, unasked, now, now + use, safe, OSLO)
    if until is not None:
        assert purpose == "reminder"
        assert unasked >= 2
        assert now < until < now + use
        assert allowed(until, safe, OSLO)
        assert local_day(until, OSLO) == local_day(now, OSLO)


@given(st.lists(st.tuples(st.sampled_from(get_args(Purpose)), st.integers(0, 24 * 60 - 1), USES)))
@example([("reminder", 0, dt.timedelta(hours=23))] * 3)
def test_on_no_day_do_reminders_ring_a_third_time_before_the_evening(
    said: list[tuple[str, int, dt.timedelta]],
) -> None:
    """Whatever is said in whatever order: news at once, and a third reminder by day only if it had no time."""
    midnight = oslo("2027-03-10 00:00")
    ends = midnight + dt.timedelta(hours=22, minutes=30)
    rang = 0
    for purpose, minute, use in sorted(said, key=lambda one: one[1]):
        now = midnight + dt.timedelta(minutes=minute)
        until = wait_for_evening(purpose, rang, now, now + use, "any", OSLO)
        if purpose == "reminder" and rang >= 2 and now < ends < now + use:
            assert until == ends
        else:
            assert until is None
        rang += purpose in UNASKED and until is None


@given(st.sampled_from(["hours", "later", "tomorrow"]), MOMENTS, USES, SAFE)
def test_what_is_put_off_comes_at_an_allowed_hour_while_it_is_of_use(
    choice: str, now: dt.datetime, use: dt.timedelta, safe: Safe
) -> None:
    """Never in quiet hours, never after its use, never before now; in daytime only on working days."""
    moment = put_off(choice, now, now + use, safe, OSLO)
    if moment is not None:
        assert now < moment < now + use
        assert allowed(moment, safe, OSLO)
        if safe == "daytime":
            assert is_working_day(local_day(moment, OSLO))


@given(MOMENTS, SAFE)
def test_later_today_is_today_while_there_is_an_hour_left(now: dt.datetime, safe: Safe) -> None:
    """«Senere i dag» means today where today has an hour left."""
    moment = put_off("later", now, now + dt.timedelta(days=20), safe, OSLO)
    assert moment is not None
    if allowed(now, safe, OSLO) and allowed(now + dt.timedelta(hours=1, minutes=1), safe, OSLO):
        assert local_day(moment, OSLO) == local_day(now, OSLO)
