"""A calendar file with one event (RFC 5545), as every calendar on a phone can read it."""

from __future__ import annotations

import datetime as dt

LINE = 75  # octets, RFC 5545 section 3.1
HALF_AN_HOUR = 30


def event(uid: str, starts: dt.datetime, minutes: int, revision: int, summary: str) -> str:
    """
    The text of an .ics file; `minutes` 0 stands for half an hour, `starts` is aware.

    Only that there is something, and when: calendars are shared and shown on lock screens. The same
    `uid` with a higher `revision` replaces the event.
    """
    ends = starts + dt.timedelta(minutes=minutes or HALF_AN_HOUR)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hjemvei//NO",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}@hjemvei.invalid",
        f"SEQUENCE:{revision}",
        f"DTSTAMP:{_utc(starts)}",
        f"DTSTART:{_utc(starts)}",
        f"DTEND:{_utc(ends)}",
        f"SUMMARY:{_escaped(summary)}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(words: str) -> str:
    """Text as section 3.3.11 wants it; control characters are left out."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(plain, written)
    return "".join(one for one in words if one.isprintable())


def _folded(line: str) -> str:
    """At most 75 octets a line, never in the middle of a letter."""
    parts, room, length = [""], LINE, 0
    for letter in line:
        octets = len(letter.encode())
        if length + octets > room:
            parts.append("")
            room, length = LINE - 1, 0
        parts[-1] += letter
        length += octets
    return "\r\n ".join(parts)
