"""The discharge clock as due rows: what owners, the person and the clock itself are reminded of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rules.answering import in_hours
from bot.rules.calendar import ONE_DAY, local_day, local_moment
from bot.rules.discharge import CHECK_INS, STEPS, UNITS, check_in_days, discharge_steps
from bot.rules.opening import next_open
from bot.rules.reminders import Due, Settings, placed
from bot.rules.silence import shifted_warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.rules.answering import Promise
    from bot.rules.safe_hours import Safe

OWNERS = "leaving.step"  # those who have something on the list
OWN = "discharge.own"  # the person, of what is theirs on it, and of the card before leaving
OUT = "leaving.out"  # the day is over: what is not ready is told of
ASK = "checkin.ask"
OVER = "leaving.over"

NEAR = dt.timedelta(days=14)
LAST_STEP = STEPS[-1]
LAST_ASK = dt.timedelta(days=3)  # the last check-in is of use so long
KEEPS = dt.timedelta(days=21)  # after leaving; then the list is closed
UNSET = dt.timedelta(weeks=4)  # how often owners are reminded that no day is set


@dataclass(frozen=True)
class DischargeFact:
    """
    One stay as it stands at one revision; `leaves` is None while no day is set.

    `since` is when this revision came about. `left` says that the person is out. `own` are the steps at
    which the person wants to be reminded too, `asks` whether they want to be asked afterwards.
    """

    subject: int
    revision: int
    since: dt.datetime
    leaves: dt.date | None
    came: dt.date | None = None
    left: bool = False
    own: tuple[str, ...] = STEPS
    asks: bool = True
    safe: Safe = "daytime"


def near_at(leaves: dt.date, settings: Settings) -> dt.datetime:
    """From when a discharge is under fourteen days away. Source: issue 3, part 6."""
    return local_moment(leaves, dt.time(), settings.tz) - NEAR


def plan_discharge(
    fact: DischargeFact,
    now: dt.datetime,
    horizon: dt.timedelta,
    promise: Promise,
    settings: Settings,
) -> tuple[Due, ...]:
    """
    Every row of one stay that is due by `now + horizon` and still of use, in order.

    A row depends on its fact alone, so that planning again gives the same rows. Steps that have
    passed when it is told are one row, due at once. Source: flows.md, **discharge**.
    """
    found: list[Due] = []
    if fact.leaves is None:
        found += _unset(fact, now + horizon, promise)
    else:
        if not fact.left:
            found += _owners(fact, fact.leaves, promise, settings)
            found += _own(fact, fact.leaves, settings)
            found.append(_out(fact, fact.leaves, promise, settings))
        if fact.asks:
            found += _asks(fact, fact.leaves, promise, settings)
        found.append(_over(fact, fact.leaves, settings))
    rows = [one for one in found if one.due_at <= now + horizon and now < one.useless_after]
    return tuple(sorted(rows, key=lambda one: (one.due_at, one.key)))


def _due(
    fact: DischargeFact, rule: str, occurrence: str, at: dt.datetime, useless: dt.datetime
) -> Due:
    return Due(rule, fact.subject, occurrence, fact.revision, at, "discharge", useless)


def _midnight_after(day: dt.date, settings: Settings) -> dt.datetime:
    return local_moment(day + ONE_DAY, dt.time(), settings.tz)


def _owners(
    fact: DischargeFact, leaves: dt.date, promise: Promise, settings: Settings
) -> Iterator[Due]:
    """Last first: each is of use until the next is due, the last one until the day is over."""
    registered = local_day(fact.since, settings.tz)
    useless = _midnight_after(leaves, settings)
    for step in reversed(discharge_steps(leaves, registered, fact.came)):
        at = fact.since
        if step.day > registered:
            day = local_moment(step.day, dt.time(), settings.tz)
            # A weekend or a holiday: on the last open day before it.
            at = max(shifted_warning(day, promise), fact.since)
        if at < useless:
            yield _due(fact, OWNERS, "+".join(step.steps), at, useless)
            useless = at


def _own(fact: DischargeFact, leaves: dt.date, settings: Settings) -> Iterator[Due]:
    """The person's own reminders; what has passed when it is told they have just seen."""
    useless = _midnight_after(leaves, settings)
    for step in sorted(fact.own, key=STEPS.index, reverse=True):
        day = leaves - int(step[:-1]) * UNITS[step[-1]]
        wish = local_moment(day, settings.rent_at, settings.tz)
        at = placed(fact.since, wish, useless, fact.safe, settings)
        if at is not None and at < useless:
            yield _due(fact, OWN, step, at, useless)
            useless = at


def _out(fact: DischargeFact, leaves: dt.date, promise: Promise, settings: Settings) -> Due:
    at = in_hours(max(_midnight_after(leaves, settings), fact.since), promise)
    return _due(fact, OUT, "", at, at + KEEPS)


def _over(fact: DischargeFact, leaves: dt.date, settings: Settings) -> Due:
    at = max(_midnight_after(leaves, settings), fact.since) + KEEPS
    return _due(fact, OVER, "", at, at + 10 * KEEPS)


def _asks(
    fact: DischargeFact, leaves: dt.date, promise: Promise, settings: Settings
) -> Iterator[Due]:
    """Check-ins, last first, each when somebody works who reads the answer; two never on one day."""
    useless: dt.datetime | None = None
    for number, day in reversed(tuple(zip(CHECK_INS, check_in_days(leaves), strict=True))):
        wish = local_moment(day, settings.rent_at, settings.tz)
        at = next_open(promise.opening, wish, settings.tz)
        if (
            wish < fact.since
            or at is None
            or (useless is not None and _same_day(at, useless, settings))
        ):
            continue
        at = at.astimezone(dt.UTC)
        ends = useless if useless is not None else at + LAST_ASK
        yield _due(fact, ASK, str(number), at, ends)
        useless = at


def _same_day(one: dt.datetime, other: dt.datetime, settings: Settings) -> bool:
    return local_day(one, settings.tz) == local_day(other, settings.tz)


def _unset(fact: DischargeFact, until: dt.datetime, promise: Promise) -> Iterator[Due]:
    """Every fourth week owners are reminded that no day is set yet."""
    count = 1
    while (wish := fact.since + count * UNSET) <= until:
        at = in_hours(wish, promise)
        yield _due(fact, OWNERS, f"unset{count}", at, at + UNSET)
        count += 1
