from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import local_moment
from bot.rules.reminders import Due
from bot.rules.safe_hours import Safe, allowed
from bot.rules.sending import LetGo, SendNow, WaitUntil, when_due

OSLO = ZoneInfo("Europe/Oslo")


def oslo(text: str) -> dt.datetime:
    """A moment from local wall time."""
    wall = dt.datetime.fromisoformat(text)
    return local_moment(wall.date(), wall.time(), OSLO)


def due(at: str, useless: str) -> Due:
    """An appointment's reminder in local time."""
    return Due("appointment.before", 1, "1d", 1, oslo(at), "appointment", oslo(useless))


REMINDER = due("2027-01-13 14:00", "2027-01-14 14:00")


def test_a_reminder_goes_out_when_it_is_due() -> None:
    """At its time, in allowed hours, with nobody talking."""
    assert when_due(REMINDER, oslo("2027-01-13 14:00"), safe="any", tz=OSLO) == SendNow()


def test_a_reminder_before_its_time_waits_for_it() -> None:
    """Asked too early, it says when."""
    verdict = when_due(REMINDER, oslo("2027-01-13 12:00"), safe="any", tz=OSLO)
    assert verdict == WaitUntil(oslo("2027-01-13 14:00"))


def test_after_an_outage_it_goes_at_the_next_allowed_time() -> None:
    """The machine comes back at three in the night; the reminder comes at seven."""
    verdict = when_due(REMINDER, oslo("2027-01-14 03:00"), safe="any", tz=OSLO)
    assert verdict == WaitUntil(oslo("2027-01-14 07:00"))


def test_after_a_24_hour_outage_what_has_begun_is_let_go() -> None:
    """Once the appointment has begun, nobody is reminded of it."""
    verdict = when_due(REMINDER, oslo("2027-01-14 14:00"), safe="any", tz=OSLO)
    assert verdict == LetGo("no_longer_of_use")


def test_without_an_allowed_time_left_it_is_let_go() -> None:
    """At night, before an appointment at 06:30, no allowed moment comes."""
    reminder = due("2027-01-13 06:30", "2027-01-14 06:30")
    verdict = when_due(reminder, oslo("2027-01-14 01:00"), safe="any", tz=OSLO)
    assert verdict == LetGo("no_allowed_time_left")


def test_it_does_not_break_into_a_conversation() -> None:
    """It waits until twenty minutes after the last activity."""
    now = oslo("2027-01-13 14:00")
    verdict = when_due(REMINDER, now, safe="any", tz=OSLO, last_activity=oslo("2027-01-13 13:55"))
    assert verdict == WaitUntil(oslo("2027-01-13 14:15"))


def test_it_breaks_in_rather_than_come_too_late() -> None:
    """When the pause would outlast its use, it goes now."""
    now = oslo("2027-01-14 13:50")
    verdict = when_due(REMINDER, now, safe="any", tz=OSLO, last_activity=oslo("2027-01-14 13:49"))
    assert verdict == SendNow()


def test_a_conversation_at_night_does_not_cost_a_reminder_its_use() -> None:
    """Where the pause runs into hours that are not safe, and no safe ones are left, it goes now."""
    reminder = due("2027-01-13 15:50", "2027-01-14 08:30")
    verdict = when_due(
        reminder,
        oslo("2027-01-13 15:50"),
        safe="daytime",
        tz=OSLO,
        last_activity=oslo("2027-01-13 15:45"),
    )
    assert verdict == SendNow()


@given(
    st.integers(0, 60 * 24 * 10),
    st.integers(1, 60 * 24 * 5),
    st.integers(0, 60 * 24 * 8),
    st.none() | st.integers(0, 60 * 24),
    st.sampled_from(["any", "daytime", "not_evenings"]),
    st.sampled_from(["2027-03-25 00:00", "2027-10-28 00:00", "2026-12-23 00:00"]),
)
def test_every_verdict_keeps_quiet_hours_and_use(
    at: int, use: int, asked: int, active: int | None, safe: Safe, around: str
) -> None:
    """Sent only while allowed and of use; waiting ends at such a moment and settles in few steps."""
    due_at = oslo(around) + dt.timedelta(minutes=at)
    reminder = Due("r", 1, "1d", 1, due_at, "appointment", due_at + dt.timedelta(minutes=use))
    now = oslo(around) + dt.timedelta(minutes=asked)
    last = None if active is None else now - dt.timedelta(minutes=active)
    for _ in range(4):
        verdict = when_due(reminder, now, safe=safe, tz=OSLO, last_activity=last)
        if not isinstance(verdict, WaitUntil):
            break
        assert verdict.at > now
        assert verdict.at < reminder.useless_after
        assert allowed(verdict.at, safe, OSLO)
        now = verdict.at
    assert not isinstance(verdict, WaitUntil)
    if verdict == SendNow():
        assert allowed(now, safe, OSLO)
        assert due_at <= now < reminder.useless_after
