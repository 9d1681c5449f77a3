"""An invitation is read within bounds, whatever it holds, and nothing but what an appointment needs."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.calendar import local_moment
from bot.rules.calendar_lines import LARGEST, NotACalendar, cut_down
from bot.rules.ical import event
from bot.rules.invitation import AHEAD, Invited, NotInvited, read_invitation

OSLO = ZoneInfo("Europe/Oslo")
NOW = dt.datetime(2027, 3, 10, 9, tzinfo=dt.UTC)
A_ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
    b"RRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
SOURCES = (
    b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n",
    b"UID:a\r\n", b"SEQUENCE:99999999999999999999\r\n", b"SEQUENCE:-1\r\n", b"SUMMARY:Hei\r\n",
    b"DTSTART:20270316T140000\r\n", b"DTSTART;VALUE=DATE:20270316\r\n", b"DTSTART:20270316T140000Z\r\n",
    b"DTSTART;TZID=Europe/Oslo:20270328T023000\r\n", b"DTEND:20270316T150000\r\n",
    b"DTSTART:00010101T000000Z\r\n", b"DTEND:99991231T235959Z\r\n", b"DURATION:P99999999999W\r\n",
    b"DURATION:-PT1H\r\n", b"RRULE:FREQ=WEEKLY;COUNT=0\r\n", b"RRULE:FREQ=MONTHLY;BYMONTHDAY=31\r\n",
    b"RRULE:FREQ=WEEKLY;INTERVAL=0\r\n", b"RRULE:FREQ=WEEKLY;UNTIL=99991231\r\n", b" folded\r\n",
    b"EXDATE:20270323T140000\r\n", b"STATUS:CANCELLED\r\n", b"METHOD:CANCEL\r\n", b"LOCATION:\xf8\r\n",
    A_ZONE, b"DTSTART;TZID=X:20270316T140000\r\n",
)  # fmt: skip


def inside(*lines: str) -> bytes:
    """These lines in one event."""
    whole = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:a", *lines, "END:VEVENT", "END:VCALENDAR")
    return "".join(f"{line}\r\n" for line in whole).encode()


def judged(content: bytes) -> Invited | str:
    """What was read, or why not; never anything else."""
    try:
        return read_invitation(content, NOW, OSLO)
    except NotInvited as wrong:
        return wrong.why


@settings(max_examples=300, deadline=None)
@given(
    content=st.binary(max_size=400)
    | st.lists(st.sampled_from(SOURCES), max_size=14).map(b"".join)
    | st.lists(st.sampled_from(SOURCES), max_size=10).map(
        lambda some: (
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"
            + b"".join(some)
            + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    )
)
def test_whatever_it_holds_it_is_read_within_bounds_or_refused(content: bytes) -> None:
    """No file raises anything else; what is read is ahead, within a year, short, and can be kept."""
    found = judged(content)
    if isinstance(found, str):
        return
    assert msgspec.json.decode(msgspec.json.encode(found), type=Invited) == found
    assert len(found.title) <= 100
    assert len(found.place) <= 200
    assert (found.title + found.place).isprintable()
    assert 0 <= found.minutes <= 720
    if not found.cancels:
        moment = local_moment(found.day, found.at or dt.time(23, 59), OSLO)
        assert NOW < moment <= NOW + AHEAD + dt.timedelta(days=1)


@settings(max_examples=60, deadline=None)
@given(
    starts=st.datetimes(
        dt.datetime(2027, 3, 11),  # noqa: DTZ001 - the zone is given below
        dt.datetime(2028, 3, 1),  # noqa: DTZ001 - as above
        timezones=st.just(dt.UTC),
    ),
    minutes=st.integers(1, 720),
)
def test_our_own_file_is_read_back(starts: dt.datetime, minutes: int) -> None:
    """What the bot writes for a phone's calendar says the same to whoever hands it in."""
    starts = starts.replace(second=0, microsecond=0)
    found = judged(event("7", starts, minutes, 3, "Avtale").encode())
    assert isinstance(found, Invited)
    here = starts.astimezone(OSLO)
    assert (found.day, found.at) == (here.date(), here.time())
    assert (found.minutes, found.sequence, found.title) == (minutes, 3, "Avtale")


@pytest.mark.parametrize(
    ("rule", "day", "repeats", "last", "remarks"),
    [
        ("FREQ=WEEKLY", "20270316", "week", None, ()),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4", "20270316", "fortnight", "2027-04-27", ()),
        ("FREQ=WEEKLY;WKST=MO;BYDAY=TU", "20270316", "week", None, ()),
        ("FREQ=WEEKLY;INTERVAL=3", "20270316", None, None, ("repeats",)),
        ("FREQ=MONTHLY;COUNT=3", "20270331", "month", "2027-05-31", ("short_months",)),
        ("FREQ=MONTHLY;COUNT=2", "20280229", "month", "2028-03-29", ("short_months",)),
        ("FREQ=MONTHLY;BYDAY=3TU", "20270316", None, None, ("repeats",)),
        ("FREQ=WEEKLY;COUNT=1000000000", "20270316", "week", None, ()),
        ("FREQ=WEEKLY;UNTIL=99991231T235959Z", "20270316", "week", None, ()),
        ("FREQ=WEEKLY;BYHOUR=1,2,3,4,5", "20270316", None, None, ("repeats",)),
        ("FREQ=DAILY", "20270316", None, None, ("repeats",)),
    ],
)  # fmt: skip
def test_the_rules_we_have(
    rule: str, day: str, repeats: str | None, last: str | None, remarks: tuple[str, ...]
) -> None:
    """Weekly, every other week, monthly, with or without an end; all else is named as not ours."""
    found = judged(inside(f"DTSTART;TZID=Europe/Oslo:{day}T140000", f"RRULE:{rule}"))
    assert isinstance(found, Invited)
    assert found.repeats == repeats
    assert found.last == (dt.date.fromisoformat(last) if last else None)
    assert found.remarks == remarks


def test_what_the_library_gets_holds_nothing_but_what_is_read() -> None:
    """No zone rules, no alarms, no people, no text; and never more than a few short lines."""
    content = inside(
        "DTSTART:20270316T140000", "DESCRIPTION:Hemmelig\r\n  fortsatt", "ATTENDEE:mailto:a@b.invalid",
        "BEGIN:VALARM", "SUMMARY:alarm", "END:VALARM", "X-ANY:1", "SUMMARY:" + "s" * 9000,
    )  # fmt: skip
    kept = cut_down(content)
    for word in ("Hemmelig", "fortsatt", "ATTENDEE", "alarm", "X-ANY"):
        assert word not in kept
    assert len(kept) < 2300
    with pytest.raises(NotACalendar):
        cut_down(b"BEGIN:VCALENDAR\r\n" + b"X" * LARGEST)
