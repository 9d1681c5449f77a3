"""A stay as rows: each owner told in time and once, in open hours; check-ins only while somebody reads."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.answering import Promise
from bot.rules.calendar import local_day, local_moment
from bot.rules.discharge import STEPS
from bot.rules.discharge_plan import (
    ASK,
    OUT,
    OVER,
    OWN,
    OWNERS,
    DischargeFact,
    near_at,
    plan_discharge,
)
from bot.rules.opening import Opening, is_open, read_hours
from bot.rules.reminders import Settings
from bot.rules.safe_hours import Safe, allowed

OSLO = ZoneInfo("Europe/Oslo")
SETTINGS = Settings(OSLO)
OPENING = Opening(read_hours("mon-fri 08:00-15:00"))
PROMISE = Promise(dt.timedelta(hours=14), dt.timedelta(hours=4), OPENING, OSLO)
FAR = dt.timedelta(days=3000)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31))
MOMENTS = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minutes: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)
SAFE: st.SearchStrategy[Safe] = st.sampled_from(("any", "daytime", "not_evenings"))


def oslo(text: str) -> dt.datetime:
    """A moment from local wall time."""
    wall = dt.datetime.fromisoformat(text)
    return local_moment(wall.date(), wall.time(), OSLO)


def rings(fact: DischargeFact, rule: str) -> dict[str, str]:
    """When each of a rule is due, in local time, by occurrence."""
    return {
        one.occurrence: f"{one.due_at.astimezone(OSLO):%Y-%m-%d %H:%M}"
        for one in plan_discharge(fact, fact.since, FAR, PROMISE, SETTINGS)
        if one.rule == rule
    }


def test_owners_are_told_on_the_last_open_day_of_each_step() -> None:
    """Twelve weeks before Tuesday 1 June is told at opening; three days before is a Saturday: the Friday."""
    fact = DischargeFact(1, 0, oslo("2027-01-04 12:00"), dt.date(2027, 6, 1))
    assert rings(fact, OWNERS) == {
        "12w": "2027-03-09 08:00",
        "8w": "2027-04-06 08:00",
        "4w": "2027-05-04 08:00",
        "2w": "2027-05-18 08:00",
        "1w": "2027-05-25 08:00",
        "3d": "2027-05-28 08:00",
    }


def test_told_late_the_steps_that_have_passed_are_one_row_at_once() -> None:
    """Ten days before, on a Saturday night: now, and not on Monday."""
    fact = DischargeFact(1, 0, oslo("2027-06-05 22:10"), dt.date(2027, 6, 15))
    found = rings(fact, OWNERS)
    assert found["12w+8w+4w+2w"] == "2027-06-05 22:10"
    assert list(found) == ["12w+8w+4w+2w", "1w", "3d"]


def test_a_short_stay_is_one_list_on_day_one() -> None:
    """Under three weeks from the day they came there is no time to wait."""
    fact = DischargeFact(
        1, 0, oslo("2027-06-01 12:00"), dt.date(2027, 6, 20), came=dt.date(2027, 6, 1)
    )
    assert rings(fact, OWNERS) == {"+".join(STEPS): "2027-06-01 12:00"}


def test_check_ins_wait_for_a_day_on_which_somebody_reads() -> None:
    """Out on a Thursday: the day after; day 3 is a Sunday and waits for the Monday."""
    fact = DischargeFact(1, 0, oslo("2027-06-01 12:00"), dt.date(2027, 6, 3))
    assert rings(fact, ASK) == {
        "1": "2027-06-04 10:00",
        "3": "2027-06-07 08:00",
        "7": "2027-06-10 10:00",
        "14": "2027-06-17 10:00",
    }
    no = DischargeFact(1, 0, oslo("2027-06-01 12:00"), dt.date(2027, 6, 3), asks=False)
    assert rings(no, ASK) == {}


def test_two_check_ins_never_come_on_one_day() -> None:
    """Over Easter day 1 and day 3 would both be the Tuesday after it."""
    fact = DischargeFact(1, 0, oslo("2027-03-01 12:00"), dt.date(2027, 3, 26))
    found = rings(fact, ASK)
    assert list(found) == ["3", "7", "14"]
    assert found["3"] == "2027-03-30 08:00"


def test_out_before_the_day_nothing_ahead_of_it_is_left() -> None:
    """Only being asked afterwards, and the end of the list."""
    fact = DischargeFact(1, 1, oslo("2027-06-01 12:00"), dt.date(2027, 6, 1), left=True)
    found = plan_discharge(fact, fact.since, FAR, PROMISE, SETTINGS)
    assert {one.rule for one in found} == {ASK, OVER}


def test_without_a_day_owners_are_reminded_that_it_is_not_set() -> None:
    """Every fourth week, so that nobody lies there with nobody thinking of it."""
    fact = DischargeFact(1, 0, oslo("2027-06-01 12:00"), None)
    found = plan_discharge(fact, fact.since, dt.timedelta(days=60), PROMISE, SETTINGS)
    assert [(one.rule, one.occurrence) for one in found] == [
        (OWNERS, "unset1"),
        (OWNERS, "unset2"),
    ]


def test_it_is_near_from_the_fourteenth_day_before() -> None:
    """From midnight where the municipality is."""
    assert near_at(dt.date(2027, 6, 15), SETTINGS) == oslo("2027-06-01 00:00")


@settings(max_examples=300)
@given(DAYS, MOMENTS, MOMENTS, SAFE, st.none() | DAYS, st.booleans())
def test_once_in_time_and_while_somebody_works(
    leaves: dt.date,
    since: dt.datetime,
    now: dt.datetime,
    safe: Safe,
    came: dt.date | None,
    left: bool,
) -> None:
    """No row twice, none before it was told, none after its use; the same again if planned again."""
    fact = DischargeFact(1, 0, since, leaves, came=came, left=left, safe=safe)
    found = plan_discharge(fact, now, FAR, PROMISE, SETTINGS)
    assert len({one.key for one in found}) == len(found)
    again = plan_discharge(fact, now + dt.timedelta(days=1), FAR, PROMISE, SETTINGS)
    assert set(again) <= set(found) | set(again)
    by_key = {one.key: one for one in found}
    for one in again:
        assert by_key.get(one.key, one) == one
    for one in found:
        assert one.due_at >= since.replace(microsecond=0)
        assert one.due_at < one.useless_after
        if one.rule == OWN:
            assert allowed(one.due_at, safe, OSLO)
        if one.rule in {ASK, OUT} or (one.rule == OWNERS and one.due_at > since):
            assert is_open(OPENING, one.due_at, OSLO)
        if one.rule in {OWNERS, OWN}:
            assert local_day(one.due_at, OSLO) <= leaves
