from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pack import (
    Pack,
    answers_now,
    areas,
    cards,
    load,
    next_meeting,
    papers,
    posts_at,
    show_hours,
    tonight_next_read,
    values,
    worker_opening,
)
from bot.rules.calendar import is_working_day, local_moment
from bot.rules.opening import is_open

OSLO = ZoneInfo("Europe/Oslo")
FJORDVIK = load("fjordvik")
LILLEVIK = load("lillevik")
BOTH = pytest.mark.parametrize("pack", [FJORDVIK, LILLEVIK], ids=["fjordvik", "lillevik"])
LANGUAGES = ("nb", "nn", "en", "uk", "ar", "ti", "so", "xx")
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31))


def oslo(text: str) -> dt.datetime:
    """A moment from local wall time."""
    wall = dt.datetime.fromisoformat(text)
    return local_moment(wall.date(), wall.time(), OSLO)


@pytest.mark.parametrize(
    ("today", "meeting"),
    [
        (dt.date(2026, 11, 22), dt.date(2026, 12, 1)),
        (dt.date(2026, 12, 1), dt.date(2026, 12, 1)),
        (dt.date(2026, 12, 2), dt.date(2027, 1, 5)),
        (dt.date(2029, 5, 1), dt.date(2029, 5, 2)),
        (dt.date(2029, 5, 2), dt.date(2029, 5, 2)),
    ],
)
def test_fjordvik_meets_on_the_first_tuesday(today: dt.date, meeting: dt.date) -> None:
    """Monthly, today included; a Tuesday that is 1 May moves a day."""
    assert next_meeting(FJORDVIK, today) == meeting


@pytest.mark.parametrize(
    ("today", "meeting"),
    [
        (dt.date(2025, 6, 1), dt.date(2026, 1, 8)),
        (dt.date(2026, 1, 9), dt.date(2026, 1, 22)),
        (dt.date(2026, 4, 2), dt.date(2026, 4, 7)),
        (dt.date(2026, 4, 8), dt.date(2026, 4, 16)),
    ],
)
def test_lillevik_meets_every_fortnight(today: dt.date, meeting: dt.date) -> None:
    """Counted from the first; Skjærtorsdag 2026 moves past Easter and does not shift the rest."""
    assert next_meeting(LILLEVIK, today) == meeting


@given(DAYS, st.sampled_from([FJORDVIK.id, LILLEVIK.id]))
def test_the_next_meeting_is_a_working_day_that_comes_soon(today: dt.date, name: str) -> None:
    """Never in the past, never on a closed day, and still the next one on the day before it."""
    pack = FJORDVIK if name == "fjordvik" else LILLEVIK
    meeting = next_meeting(pack, today)
    assert meeting >= today
    assert is_working_day(meeting)
    assert (meeting - today).days <= 38
    assert next_meeting(pack, meeting) == meeting


@pytest.mark.parametrize(
    ("moment", "who"),
    [
        ("2027-01-14 10:00", ["reception", "duty-room", "coordinator"]),
        ("2027-01-14 16:00", ["duty-room", "coordinator"]),
        ("2027-01-14 03:00", ["duty-room"]),
        ("2027-03-25 10:00", ["duty-room", "coordinator"]),
        ("2027-03-28 03:30", ["duty-room"]),
        ("2027-10-31 02:30", ["duty-room"]),
    ],
)
def test_fjordvik_has_somebody_every_hour(moment: str, who: list[str]) -> None:
    """By day, evening, night, on a holiday and in both clock changes; in the order they are asked."""
    assert [post.id for post in posts_at(FJORDVIK, oslo(moment))] == who
    assert tonight_next_read(FJORDVIK, oslo(moment)) == oslo(moment)


