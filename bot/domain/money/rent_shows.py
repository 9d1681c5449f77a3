"""What a reminder of rent may show, and whether the worker may hear that it was one: the person's own choice.

Each is changed with one tap and counts from that moment, also for what is queued: what a reminder
says is made anew when it leaves, and what the worker reads of rent is asked for when she reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, people
from bot.domain.errors import Told
from bot.domain.money.rent import LABEL, Bill
from bot.domain.money.rent_plan import PAID
from bot.domain.reminders.silenced import wanted
from bot.domain.texts import button, lines, t
from bot.flow.message import Day
from bot.rules.access import Thing
from bot.rules.deadlines import months_later
from bot.rules.rent import rent_due
from bot.store import consents, tenancies, timers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text

SHOWS = ("hello", "date", "kid")
WORKER = "worker"  # whoever follows the person up, or stands in
PURPOSE = "rent_unreached"
MONTHS_AHEAD = 3


async def page(turn: Turn, who: Person, *, told: tuple[Text, ...] = ()) -> Message:
    """What it shows now and who may know of it, each with the taps that change it."""
    tenancy = await tenancies.of(turn.tx, who.id)
    if tenancy is None or tenancy.due_day is None:
        rows: tuple[tuple[Button, ...], ...] = ((button("menu.money.rent", "flow", "rent"),),)
        return lines(*told, t("rent_shown.none"), rows=(*rows, _back()))
    contact = await people.contact_of(turn, who.id)
    may = await _said(turn, who.id)
    numbers = await _has_number(turn, who, tenancy)
    rows = tuple(_choice(one, tenancy.show) for one in SHOWS if one != "kid" or numbers)
    if not numbers:
        rows = (*rows, (button("rent_shown.add_kid", "flow", "rent"),))
    turns = "no" if may else "yes"
    tell = (button(f"rent.told.{turns}", "rent_told", turns, contact=contact.name),)
    body = [
        *told,
        t("rent_shown.title"),
        t("rent.told.may" if may else "rent.told.may_not", contact=contact.name),
    ]
    return lines(*body, rows=(*rows, tell, _back()))


def _choice(one: str, chosen: str) -> tuple[Button, ...]:
    key = "rent_shown.chosen" if one == chosen else "rent_shown.other"
    return (button(key, "rent_show", one, what=t(f"rent_shown.{one}")),)


def _back() -> tuple[Button, ...]:
    return (button("menu.button.back", "reminders"), button("menu.button.menu", "menu"))


async def _has_number(turn: Turn, who: Person, tenancy: tenancies.Tenancy) -> bool:
    if tenancy.body is None:
        return False
    bill = await turn.unseal(who.id, LABEL, tenancy.id, tenancy.body, Bill)
    return bool(bill.kid or bill.account)


async def show(turn: Turn, who: Person, what: str) -> Message:
    """From now on reminders show this; what is kept to pay by stays. Raises Told for anything else."""
    tenancy = await tenancies.of(turn.tx, who.id)
    if tenancy is None or what not in SHOWS:
        raise Told("came.stale")
    if what == "kid" and not await _has_number(turn, who, tenancy):
        raise Told("came.stale")
    await tenancies.put(turn.tx, msgspec.structs.replace(tenancy, show=what))
    return await page(turn, who)


async def say(turn: Turn, who: Person, *, yes: bool) -> None:
    """Whether the worker may know that a reminder that did not come through was of rent; said twice is once."""
    before = [one for one in await consents.log(turn.tx, who.id) if one.purpose == PURPOSE]
    if not before or before[-1].given is not yes:
        await consents.say(turn.tx, turn.new_id(), who.id, WORKER, PURPOSE, yes, turn.at)


async def tell(turn: Turn, who: Person, word: str) -> Message:
    """«Ja» or «Ikke nå» about that, from the page; raises Told for anything else."""
    if word not in {"yes", "no"}:
        raise Told("came.stale")
    await say(turn, who, yes=word == "yes")
    return await page(turn, who)


async def _said(turn: Turn, resident_id: int) -> bool:
    return await consents.given(turn.tx, resident_id, WORKER, PURPOSE)


async def may_know(turn: Turn, staff: Person, resident_id: int) -> bool:
    """Whether this person may hear of rent when a reminder does not come through, at this moment."""
    stands = await access.relation(turn, staff, resident_id)
    theirs = stands.assigned or stands.standing_in_since is not None
    yes = theirs and await _said(turn, resident_id)
    return await access.may(turn, staff, "read", Thing.TENANCY, resident_id, consent=yes)


async def ahead(turn: Turn, staff: Person, resident_id: int) -> tuple[Text, ...]:
    """The day by which the rent is to be paid, for one who may know; nothing else of it, and no sum."""
    resident = await people.person(turn, resident_id)
    tenancy = await tenancies.of(turn.tx, resident_id)
    if resident is None or tenancy is None or tenancy.stopped or tenancy.due_day is None:
        return ()
    if not wanted(resident, "rent") or not await may_know(turn, staff, resident_id):
        return ()
    settled = await timers.occurrences(turn.tx, PAID, tenancy.id)
    for months in range(MONTHS_AHEAD):
        month = months_later(turn.today.replace(day=1), months)
        rent = rent_due(tenancy.due_day, month.year, month.month)
        if rent.due >= turn.today and rent.occurrence not in settled:
            return (t("task.not_through.rent", day=Day(rent.due)),)
    return ()
