"""What of a thread goes to the archive: a mark on a message, else on its week, else on the thread."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Marks(NamedTuple):
    """Who has said what: True is «til arkiv», False «ikke til arkiv», None that nobody has said."""

    default: bool
    thread: bool | None
    weeks: Mapping[str, bool]
    messages: Mapping[int, bool]

    def goes(self, message_id: int, week: str) -> bool:
        """Whether a message goes to the archive: what is said of the smallest part counts."""
        if message_id in self.messages:
            return self.messages[message_id]
        return self.week_goes(week)

    def week_goes(self, week: str) -> bool:
        """Whether a week does, where nothing is said of its single messages."""
        return self.weeks.get(week, self.thread_goes)

    @property
    def thread_goes(self) -> bool:
        """Whether the whole thread does, where nothing is said of its weeks."""
        return self.default if self.thread is None else self.thread


def week_of(day: dt.date) -> str:
    """The week of a day as ISO 8601 names it: «2027-W10»."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def days_of(week: str) -> tuple[dt.date, dt.date]:
    """The Monday and the Sunday of a week; raises ValueError for what names none."""
    monday = dt.datetime.strptime(f"{week}-1", "%G-W%V-%u").date()  # noqa: DTZ007 - a date
    return monday, monday + dt.timedelta(days=6)
