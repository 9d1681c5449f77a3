"""Nobody is lost: when a worker is nudged because a conversation has gone quiet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.rules.calendar import ONE_DAY, local_day
from bot.rules.opening import open_times

if TYPE_CHECKING:
    from bot.rules.answering import Promise

QUIET = dt.timedelta(days=7)
LOOK_BACK_DAYS = 14
WARNINGS = (dt.timedelta(days=10), dt.timedelta(days=12))


def contact_nudge_at(
    from_resident: dt.datetime | None,
    from_worker: dt.datetime | None,
    since: dt.datetime,
    held: tuple[tuple[dt.datetime, dt.datetime], ...] = (),
) -> dt.datetime:
    """When the worker is nudged: seven days after the last two-way contact, held times not counted.

    Two-way contact stands as long ago as the older of both sides' last words; before both have
    spoken it is `since`. `held` are times without a phone, in order. Source: features, F25.
    """
    spoken = min(from_resident, from_worker) if from_resident and from_worker else since
    at = max(spoken, since) + QUIET
    for begin, end in held:
        overlap = min(end, at) - max(begin, at - QUIET)
        if begin < at and overlap > dt.timedelta():
            at += end - max(begin, at - QUIET)
    return at


def decision_warnings(help_began: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """When help begun without a decision warns: days 10 and 12 of 14. Source: features, F25."""
    return help_began + WARNINGS[0], help_began + WARNINGS[1]


def shifted_warning(warn: dt.datetime, promise: Promise) -> dt.datetime:
    """The opening of the warning's day, or of the last open day before it, in UTC."""
    day = local_day(warn, promise.tz)
    for back in range(LOOK_BACK_DAYS):
        spans = open_times(promise.opening, day - back * ONE_DAY, promise.tz)
        if spans:
            return spans[0][0].astimezone(dt.UTC)
    return warn
