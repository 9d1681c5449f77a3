"""The world as one decision sees it; everything the engine knows that is not an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from bot.flow.choices import Choice
from bot.flow.message import Day, Moment, Text

Filling = str | int | Day | Moment | Text
"""What may stand where a text has a `{placeholder}`."""


class World(msgspec.Struct, frozen=True):
    """A moment, with what the app has bound: `now` is aware UTC, `today` the local date."""

    now: dt.datetime
    today: dt.date
    language: str = "nb"
    values: Mapping[str, Filling] = {}
    sources: Mapping[str, Sequence[Choice]] = {}
    facts: Mapping[str, bool | None] = {}
