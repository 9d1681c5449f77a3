"""Once a day: the plan is extended, keys of past days are destroyed, old rows are forgotten."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import forgetting, people
from bot.domain.appointments import series
from bot.domain.discharge import planning
from bot.domain.housing import deadlines
from bot.domain.money import rent_plan
from bot.domain.turn import Turn
from bot.store import deadlines as stored_deadlines
from bot.store import (
    deliveries,
    discharges,
    from_us,
    inbox,
    kept,
    random_id,
    sending,
    tenancies,
    timers,
    to_us,
)
from bot.store import people as stored_people
from bot.store import series as stored_series

if TYPE_CHECKING:
    from bot.domain.turn import House
    from bot.store import Store, Tx

DAY_KEYS = dt.timedelta(days=2)
INBOX_ROWS = dt.timedelta(days=3)
SETTLED = dt.timedelta(days=60)
PAGE = 25
"""So few persons in one transaction: whoever writes meanwhile waits for no more of them."""
KEPT = "tidied"


async def next_due(tx: Tx) -> dt.datetime | None:
    """When the next planned row or the next erasing is due."""
    found = [await timers.next_due(tx), await stored_people.next_erase(tx)]
    moments = [one for one in found if one is not None]
    return from_us(min(moments)) if moments else None


async def next_to_send(tx: Tx, now: dt.datetime) -> dt.datetime | None:
    """When something that waits may go out."""
    found = await sending.next_due(tx, to_us(now))
    return from_us(found) if found is not None else None


async def tidy(store: Store, house: House, now: dt.datetime) -> dict[str, int]:
    """
    Run what is to be run once a day; called twice it does nothing the second time.

    Returns how much of each kind was deleted because its time was over.
    """
    today = now.astimezone(house.zone).date().isoformat()
    if await store.read(lambda tx: kept.get(tx, KEPT)) == today:
        return {}
    after = 0
    while (page := await _plan(store, house, now, after)) is not None:
        after = page
    after = 0
    while (page := await _plan_deadlines(store, house, now, after)) is not None:
        after = page
    after = 0
    while (page := await _plan_series(store, house, now, after)) is not None:
        after = page
    after = 0
    while (page := await _plan_discharges(store, house, now, after)) is not None:
        after = page
    await house.keys.destroy_days_before(now.date() - DAY_KEYS)

    gone = await forgetting.forget(store, house, now)

    async def forget(tx: Tx) -> None:
        await inbox.forget_before(tx, to_us(now - INBOX_ROWS))
        await deliveries.forget_settled(tx, to_us(now - SETTLED))
        await kept.put(tx, KEPT, today)

    await store.transact(forget)
    return gone


async def _plan(store: Store, house: House, now: dt.datetime, after: int) -> int | None:
    """Rent for the next sixty days, one page of people at a time; the last id, None at the end."""

    async def body(tx: Tx) -> int | None:
        turn = Turn(tx, now, random_id, house)
        page = await tenancies.in_force(tx, after, PAGE)
        for tenancy in page:
            who = await people.person(turn, tenancy.resident_id)
            if who is not None:
                await rent_plan.plan_ahead(turn, who, tenancy)
        return page[-1].resident_id if page else None

    return await store.transact(body)


async def _plan_deadlines(store: Store, house: House, now: dt.datetime, after: int) -> int | None:
    """Deadlines for the next sixty days, likewise."""

    async def body(tx: Tx) -> int | None:
        turn = Turn(tx, now, random_id, house)
        page = await stored_deadlines.residents_after(tx, after, PAGE)
        for resident_id in page:
            who = await people.person(turn, resident_id)
            if who is not None:
                await deadlines.plan_all(turn, who)
        return page[-1] if page else None

    return await store.transact(body)


async def _plan_discharges(store: Store, house: House, now: dt.datetime, after: int) -> int | None:
    """Stays that end on a day, for the next sixty days, likewise."""

    async def body(tx: Tx) -> int | None:
        turn = Turn(tx, now, random_id, house)
        page = await discharges.going_on(tx, after, PAGE)
        for one in page:
            who = await people.person(turn, one.resident_id)
            if who is not None:
                await planning.plan_all(turn, who)
        return page[-1].id if page else None

    return await store.transact(body)


async def _plan_series(store: Store, house: House, now: dt.datetime, after: int) -> int | None:
    """What comes again, for the next sixty days, likewise."""

    async def body(tx: Tx) -> int | None:
        turn = Turn(tx, now, random_id, house)
        page = await stored_series.going_on(tx, turn.today.isoformat(), after, PAGE)
        for one in page:
            await series.extend(turn, one)
        return page[-1].id if page else None

    return await store.transact(body)
