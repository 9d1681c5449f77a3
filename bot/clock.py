"""Where time comes from. Nothing else in the project asks the machine what time it is."""

from __future__ import annotations

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Says what time it is: an aware datetime in UTC, for facts such as due, quiet and expired."""

    def now(self) -> dt.datetime:
        """The present moment, in UTC."""
        ...


class SystemClock:
    """The machine's own clock, moved by an offset that only a simulator sets."""

    def __init__(self) -> None:
        """Start without an offset."""
        self.offset = dt.timedelta()

    def now(self) -> dt.datetime:
        """The machine's time plus the offset."""
        return dt.datetime.now(dt.UTC) + self.offset


class SetClock:
    """A clock that stands still until it is moved; for tests."""

    def __init__(self, at: dt.datetime) -> None:
        """Stand at `at`, which must be aware."""
        self._at = at.astimezone(dt.UTC)

    def now(self) -> dt.datetime:
        """The moment it was last set to."""
        return self._at

    def move(self, by: dt.timedelta) -> None:
        """Go forward by `by`, or backward if negative."""
        self._at += by

    def set(self, at: dt.datetime) -> None:
        """Stand at another moment."""
        self._at = at.astimezone(dt.UTC)
