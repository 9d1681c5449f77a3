"""The calendar file: what RFC 5545 asks for, whatever the words."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.ical import LINE, event

OSLO = ZoneInfo("Europe/Oslo")
STARTS = dt.datetime(2027, 3, 28, 10, 0, tzinfo=OSLO)


def test_an_event_as_a_phone_reads_it() -> None:
    """In UTC, also on the day the clock changes; half an hour where nobody knows how long."""
    written = event("7", STARTS, 0, 2, "Avtale")
    assert written.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert written.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert "DTSTART:20270328T080000Z\r\nDTEND:20270328T083000Z\r\n" in written
    assert "UID:7@hjemvei.invalid\r\nSEQUENCE:2\r\n" in written


@given(st.text())
def test_no_words_can_write_a_line_of_their_own(words: str) -> None:
    """Every line is one of ours or a folded part, and none is longer than 75 octets."""
    lines = event("7", STARTS, 30, 0, words).split("\r\n")
    assert lines.pop() == ""
    assert all(len(line.encode()) <= LINE for line in lines)
    unfolded = "\r\n".join(lines).replace("\r\n ", "").split("\r\n")
    assert len(unfolded) == 14
    assert all("\n" not in line and "\r" not in line for line in unfolded)
