"""What is said, before anybody knows in which language, channel or chat it will be said."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec


class Day(msgspec.Struct, frozen=True, tag="day"):
    """A date inside a text; shown in full words («tirsdag 8. desember»)."""

    day: dt.date


class Moment(msgspec.Struct, frozen=True, tag="moment"):
    """A point in time inside a text; shown in the reader's local time («tirsdag 8. desember kl. 14.00»)."""

    at: dt.datetime
    form: Literal["full", "time", "day"] = "full"


class Text(msgspec.Struct, frozen=True, tag="text"):
    """One sentence or label by its key; `values` fill its `{placeholders}`."""

    key: str
    values: dict[str, str | int | Day | Moment | Text] = {}


VERBATIM = "="


def verbatim(words: str) -> Text:
    """A human's own words, shown as they are in every language."""
    return Text(VERBATIM, {"text": words})


class Button(msgspec.Struct, frozen=True):
    """A labelled choice: exactly one of `data` (comes back to us), `url` or `copy` is set."""

    text: Text
    data: str = ""
    url: str = ""
    copy: str = ""


MediaKind = Literal["photo", "voice", "document", "video_note", "location", "qr", "event"]


class Media(msgspec.Struct, frozen=True):
    """
    A file that stays where the channel keeps it; only its id travels.

    A «qr» is drawn by the channel when it goes out: its id is what the code says. An «event» is
    written then as a calendar file: its id is a row, its revision, when it starts, and minutes.
    """

    kind: MediaKind
    file_id: str
    seconds: int = 0


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing in a paper: what it is, who said it and when, and the words, if it has any."""

    head: Text
    words: Text | None = None


class Section(msgspec.Struct, frozen=True):
    """A part of a paper under a heading of its own."""

    heading: Text
    entries: tuple[Entry, ...]


class Paper(msgspec.Struct, frozen=True):
    """
    A file that is written when it goes out, in the reader's language, and stored nowhere.

    `name` is the file's, without what it ends with; `language` is that of whoever gets it.
    """

    name: str
    language: str
    title: Text
    sections: tuple[Section, ...]


class Message(msgspec.Struct, frozen=True):
    """Everything one message shows: paragraphs, rows of buttons, at most one file."""

    lines: tuple[Text, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    media: Media | None = None
    paper: Paper | None = None
