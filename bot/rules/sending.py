"""What to do with a reminder whose time has come: send it, wait, or let it go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.rules.safe_hours import Safe, allowed, next_allowed

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.rules.reminders import Due

TALK_PAUSE = dt.timedelta(minutes=20)

Why = Literal["no_longer_of_use", "no_allowed_time_left"]


@dataclass(frozen=True)
class SendNow:
    """It goes out at once."""


@dataclass(frozen=True)
class WaitUntil:
    """It is asked about again at `at`, in UTC."""

    at: dt.datetime


@dataclass(frozen=True)
class LetGo:
    """It is never sent."""

    why: Why


Verdict = SendNow | WaitUntil | LetGo


def hold_for_conversation(
    due: Due, last_activity: dt.datetime | None, now: dt.datetime
) -> dt.datetime:
    """The earliest moment that does not break into a conversation: twenty minutes after the last
    activity, but `now` if waiting would cost the reminder its use.
    """
    earliest = max(due.due_at, now)
    if last_activity is None:
        return earliest
    quiet = last_activity + TALK_PAUSE
    if quiet >= due.useless_after:
        return earliest
    return max(earliest, quiet)


def when_due(
    due: Due,
    now: dt.datetime,
    *,
    safe: Safe,
    tz: ZoneInfo,
    last_activity: dt.datetime | None = None,
) -> Verdict:
    """The verdict on one reminder at `now`, also after an outage or a change of safe hours.

    Whether the appointment still stands and the rent is unpaid is asked by re-planning first.
    """
    if now >= due.useless_after:
        return LetGo("no_longer_of_use")
    moment = hold_for_conversation(due, last_activity, now)
    if not allowed(moment, safe, tz):
        moment = next_allowed(moment, safe, tz)
        if moment >= due.useless_after:
            # The pause for the conversation may itself have run into the quiet hours.
            if due.due_at <= now and allowed(now, safe, tz):
                return SendNow()
            return LetGo("no_allowed_time_left")
    return SendNow() if moment <= now else WaitUntil(moment)