def test_lillevik_says_that_nobody_reads_at_night_and_whom_to_ring() -> None:
    """Saturday night: nobody before Monday at eight, and the number that answers now."""
    night = oslo("2027-01-16 22:00")
    assert posts_at(LILLEVIK, night) == ()
    assert tonight_next_read(LILLEVIK, night) == oslo("2027-01-18 08:00")
    said = values(LILLEVIK, "nb", night)
    assert said["tonight_reader"] == "ingen"
    assert said["tonight_next_read"] == "mandag 18. januar kl. 08.00"
    assert said["tonight_phone"] == "116 117"
    by_day = values(LILLEVIK, "en", oslo("2027-01-18 09:00"))
    assert by_day["tonight_phone"] == "00 00 00 22"
    assert by_day["tonight_reader"] == "the service desk"


@BOTH
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_documented_placeholder_has_a_value(pack: Pack, language: str) -> None:
    """The table in the docstring is what is given, in every language, never empty."""
    table = (values.__doc__ or "").split("=====\n")[1].splitlines()
    names = {
        name.strip(",")
        for line in table
        if line.startswith("    ") and not line.strip().startswith("=")
        for name in line[:26].split()
    }
    given_values = values(pack, language, oslo("2027-01-14 10:00"))
    assert set(given_values) == names
    assert all(value.strip() for value in given_values.values())


def test_dates_stand_in_the_readers_language() -> None:
    """In full words: weekday and date."""
    now = oslo("2026-11-22 12:00")
    assert values(FJORDVIK, "nb", now)["next_meeting"] == "tirsdag 1. desember"
    assert values(FJORDVIK, "nn", now)["next_meeting"] == "tysdag 1. desember"
    assert values(FJORDVIK, "en", now)["next_meeting"] == "Tuesday 1 December"
    assert values(FJORDVIK, "nb", now)["next_worker_hours"] == "mandag 23. november kl. 08.30"


def test_hours_are_said_in_words() -> None:
    """Weekdays by name; always is said so."""
    assert show_hours(("mon-fri 09:00-15:00",), "nb") == "mandag til fredag 09.00–15.00"
    assert show_hours(("mon 10:00-14:00",), "en") == "Monday 10:00–14:00"
    assert show_hours(("mon-sun 00:00-24:00",), "nb") == "hele døgnet"
    assert show_hours(("mon-sun 20:00-09:00",), "en") == "every day 20:00–09:00"
    twice = ("mon-fri 11:00-14:30", "mon-fri 15:00-18:00")
    assert show_hours(twice, "nb") == "mandag til fredag 11.00–14.30 og 15.00–18.00"


def test_lists_for_flows_keep_the_packs_order_and_language() -> None:
    """Areas and papers by id."""
    assert list(areas(FJORDVIK, "nb"))[:2] == ["centre", "east"]
    assert areas(FJORDVIK, "en")["east"] == "The east side"
    assert areas(LILLEVIK, "nb")["shore"] == "Stranda"
    assert papers(FJORDVIK, "nb")["tax"] == "Siste skattemelding"


def test_a_card_that_nobody_has_checked_for_long_is_not_shown() -> None:
    """Shown while fresh, gone after the pack's limit."""
    assert [card.id for card in cards(FJORDVIK, "arrears", dt.date(2026, 12, 1))] == [
        "ladder-1",
        "ladder-2",
        "ladder-3",
    ]
    assert cards(FJORDVIK, "arrears", dt.date(2028, 1, 1)) == ()


def test_a_number_is_answered_by_its_own_hours() -> None:
    """An office keeps holidays and the pack's closed days, a line for the night does not."""
    office, night = FJORDVIK.office.phone, FJORDVIK.tonight.phone
    assert answers_now(FJORDVIK, office, oslo("2027-01-14 10:00"))
    for closed in ("2027-03-25 10:00", "2026-12-24 10:00", "2027-01-14 16:00"):
        assert not answers_now(FJORDVIK, office, oslo(closed))
        assert answers_now(FJORDVIK, night, oslo(closed))


def test_workers_are_away_on_holidays_and_closed_days() -> None:
    """Their hours are the pack's."""
    hours = worker_opening(LILLEVIK)
    assert is_open(hours, oslo("2027-01-14 10:00"), OSLO)
    assert not is_open(hours, oslo("2027-01-15 10:00"), OSLO)
    assert not is_open(hours, oslo("2026-12-24 10:00"), OSLO)
