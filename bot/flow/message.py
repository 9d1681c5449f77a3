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


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    How a part of a human's words looks: bold, a quotation, a link.

    `at` and `length` count UTF-16 units, as chat platforms do; `more` is a link's address or the
    language of code.
    """

    kind: str
    at: int
    length: int
    more: str = ""


class Text(msgspec.Struct, frozen=True, tag="text", omit_defaults=True):
    """
    One sentence or label by its key; `values` fill its `{placeholders}`.

    `marks` belong to a human's own words, see `verbatim`.
    """

    key: str
    values: dict[str, str | int | Day | Moment | Text] = {}
    marks: tuple[Mark, ...] = ()


VERBATIM = "="


def verbatim(words: str, marks: tuple[Mark, ...] = ()) -> Text:
    """A human's own words, shown as they are in every language, with the looks they gave them."""
    return Text(VERBATIM, {"text": words}, marks)


class Button(msgspec.Struct, frozen=True):
    """A labelled choice: exactly one of `data` (comes back to us), `url` or `copy` is set."""

    text: Text
    data: str = ""
    url: str = ""
    copy: str = ""


MediaKind = Literal[
    "photo",
    "voice",
    "document",
    "video_note",
    "location",
    "qr",
    "event",
    "video",
    "animation",
    "audio",
    "sticker",
    "venue",
    "contact",
]


class Media(msgspec.Struct, frozen=True):
    """
    A file that stays where the channel keeps it; only its id travels.

    A «qr» is drawn by the channel when it goes out: its id is what the code says. An «event» is
    written then as a calendar file: its id is a row, its revision, when it starts, and minutes.
    A place or a card has no file: its id is «latitude,longitude» or the number, and `facts` hold what else it says.
    """

    kind: MediaKind
    file_id: str
    seconds: int = 0
    facts: tuple[tuple[str, str], ...] = ()


class Captioned(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file of an album, with the words under it."""

    media: Media
    caption: Text | None = None


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
    """Everything one message shows: paragraphs, rows of buttons, at most one file, or one album."""

    lines: tuple[Text, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    media: Media | None = None
    album: tuple[Captioned, ...] = ()
    paper: Paper | None = None
