"""Deadlines as due rows: bostøtte each month, and days that are told of some time before they come."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.rules.calendar import ONE_DAY, local_day, local_moment
from bot.rules.deadlines import bostotte_reminder_day, months_later
from bot.rules.reminders import Due, Settings, placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.rules.safe_hours import Safe

DeadlineKind = Literal[
    "bostotte", "appeal", "offer", "papers", "contract", "temporary", "arrangement"
]
KINDS: tuple[DeadlineKind, ...] = (
    "bostotte", "appeal", "offer", "papers", "contract", "temporary", "arrangement",
)  # fmt: skip
OFFSET = re.compile(r"(?P<count>[1-9][0-9]?)(?P<unit>[dm])")
LAST_OF_BOSTOTTE = 25
RULE = "deadline.remind"


@dataclass(frozen=True)
class DeadlineFact:
    """One deadline as it stands at one revision.

    `day` is the last day, None for bostøtte, which comes each month; `offsets` are days or months
    before it («7d», «6m»). `settled` names the months of bostøtte that are done, such as «2027-05».
    `since` is when this revision came about: what should have rung before that never does.
    """

    kind: DeadlineKind
    subject: int
    revision: int
    since: dt.datetime
    day: dt.date | None = None
    offsets: tuple[str, ...] = ()
    settled: frozenset[str] = frozenset()
    safe: Safe = "daytime"


def plan_deadline(
    fact: DeadlineFact, now: dt.datetime, horizon: dt.timedelta, settings: Settings
) -> tuple[Due, ...]:
    """Every reminder of one deadline that is due by `now + horizon` and still of use, in order.

    A row depends on its fact alone, so that planning again gives the same rows. Raises ValueError
    for an offset that cannot be read.
    """
    found = (
        _monthly(fact, now, now + horizon, settings)
        if fact.day is None
        else _before(fact, fact.day, settings)
    )
    rows = [one for one in found if one.due_at <= now + horizon and now < one.useless_after]
    return tuple(sorted(rows, key=lambda one: (one.due_at, one.key)))


def days_before(day: dt.date, offset: str) -> dt.date:
    """So many days or months before a day; the last day where that month is shorter.

    Raises ValueError when the offset reads otherwise.
    """
    match = OFFSET.fullmatch(offset)
    if match is None:
        raise ValueError(f"An offset looks like «7d» or «6m», not «{offset}».")
    count = int(match["count"])
    return months_later(day, -count) if match["unit"] == "m" else day - count * ONE_DAY


def _before(fact: DeadlineFact, day: dt.date, settings: Settings) -> Iterator[Due]:
    """Last first: each is of use until the next is due, the last one until the day is over."""
    useless = local_moment(day + ONE_DAY, dt.time(), settings.tz)
    wishes = {days_before(day, offset): offset for offset in fact.offsets}
    for wished in sorted(wishes, reverse=True):
        wish = local_moment(wished, settings.rent_at, settings.tz)
        due_at = placed(fact.since, wish, useless, fact.safe, settings)
        if due_at is None or due_at >= useless:
            continue
        yield Due(RULE, fact.subject, wishes[wished], fact.revision, due_at, "deadline", useless)
        useless = due_at


def _monthly(
    fact: DeadlineFact, now: dt.datetime, until: dt.datetime, settings: Settings
) -> Iterator[Due]:
    """Bostøtte: one a month, of use until the 25th is over. Source: `bostotte_reminder_day`."""
    month = local_day(now, settings.tz).replace(day=1)
    last = local_day(until, settings.tz)
    while month <= last:
        occurrence = f"{month:%Y-%m}"
        wish = local_moment(
            bostotte_reminder_day(month.year, month.month), settings.rent_at, settings.tz
        )
        useless = local_moment(
            month.replace(day=LAST_OF_BOSTOTTE) + ONE_DAY, dt.time(), settings.tz
        )
        month = months_later(month, 1)
        due_at = placed(fact.since, wish, useless, fact.safe, settings)
        if due_at is None or occurrence in fact.settled:
            continue
        yield Due(RULE, fact.subject, occurrence, fact.revision, due_at, "deadline", useless)
