"""
An invitation from another calendar (RFC 5545, RFC 5546): when, how long, where, and how it repeats.

Its free text, who sent it and who else is asked are not read at all. What cannot be taken as it
stands is named in `remarks`, so that whoever looks at it can put it right.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from bot.rules.calendar import local_moment
from bot.rules.calendar_lines import NotACalendar, cut_down
from bot.rules.deadlines import months_later
from bot.rules.identity_numbers import mask_identity_numbers
from bot.rules.recurring import ALWAYS_THERE, DAYS, REPEATS, Repeats, occurrences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias
    from zoneinfo import ZoneInfo

    Event: TypeAlias = Mapping[str, Any]

LONGEST_TITLE, LONGEST_PLACE = 100, 200
LONGEST_MINUTES = 12 * 60
AHEAD = dt.timedelta(days=365)
ASKED = frozenset({"", "REQUEST", "PUBLISH", "ADD"})
NEWEST = 1_000_000  # a sequence number; a larger one is somebody's joke
ENDLESS = 520  # times; more than ten years of weeks is no end that anybody means
RULES = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST"})
MONTHS: Repeats = "month"

Remark = Literal["all_day", "zone", "repeats", "dates", "short_months", "no_length"]
Why = Literal[
    "empty", "too_large", "broken", "many", "answer", "one_of_many", "no_time", "past", "far"
]


class Invited(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What was read: `day` and `at` as clocks show them where the municipality is; `at` None for a whole day.

    `uid` is a hash of the file's own, empty where it has none; a higher `sequence` of the same replaces it. `minutes` is 0
    where nobody knows. `last` is the day of the last one where the repeating ends.
    """

    uid: str
    sequence: int
    cancels: bool
    title: str
    place: str
    day: dt.date
    at: dt.time | None
    minutes: int
    repeats: Repeats | None = None
    last: dt.date | None = None
    remarks: tuple[Remark, ...] = ()


class NotInvited(Exception):
    """Nothing can be made of this file; `why` names the sentence that says so, and no more."""

    def __init__(self, why: Why) -> None:
        """Nothing of the file stands in it."""
        super().__init__(why)
        self.why: Why = why


class _Begins(NamedTuple):
    """When it begins: the day and time here, whether as the file's own zone says, and whole days."""

    day: dt.date
    at: dt.time | None
    zone_known: bool = True


def read_invitation(content: bytes, now: dt.datetime, tz: ZoneInfo) -> Invited:
    """What this file says, for somebody at `now` in `tz`; raises NotInvited."""
    from icalendar import Calendar  # noqa: PLC0415 - four MiB, for what few ever hand in

    try:
        calendar = Calendar.from_ical(cut_down(content))
        return _read(calendar, now, tz)
    except NotACalendar as wrong:
        why: Why = wrong.why
    except NotInvited:
        raise
    except Exception:  # noqa: BLE001 - strangers' text: whatever the library stumbles on, it is broken
        why = "broken"
    # Raised outside the handlers: what the library says of the file holds the file's own words.
    raise NotInvited(why)


def _read(calendar: Any, now: dt.datetime, tz: ZoneInfo) -> Invited:
    method = str(calendar.get("METHOD", "")).upper()
    events: list[Event] = list(calendar.walk("VEVENT"))
    masters = [one for one in events if "RECURRENCE-ID" not in one]
    if method not in ASKED and method != "CANCEL":
        raise NotInvited("answer")
    if not masters:
        raise NotInvited("one_of_many" if events else "empty")
    if len(masters) > 1:
        raise NotInvited("many")
    event = masters[0]
    cancels = method == "CANCEL" or str(event.get("STATUS", "")).upper() == "CANCELLED"
    begins = _begins(event, now, tz)
    repeats, last, remarks = _repeats(event, begins)
    if not begins.zone_known:
        remarks = ("zone", *remarks)
    if begins.at is None:
        remarks = ("all_day", *remarks)
    if "EXDATE" in event or "RDATE" in event or len(events) > 1:
        remarks = (*remarks, "dates")
    if not cancels:
        begins = _ahead(begins, repeats, last, now, tz)
    return Invited(
        uid=_uid(event),
        sequence=_sequence(event),
        cancels=cancels,
        title=_plain(event.get("SUMMARY", ""), LONGEST_TITLE),
        place=_plain(event.get("LOCATION", ""), LONGEST_PLACE),
        day=begins.day,
        at=begins.at,
        minutes=_minutes(event),
        repeats=repeats,
        last=last,
        remarks=remarks,
    )


