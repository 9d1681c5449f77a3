"""
A calendar file from anywhere, cut down to the few short lines that an appointment is read from.

What a library then parses holds no more than this: no zone rules to run through, no attachments, no
free text, no depth. A file that is broken is refused here, by what is wrong with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 256 * 1024  # bytes; an invitation is a few thousand, one with a picture in it more
MOST_EVENTS = 20
DEEPEST = 6
LONGEST = 2000  # characters of a line that is kept, unfolded
MOST_LINES = 24  # that are kept of one event
WORDS = frozenset({"SUMMARY", "LOCATION"})
KEPT = WORDS | {
    "UID",
    "SEQUENCE",
    "STATUS",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
}
CALENDAR, EVENT = ["VCALENDAR"], ["VCALENDAR", "VEVENT"]

Wrong = Literal["empty", "too_large", "broken", "many"]


class NotACalendar(Exception):
    """The file is not read; `why` names the sentence that says so."""

    def __init__(self, why: Wrong) -> None:
        """Nothing of the file stands in it."""
        super().__init__(why)
        self.why: Wrong = why


def cut_down(content: bytes) -> str:
    """The file with its events and nothing else, as RFC 5545 writes it; raises NotACalendar."""
    if not content.strip():
        raise NotACalendar("empty")
    if len(content) > LARGEST:
        raise NotACalendar("too_large")
    file = _File()
    for line in _unfolded(_decoded(content)):
        file.take(line)
    return file.whole()


class _File:
    """What is kept so far, and what is open where one stands."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._open: list[str] = []
        self._events = self._here = 0

    def take(self, line: str) -> None:
        """One more line; raises NotACalendar."""
        name = line.partition(":")[0].partition(";")[0].strip().upper()
        if name == "BEGIN":
            self._begin(_part(line))
        elif name == "END":
            self._end(_part(line))
        elif (self._open == EVENT and name in KEPT) or (
            self._open == CALENDAR and name == "METHOD"
        ):
            self._here += 1
            self._kept.append(_short(line, name))
            if self._here > MOST_LINES:
                raise NotACalendar("broken")

    def _begin(self, part: str) -> None:
        self._open.append(part)
        if len(self._open) > DEEPEST or self._open[0] != "VCALENDAR":
            raise NotACalendar("broken")
        if self._open == EVENT:
            self._events, self._here = self._events + 1, 0
            if self._events > MOST_EVENTS:
                raise NotACalendar("many")
        if self._open in (CALENDAR, EVENT):
            self._kept.append(f"BEGIN:{part}")

    def _end(self, part: str) -> None:
        if not self._open or self._open[-1] != part:
            raise NotACalendar("broken")
        if self._open in (CALENDAR, EVENT):
            self._kept.append(f"END:{part}")
        self._open.pop()

    def whole(self) -> str:
        """All of it; raises NotACalendar where something is missing."""
        if self._open or not self._kept:
            raise NotACalendar("broken")
        if not self._events:
            raise NotACalendar("empty")
        return "".join(f"{line}\r\n" for line in self._kept)


def _part(line: str) -> str:
    return line.partition(":")[2].strip().upper()


def _short(line: str, name: str) -> str:
    if len(line) > LONGEST and name not in WORDS:
        raise NotACalendar("broken")
    return line[:LONGEST]


def _decoded(content: bytes) -> str:
    """As UTF-8, or as older programs write; what holds a null afterwards is no text."""
    encoding = "utf-8-sig"
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encoding = "utf-16"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise NotACalendar("broken")
    return text


def _unfolded(text: str) -> Iterator[str]:
    """Whole lines: one that begins with a space goes on the one before (RFC 5545, 3.1)."""
    parts: list[str] = []
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if raw[:1] in {" ", "\t"} and parts:
            parts.append(raw[1:])
            continue
        if parts and parts[0]:
            yield "".join(parts)
        parts = [raw]
    if parts and parts[0]:
        yield "".join(parts)
