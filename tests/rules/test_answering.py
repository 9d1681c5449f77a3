"""Who is reminded of unanswered words, and when: never outside hours, never twice, always somebody."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.answering import COORDINATORS, Next, Promise, Reminded, next_reminder
from bot.rules.opening import Opening, is_open, read_hours

OSLO = ZoneInfo("Europe/Oslo")
MARI, JONAS = 1, 2
HOURS = Opening(read_hours("mon-fri 08:30-15:30"))
PROMISE = Promise(dt.timedelta(hours=8), dt.timedelta(hours=2), HOURS, OSLO)


def oslo(*local: int) -> dt.datetime:
    """A moment by the clocks of Oslo."""
    return dt.datetime(*local, tzinfo=OSLO)  # type: ignore[arg-type, misc]  # year, month, day, ...


def test_worker_then_stand_in_then_coordinators_then_each_open_day() -> None:
    """The promise counts open hours; each next one has as long as urgent things may take."""
    since = oslo(2027, 3, 10, 10)
    told: tuple[Reminded, ...] = ()
    expected = [
        Next(MARI, oslo(2027, 3, 11, 11)),
        Next(JONAS, oslo(2027, 3, 11, 13)),
        Next(COORDINATORS, oslo(2027, 3, 11, 15)),
        Next(COORDINATORS, oslo(2027, 3, 12, 8, 30)),
        Next(COORDINATORS, oslo(2027, 3, 15, 8, 30)),
    ]
    for one in expected:
        assert next_reminder(since, (MARI, JONAS), told, PROMISE) == one
        told = (*told, Reminded(one.who, one.at))


def test_what_is_urgent_has_the_urgent_promise() -> None:
    """Two open hours instead of eight; at closing time it is the next opening."""
    at = next_reminder(oslo(2027, 3, 10, 10), (MARI,), (), PROMISE, urgent=True).at
    assert at == oslo(2027, 3, 10, 12)
    at = next_reminder(oslo(2027, 3, 10, 13, 30), (MARI,), (), PROMISE, urgent=True).at
    assert at == oslo(2027, 3, 11, 8, 30)


def test_a_new_owner_is_reminded_although_the_old_one_was() -> None:
    """Handed over while it waits: the new worker is next, and the old one is not asked again."""
    told = (Reminded(MARI, oslo(2027, 3, 11, 11)),)
    assert next_reminder(oslo(2027, 3, 10, 10), (JONAS,), told, PROMISE).who == JONAS


def test_easter_is_no_working_time() -> None:
    """From Wednesday noon before Maundy Thursday it goes on the Tuesday after."""
    found = next_reminder(oslo(2027, 3, 24, 12), (MARI,), (), PROMISE)
    assert found.at == oslo(2027, 3, 30, 13)


# Both clock changes, Easter, Christmas and the holidays of May lie in it.
moments = st.datetimes(
    # Hypothesis takes bounds without a zone.
    dt.datetime(2026, 10, 20),  # noqa: DTZ001 -- see above
    dt.datetime(2027, 11, 5),  # noqa: DTZ001 -- see above
    timezones=st.just(dt.UTC),
)
openings = st.sampled_from(
    [
        HOURS,
        Opening(read_hours("mon-thu 09:00-15:00")),
        Opening(read_hours("mon-sun 22:00-08:00"), closed_on_holidays=False),
        Opening(read_hours("tue-tue 12:00-12:30"), closed_days=frozenset({dt.date(2027, 2, 2)})),
    ]
)
promises = st.builds(
    Promise,
    st.integers(1, 24).map(lambda n: dt.timedelta(hours=n)),
    st.integers(1, 6).map(lambda n: dt.timedelta(hours=n)),
    openings,
    st.just(OSLO),
)


@given(
    moments,
    promises,
    st.lists(st.lists(st.integers(1, 4), max_size=3, unique=True), min_size=8, max_size=8),
    st.booleans(),
)
def test_always_somebody_next_in_hours_and_nobody_twice(
    since: dt.datetime, promise: Promise, ladders: list[list[int]], urgent: bool
) -> None:
    """Whoever owns it meanwhile: each reminder later than the last, and the coordinators in the end."""
    told: tuple[Reminded, ...] = ()
    for ladder in ladders:
        found = next_reminder(since, tuple(ladder), told, promise, urgent=urgent)
        assert is_open(promise.opening, found.at, promise.tz)
        assert found.at > (told[-1].at if told else since)
        named = [one.who for one in told if one.who != COORDINATORS]
        assert found.who not in named
        if any(one.who == COORDINATORS for one in told):
            assert found.who == COORDINATORS
            local = [one.at.astimezone(OSLO).date() for one in (told[-1], found)]
            assert local[0] < local[1], "once a day"
        told = (*told, Reminded(found.who, found.at))
