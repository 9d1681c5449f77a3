"""What was answered: the only thing a run remembers."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from bot.flow.message import Media

Value = str | int | tuple[str, ...] | Media | None
"""A choice, words or an ISO date; a number; ticks; a file the channel keeps."""

Kind = Literal["given", "skipped", "unknown"]


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer: given, skipped, or «vet ikke»; `at` is the aware moment it was stored."""

    step: str
    at: dt.datetime
    value: Value = None
    kind: Kind = "given"
