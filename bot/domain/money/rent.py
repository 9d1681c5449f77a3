"""Rent reminders: the person's own, on the day they chose; never a sum, never the landlord's arm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from bot.domain import people, tasks
from bot.domain.errors import Told
from bot.domain.money import cannot_pay
from bot.domain.money.rent_plan import PAID, RULE, next_reminder, plan_ahead
from bot.domain.reminders.silenced import wanted, without
from bot.domain.texts import button, lines, t
from bot.flow.message import Button, Day, Message, Moment, Text
from bot.rules.kid import read_account, read_kid, show_account
from bot.rules.rent import rent_due
from bot.store import tenancies, timers

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.rules.rent import PaidHow

LABEL = "tenancy"
METHODS: dict[str, PaidHow] = {
    "self": "self",
    "standing": "standing_order",
    "deducted": "deducted",
    "nav": "nav",
    "unknown": "unknown",
}
MONTH = re.compile(r"2[0-9]{3}-(0[1-9]|1[0-2])", re.ASCII)


class Wish(msgspec.Struct, frozen=True):
    """
    What the person chose: how it is paid, when it is due, when money comes, when to remind.

    `payday` is a day of the month, `money_from` a day from which money comes every fortnight; both
    None where that is not known. `kid` and `account` are as they were typed.
    """

    method: str
    wanted: bool = False
    due_day: int | None = None
    payday: int | None = None
    money_from: str | None = None
    remind: tuple[str, ...] = ()
    show: str = "hello"
    kid: str = ""
    account: str = ""


class Bill(msgspec.Struct, frozen=True, omit_defaults=True):
    """The sealed part: where the rent is paid to."""

    kid: str = ""
    account: str = ""


async def choose(turn: Turn, who: Person, wish: Wish) -> Text:
    """
    The rent rule as the person now wants it; what was planned before falls away.

    Says when the next reminder comes, or why none does. Raises Told for a KID or an account number
    that cannot be right.
    """
    bill = _bill(wish)
    before = await tenancies.of(turn.tx, who.id)
    row_id = before.id if before else turn.new_id()
    money_known = wish.payday is not None or wish.money_from is not None
    asked = "payday" in wish.remind and not money_known
    remind = tuple("before" if one == "payday" and asked else one for one in wish.remind)
    tenancy = tenancies.Tenancy(
        resident_id=who.id,
        id=row_id,
        method=METHODS.get(wish.method, "unknown"),
        due_day=wish.due_day,
        payday=wish.payday,
        money_from=wish.money_from,
        body=await turn.seal(who.id, LABEL, row_id, bill),
        since=turn.at,
        remind=",".join(dict.fromkeys(remind)),
        show=wish.show,
        revision=before.revision + 1 if before else 0,
        stopped=not wish.wanted or not remind or wish.due_day is None,
    )
    await tenancies.put(turn.tx, tenancy)
    if wish.wanted and not wanted(who, "rent"):
        who = await people.change(turn, who, silenced=without(who, "rent"))
    await timers.cancel(turn.tx, RULE + "%", tenancy.id, "changed by the person")
    await plan_ahead(turn, who, tenancy)
    if wish.wanted and wish.due_day is None:
        contact = await people.contact_of(turn, who.id)
        return t("rent.saved.no_day", contact=contact.name)
    upcoming = await next_reminder(turn, who)
    if upcoming is None:
        return t("rent.saved.none")
    return t("rent.saved.no_payday" if asked else "rent.saved", at=Moment(upcoming))


def _bill(wish: Wish) -> Bill:
    """Only what can be right is kept, so that one tap copies the right number."""
    if wish.show != "kid":
        return Bill()
    kid, account = read_kid(wish.kid), read_account(wish.account)
    if wish.kid and kid is None:
        raise Told("rent.kid.wrong")
    if wish.account and account is None:
        raise Told("rent.account.wrong")
    return Bill(kid or "", account or "")


async def reminder(turn: Turn, who: Person, occurrence: str) -> Message | None:
    """The words of one month's reminder; None once the person has stopped them."""
    tenancy = await tenancies.of(turn.tx, who.id)
    if tenancy is None or tenancy.stopped or tenancy.due_day is None:
        return None
    year, _, month = occurrence.partition("-")
    rent = rent_due(tenancy.due_day, int(year), int(month))
    rows: tuple[tuple[Button, ...], ...] = (
        (
            button("rent.paid", "rent_paid", occurrence),
            button("rent.fine", "rent_fine", occurrence),
        ),
        (button("rent.hard", "rent_hard", occurrence),),
        (button("rent.stop", "rent_stop"),),
    )
    if tenancy.show == "hello":
        return lines(t("rent.reminder.hello"), t("rent.reminder.press"), rows=rows)
    body = [t("rent.reminder.date", date=Day(rent.due))]
    if rent.pay_by < rent.due:
        body.append(t("rent.reminder.bank", date=Day(rent.pay_by)))
    if tenancy.show == "kid" and tenancy.body is not None:
        bill = await turn.unseal(who.id, LABEL, tenancy.id, tenancy.body, Bill)
        copies = _copies(bill)
        rows = ((copies,) if copies else ()) + rows
        if bill.kid:
            body.append(t("rent.reminder.kid", kid=bill.kid))
        if bill.account:
            body.append(t("rent.reminder.account", account=show_account(bill.account)))
    contact = await people.contact_of(turn, who.id)
    body.append(t("rent.reminder.hard", contact=contact.name))
    return lines(*body, rows=rows)


