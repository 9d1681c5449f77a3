"""The plan of rent reminders: from the person's own rule to rows, sixty days ahead."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import due
from bot.domain.reminders.silenced import wanted
from bot.rules.calendar import local_day
from bot.rules.pace import safe_for
from bot.rules.reminders import RentFact, Settings, plan
from bot.rules.rent import RentRule
from bot.store import ahead, from_us, timers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.rules.rent import RemindWhen
    from bot.store import tenancies

RULE = "rent.remind"
PAID = "rent.paid"
AHEAD = dt.timedelta(days=60)
REMIND: dict[str, RemindWhen] = {
    "payday": "payday",
    "before": "three_days_before",
    "due": "on_due_day",
}


async def plan_ahead(
    turn: Turn, who: Person, tenancy: tenancies.Tenancy, *, anew: bool = False
) -> None:
    """
    Rows for the next sixty days; run again it adds only what is missing.

    `anew` moves those that wait, after the person's safe hours have changed.
    """
    if tenancy.stopped or tenancy.due_day is None or not wanted(who, "rent"):
        return
    settled = await timers.occurrences(turn.tx, PAID, tenancy.id)
    settings = Settings(turn.house.zone, rent_at=turn.house.pack.reminders.rent_time)
    rows: list[timers.Timer] = []
    gentle = who.profile.push == "gentle"
    taken: set[dt.date] = set()
    for chosen in filter(None, tenancy.remind.split(",")):
        fact = _fact(who, tenancy, chosen, settled)
        if fact is None:
            continue
        for one in plan([fact], turn.now, AHEAD, settings):
            # Payday and «tre dager før» may be one and the same day: it rings once.
            day = local_day(one.due_at, turn.house.zone)
            if day not in taken:
                taken.add(day)
                rows.append(due.row(turn, who.id, one, f"{one.rule}.{chosen}"))
    rows = [one for one in rows if not _is_quiet(turn, who, one)]
    if gentle:
        rows = _one_a_month(rows)
    if anew:
        kept = {(one.rule, one.occurrence) for one in rows}
        await timers.fewer(turn.tx, RULE + ".%", tenancy.id, kept)
    await (timers.replan if anew else timers.plan)(turn.tx, rows)


def _is_quiet(turn: Turn, who: Person, row: timers.Timer) -> bool:
    """Whether somebody else pays that month: the person is away, and there is nothing to remember."""
    until = who.profile.rent_quiet_until
    return until is not None and f"{local_day(from_us(row.due_at), turn.house.zone)}" < until


def _one_a_month(rows: list[timers.Timer]) -> list[timers.Timer]:
    """«Sjelden»: the earliest of each month's."""
    first: dict[str, timers.Timer] = {}
    for row in sorted(rows, key=lambda one: one.due_at):
        first.setdefault(row.occurrence, row)
    return list(first.values())


def _fact(
    who: Person, tenancy: tenancies.Tenancy, chosen: str, settled: frozenset[str]
) -> RentFact | None:
    first = dt.date.fromisoformat(tenancy.money_from) if tenancy.money_from else None
    if tenancy.due_day is None:
        return None
    if chosen == "payday" and tenancy.payday is None and first is None:
        return None
    rule = RentRule(
        due_day=tenancy.due_day,
        remind=REMIND[chosen],
        payday=tenancy.payday,
        fortnight_from=first,
        paid=tenancy.method,  # type: ignore[arg-type]  # one of PaidHow's words
    )
    return RentFact(
        subject=tenancy.id,
        revision=tenancy.revision,
        since=from_us(tenancy.since),
        rule=rule,
        paid=settled,
        safe=safe_for("rent", who.profile.safe, hard_any_time=who.profile.hard_any_time),
    )


async def next_reminder(turn: Turn, who: Person) -> dt.datetime | None:
    """When the next reminder of rent is due, if any is planned."""
    due_at = await ahead.next_of(turn.tx, RULE + "%", who.id)
    return from_us(due_at) if due_at is not None else None
