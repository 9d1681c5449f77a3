"""What reminders do, counted without content: nothing is logged for it that is not there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rules.calendar import ONE_DAY, is_bank_day, local_day
from bot.rules.figures import Share, Waits, share_line, waits_line
from bot.rules.rent import rent_due
from bot.store import figures, from_us, timers, to_us

if TYPE_CHECKING:
    import datetime as dt
    from zoneinfo import ZoneInfo

    from bot.store import Tx

GRACE = 5  # bank days after the due day that still count as in time (facts, 4.3)
HOUR = 3_600_000_000


async def lines(tx: Tx, now: dt.datetime, days: int, tz: ZoneInfo) -> list[str]:
    """A line for each figure of the last days, those of fewer than five people told as such."""
    since, until = to_us(now - days * ONE_DAY), to_us(now)
    found = [f"The last {days} days. Share, 95 % interval, and where they lie from 0 to 100 %."]
    for name, hit in (
        ("appointments confirmed", "coming"),
        ("appointments moved", "moved"),
        ("appointments that did not happen", "missed"),
    ):
        found.append(share_line(Share(name, *await figures.appointments(tx, hit, since, until))))
    waits = await figures.waits_after_a_miss(tx, since, until)
    hours = tuple((done - came) / HOUR for _, came, done in waits)
    people = len({person for person, _, _ in waits})
    found.append(waits_line(Waits("contact after one that did not", hours, people)))
    found.append(share_line(await _paid(tx, since, until, tz)))
    found.append(
        share_line(Share("reminders that went out", *await figures.reminders(tx, since, until)))
    )
    stops = (timers.STOPPED, timers.SILENCED)
    found.append(
        share_line(
            Share("people who stopped some", *await figures.stopped(tx, since, until, stops))
        )
    )
    return found


async def _paid(tx: Tx, since: int, until: int, tz: ZoneInfo) -> Share:
    """Of months reminded of: «Betalt» was said at the latest five bank days after the due day."""
    rents = await figures.rents(tx, since, until)
    said = {True: set[int](), False: set[int]()}
    hits = 0
    for person, month, due_day, at in rents:
        last = _last_in_time(due_day, month)
        in_time = at is not None and local_day(from_us(at), tz) <= last
        hits += in_time
        said[in_time].add(person)
    return Share("rent said paid in time", hits, len(rents), len(said[True]), len(said[False]))


def _last_in_time(due_day: int, month: str) -> dt.date:
    year, _, number = month.partition("-")
    day = rent_due(due_day, int(year), int(number)).due
    left = GRACE
    while left:
        day += ONE_DAY
        left -= is_bank_day(day)
    return day