def _copies(bill: Bill) -> tuple[Button, ...]:
    offered = (("rent.copy.kid", bill.kid), ("rent.copy.account", bill.account))
    return tuple(Button(t(key), copy=number) for key, number in offered if number)


async def paid(turn: Turn, who: Person, occurrence: str) -> Message:
    """Thanked once, and not reminded again of this month, whatever else is changed."""
    tenancy = await _own(turn, who)
    if not MONTH.fullmatch(occurrence):
        raise Told("came.stale")
    thanked = await timers.exists(turn.tx, PAID, tenancy.id)
    await timers.cancel_occurrence(turn.tx, RULE + "%", tenancy.id, occurrence, "paid")
    await timers.record(turn.tx, turn.new_id(), PAID, tenancy.id, who.id, turn.at, occurrence)
    return await _and_next(turn, who, t("rent.noted" if thanked else "rent.thanks"))


async def fine(turn: Turn, who: Person) -> Message:
    """«Går fint»: nothing more is asked."""
    await _own(turn, who)
    return await _and_next(turn, who, t("rent.noted"))


async def _and_next(turn: Turn, who: Person, said: Text) -> Message:
    upcoming = await next_reminder(turn, who)
    return lines(said, t("rent.next", at=Moment(upcoming))) if upcoming else lines(said)


async def hard(turn: Turn, who: Person) -> Message:
    """«Blir vanskelig»: a human, never the landlord's side, has it at once."""
    await cannot_pay.begin(turn, who)
    contact = await people.contact_of(turn, who.id)
    hours = turn.house.worker_hours(who.language)
    return lines(t("rent.hard.said", contact=contact.name, hours=hours, phone=turn.house.phone))


async def away(
    turn: Turn, who: Person, pays: str, until: dt.date | None, answers: tuple[Text, ...]
) -> Text:
    """
    Who pays while the person is away: where nobody does, a human finds out together with them.

    Where it is taken care of until a known day, there is nothing to remind of until then.
    """
    contact = await people.contact_of(turn, who.id)
    if pays in {"standing", "other"}:
        quiet = until.isoformat() if until else None
        who = await people.change(turn, who, rent_quiet_until=quiet)
        tenancy = await tenancies.of(turn.tx, who.id)
        if tenancy is not None:
            await plan_ahead(turn, who, tenancy, anew=True)
        return t("rent.away.quiet", day=Day(until)) if until else t("rent.away.noted")
    if pays == "self":
        return t("rent.away.noted")
    note = tasks.Note(lines=answers, at=turn.now)
    await tasks.open_once(
        turn, "rent_away", contact.role, subject=who.id, owner=contact.owner, note=note
    )
    hours = turn.house.worker_hours(who.language)
    return t("rent.away.told", contact=contact.name, hours=hours, phone=turn.house.phone)


async def stop(turn: Turn, who: Person) -> Message:
    """No more reminders of rent, from this moment."""
    tenancy = await _own(turn, who)
    await tenancies.put(turn.tx, msgspec.structs.replace(tenancy, stopped=True))
    await timers.cancel(turn.tx, RULE + "%", tenancy.id, timers.STOPPED)
    return lines(t("rent.stopped"))


async def _own(turn: Turn, who: Person) -> tenancies.Tenancy:
    tenancy = await tenancies.of(turn.tx, who.id)
    if tenancy is None:
        raise Told("came.stale")
    return tenancy