def _begins(event: Event, now: dt.datetime, tz: ZoneInfo) -> _Begins:
    if "DTSTART" not in event:
        raise NotInvited("no_time")
    start = event["DTSTART"].dt
    if not isinstance(start, dt.date):
        raise NotInvited("no_time")
    if start.year < now.year - 20:
        raise NotInvited("past")
    if start.year > now.year + 2:
        raise NotInvited("far")
    if not isinstance(start, dt.datetime):
        return _Begins(start, None)
    if start.tzinfo is None:
        # Without a zone it is the reader's own time; one that nobody knows is told of.
        return _Begins(start.date(), _minute(start), not event["DTSTART"].params.get("TZID"))
    here = start.astimezone(tz)
    return _Begins(here.date(), _minute(here))


def _minute(moment: dt.datetime) -> dt.time:
    return dt.time(moment.hour, moment.minute)


def _ahead(
    begins: _Begins, repeats: Repeats | None, last: dt.date | None, now: dt.datetime, tz: ZoneInfo
) -> _Begins:
    """The next one: what repeats may have begun long ago. Raises NotInvited for what is over, or far."""
    first = local_moment(begins.day, begins.at or dt.time(23, 59), tz)
    if first <= now and repeats is not None:
        later = (
            day
            for day, moment in occurrences(first, repeats, tz, now + AHEAD)
            if moment > now and (last is None or day <= last)
        )
        day = next(islice(later, 1), None)
        if day is None:
            raise NotInvited("past")
        return begins._replace(day=day)
    if first <= now:
        raise NotInvited("past")
    if first > now + AHEAD:
        raise NotInvited("far")
    return begins


def _minutes(event: Event) -> int:
    start, length = event["DTSTART"].dt, dt.timedelta()
    if not isinstance(start, dt.datetime):
        return 0
    if "DURATION" in event:
        found = event["DURATION"].dt
        length = found if isinstance(found, dt.timedelta) else length
    elif "DTEND" in event:
        end = event["DTEND"].dt
        same = isinstance(end, dt.datetime) and (end.tzinfo is None) == (start.tzinfo is None)
        length = end - start if same else length
    minutes = int(length.total_seconds()) // 60
    return minutes if 0 < minutes <= LONGEST_MINUTES else 0


def _repeats(
    event: Event, begins: _Begins
) -> tuple[Repeats | None, dt.date | None, tuple[Remark, ...]]:
    """How it repeats, its last day, and what of that we cannot do."""
    rule = event.get("RRULE")
    if rule is None:
        return None, None, ()
    if isinstance(rule, list) or not isinstance(rule, dict):
        return None, None, ("repeats",)
    said: dict[str, list[Any]] = {str(name).upper(): list(rule[name]) for name in rule}
    repeats = _ours(said, begins.day)
    if repeats is None or set(said) - RULES:
        return None, None, ("repeats",)
    short = repeats == MONTHS and begins.day.day > ALWAYS_THERE
    return repeats, _last(said, repeats, begins.day), ("short_months",) if short else ()


def _ours(said: dict[str, list[Any]], day: dt.date) -> Repeats | None:
    every = said.get("INTERVAL", [1])
    days = [str(one).upper() for one in said.get("BYDAY", [])]
    dates = [int(one) for one in said.get("BYMONTHDAY", [])]
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day.weekday()]
    match [str(one).upper() for one in said.get("FREQ", [])]:
        case ["WEEKLY"] if days in ([], [weekday]) and not dates:
            return {1: REPEATS[0], 2: REPEATS[1]}.get(int(every[0]))
        case ["MONTHLY"] if not days and dates in ([], [day.day]) and int(every[0]) == 1:
            return MONTHS
        case _:
            return None


def _last(said: dict[str, list[Any]], repeats: Repeats, first: dt.date) -> dt.date | None:
    """The day of the last one; None where there is no end that anybody means."""
    if said.get("UNTIL"):
        until = said["UNTIL"][0]
        day = until.date() if isinstance(until, dt.datetime) else until
        far = first + dt.timedelta(days=DAYS["week"] * ENDLESS)
        return day if isinstance(day, dt.date) and day <= far else None
    times = int(said["COUNT"][0]) if said.get("COUNT") else ENDLESS + 1
    if times > ENDLESS:
        return None
    if repeats == MONTHS:
        return months_later(first, times - 1)
    return first + dt.timedelta(days=DAYS[repeats] * (times - 1))


def _uid(event: Event) -> str:
    """A hash of the file's own name for it; none where it has none."""
    uid = str(event.get("UID", "")).strip()
    return hashlib.sha256(uid.encode()).hexdigest() if uid else ""


def _sequence(event: Event) -> int:
    found: object = event.get("SEQUENCE", 0)
    return min(max(int(found), 0), NEWEST) if isinstance(found, int) else 0


def _plain(words: object, longest: int) -> str:
    """Words on one line, without what cannot be seen and without identity numbers."""
    lines = words if isinstance(words, list) else [words]
    first: Sequence[object] = lines[:1]
    seen = "".join(char if char.isprintable() else " " for char in "".join(map(str, first)))
    return mask_identity_numbers(" ".join(seen.split())).text[:longest]
