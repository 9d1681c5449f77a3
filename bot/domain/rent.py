"""Rent reminders: the person's own, on the day they chose; never a sum, never the landlord's arm."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.domain import people, tasks
from bot.domain.errors import Told
from bot.domain.texts import button, lines, t
from bot.flow.message import Day, Message
from bot.rules.reminders import Due, RentFact, Settings, plan
from bot.rules.rent import RentRule, rent_due
from bot.store import cases, from_us, timers, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button
    from bot.rules.rent import PaidHow, RemindWhen

RULE = "rent.remind"
AHEAD = dt.timedelta(days=60)
PAID: dict[str, PaidHow] = {
    "self": "self",
    "standing": "standing_order",
    "deducted": "deducted",
    "nav": "nav",
    "unknown": "unknown",
}
REMIND: dict[str, RemindWhen] = {
    "payday": "payday",
    "before": "three_days_before",
    "due": "on_due_day",
}


class Wish(msgspec.Struct, frozen=True):
    """What the person chose: how it is paid, days of the month, when to remind and what to show."""

    method: str
    due_day: int | None = None
    payday: int | None = None
    remind: tuple[str, ...] = ()
    show: str = "hello"


async def choose(turn: Turn, who: Person, wish: Wish) -> None:
    """The rent rule as the person now wants it; what was planned before falls away."""
    before = await cases.tenancy(turn.tx, who.id)
    tenancy = cases.Tenancy(
        resident_id=who.id,
        id=before.id if before else turn.new_id(),
        method=PAID.get(wish.method, "unknown"),
        due_day=wish.due_day,
        payday=wish.payday,
        remind=",".join(wish.remind),
        show=wish.show,
        revision=before.revision + 1 if before else 0,
        stopped=not wish.remind or wish.due_day is None,
    )
    await cases.set_tenancy(turn.tx, tenancy)
    await timers.cancel(turn.tx, RULE + "%", tenancy.id, "changed by the person")
    await plan_ahead(turn, who, tenancy)


async def plan_ahead(turn: Turn, who: Person, tenancy: cases.Tenancy) -> None:
    """Rows for the next sixty days; run again it adds only what is missing."""
    if tenancy.stopped or tenancy.due_day is None:
        return
    rows: list[timers.Timer] = []
    for chosen in filter(None, tenancy.remind.split(",")):
        fact = _fact(turn, who, tenancy, chosen)
        if fact is not None:
            due = plan([fact], turn.now, AHEAD, Settings(turn.house.zone))
            rows += [_row(turn, who.id, one, chosen) for one in due]
    await timers.plan(turn.tx, rows)


def _fact(turn: Turn, who: Person, tenancy: cases.Tenancy, chosen: str) -> RentFact | None:
    if tenancy.due_day is None or (chosen == "payday" and tenancy.payday is None):
        return None
    rule = RentRule(
        due_day=tenancy.due_day,
        remind=REMIND[chosen],
        payday=tenancy.payday,
        paid=tenancy.method,  # type: ignore[arg-type]  # one of PAID's values
    )
    return RentFact(
        subject=tenancy.id,
        revision=tenancy.revision,
        since=turn.now,
        rule=rule,
        safe=who.profile.safe,
    )


def _row(turn: Turn, person_id: int, due: Due, chosen: str) -> timers.Timer:
    return timers.Timer(
        id=turn.new_id(),
        rule=f"{due.rule}.{chosen}",
        subject=due.subject,
        occurrence=due.occurrence,
        revision=due.revision,
        person_id=person_id,
        due_at=to_us(due.due_at),
        useless_after=to_us(due.useless_after),
    )


async def next_reminder(turn: Turn, who: Person) -> dt.datetime | None:
    """When the next reminder of rent is due, if any is planned."""
    due_at = await timers.next_of(turn.tx, RULE + "%", who.id)
    return from_us(due_at) if due_at is not None else None


async def reminder(turn: Turn, who: Person, occurrence: str) -> Message | None:
    """The words of one month's reminder; None once the person has stopped them."""
    tenancy = await cases.tenancy(turn.tx, who.id)
    if tenancy is None or tenancy.stopped or tenancy.due_day is None:
        return None
    year, _, month = occurrence.partition("-")
    due = rent_due(tenancy.due_day, int(year), int(month))
    rows: tuple[tuple[Button, ...], ...] = (
        (
            button("rent.paid", "rent_paid", occurrence),
            button("rent.fine", "rent_fine", occurrence),
        ),
        (button("rent.hard", "rent_hard", occurrence),),
        (button("rent.stop", "rent_stop"),),
    )
    if tenancy.show == "hello":
        return lines(t("rent.reminder.hello"), rows=rows)
    return lines(t("rent.reminder.date", date=Day(due.due)), rows=rows)


async def paid(turn: Turn, who: Person, occurrence: str) -> Message:
    """Thanked once, and not reminded again of this month."""
    tenancy = await _own(turn, who)
    thanked = await timers.exists(turn.tx, "rent.thanked", tenancy.id)
    await timers.cancel_occurrence(turn.tx, RULE + "%", tenancy.id, occurrence, "paid")
    if thanked:
        return lines(t("rent.noted"))
    await timers.record(turn.tx, turn.new_id(), "rent.thanked", tenancy.id, who.id, turn.at)
    return lines(t("rent.thanks"))


async def fine(turn: Turn, who: Person) -> Message:
    """«Går fint»: nothing more is asked."""
    await _own(turn, who)
    return lines(t("rent.noted"))


async def hard(turn: Turn, who: Person) -> Message:
    """«Blir vanskelig»: a human, never the landlord's side, has it at once."""
    contact = await people.contact_of(turn, who.id)
    owner = contact.ids[0] if contact.ids and not contact.is_team else None
    role = "coordinator" if contact.is_team else "worker"
    await tasks.open_once(turn, "rent_hard", role, subject=who.id, owner=owner)
    return lines(t("rent.hard.said", contact=contact.name, phone=turn.house.phone))


async def stop(turn: Turn, who: Person) -> Message:
    """No more reminders of rent, from this moment."""
    tenancy = await _own(turn, who)
    await cases.set_tenancy(turn.tx, msgspec.structs.replace(tenancy, stopped=True))
    await timers.cancel(turn.tx, RULE + "%", tenancy.id, "the person said stop")
    return lines(t("rent.stopped"))


async def _own(turn: Turn, who: Person) -> cases.Tenancy:
    tenancy = await cases.tenancy(turn.tx, who.id)
    if tenancy is None:
        raise Told("came.stale")
    return tenancy
