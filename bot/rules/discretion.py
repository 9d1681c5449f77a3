"""What may show on a lock screen, and what may ring at night."""

from __future__ import annotations

import datetime as dt
from typing import Literal

Purpose = Literal["screen", "relay", "peer", "reminder", "news", "tonight", "staff"]
Sort = Literal["tonight", "notice", "relay", "other"]  # of what staff get

# Kinds of tasks that are «haster»: a human needs somebody now.
URGENT_KINDS = frozenset(
    {
        "urgent",
        "urgent_duty",
        "urgent_marked",
        "danger",
        "threat",
        "tonight_unopened",
        "leaving_early",
        "check_in_worry",
        "check_in_duty",
    }
)
RECENT = dt.timedelta(minutes=2)


def caused_just_now(caused_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether the person did something within the last two minutes that this answers."""
    return caused_at is not None and now - caused_at <= RECENT


def needs_cover(
    purpose: Purpose, caused_at: dt.datetime | None, now: dt.datetime, *, neutral: bool
) -> bool:
    """Whether a message goes out as a cover («Du har en ny melding») instead of its words.

    In neutral mode, the default, everything a resident did not cause in the last two minutes does,
    tonight's answers included: a borrowed phone lies face up too. Staff read at work.
    Source: design.md, «Discretion belongs to the doors».
    """
    return neutral and purpose != "staff" and not caused_just_now(caused_at, now)


def waits_for_safe_hours(purpose: Purpose, caused_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a message waits for the hours the person called safe.

    Answers to a tonight request are delivered in quiet hours, and so is what the person just caused.
    Source: flows.md, **tonight**.
    """
    return purpose not in {"tonight", "staff"} and not caused_just_now(caused_at, now)


def rings_for_staff(
    purpose: Sort,
    *,
    urgent: bool,
    caused: bool,
    in_hours: bool,
    on_shift: bool,
) -> bool:
    """Whether a message to staff makes a sound.

    In the day only «haster» rings, and a request for tonight; outside somebody's hours they do not
    either, unless the duty table has them on shift. What they just asked for answers as a chat does;
    a resident's own words, opened or passed on, never ring. Source: issue 3, parts 2 and 6.
    """
    if purpose == "relay":
        return False
    if caused:
        return True
    if purpose == "tonight" or urgent:
        return in_hours or on_shift
    return False
