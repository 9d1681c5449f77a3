"""
A stay as it was told: where, of what kind, who referred, the day; a transfer is a new one.

Nobody knows of it but the person until they say yes. With a yes, whoever follows them up has it at
once; a no is kept to, and everything else works as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain.discharge import owners, planning
from bot.domain.discharge.items import ITEMS, Told, told_of
from bot.rules.discharge_plan import near_at
from bot.store import discharges, to_us

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn

CHANGED, MOVED, GONE, ENDED = "changed", "transferred", "no longer wanted", "over"


async def begin(turn: Turn, who: Person, told: Told) -> None:
    """
    A new stay, with its list; one that was not over ends here, and its list begins anew.

    Whose the things on the list were stays so. Source: flows.md, **discharge**: a transfer counts
    as a new discharge.
    """
    before = await discharges.current(turn.tx, who.id)
    kept: dict[str, str] = {}
    if before is not None:
        kept = {one.item: one.owner for one in await discharges.items(turn.tx, before.id)}
        await _end(turn, who, before, MOVED)
    row = await _write(turn, who, turn.new_id(), told)
    items = [
        discharges.Item(turn.new_id(), row.id, who.id, item, kept.get(item, "contact"))
        for item in ITEMS
    ]
    await discharges.add_items(turn.tx, items)
    await planning.plan(turn, who, row, told)
    await announce(turn, who, row, told)


async def _write(
    turn: Turn, who: Person, row_id: int, told: Told, *, revision: int = 0, state: str = "ahead"
) -> discharges.Discharge:
    near = near_at(told.leaving, planning.settings(turn)) if told.leaving else None
    row = discharges.Discharge(
        id=row_id,
        resident_id=who.id,
        body=await turn.seal(who.id, planning.LABEL, row_id, told),
        state=state,
        since=turn.at,
        revision=revision,
        near_at=to_us(near) if near is not None else None,
    )
    await discharges.put(turn.tx, row)
    return row


async def announce(
    turn: Turn, who: Person, row: discharges.Discharge, told: Told, *, early: bool = False
) -> None:
    """Those who may know of it have it at once; the steps that have passed are this one list."""
    kind = "leaving_early" if early else "leaving"
    await owners.remind(turn, who, row, told, kind=kind, news=True)


async def change_day(turn: Turn, who: Person, leaves: dt.date | None) -> None:
    """Another day, or none any more: everything ahead is planned anew. Nothing where there is no stay."""
    row = await discharges.current(turn.tx, who.id)
    if row is None:
        return
    told = msgspec.structs.replace(
        await told_of(turn, row), leaves=leaves.isoformat() if leaves else None
    )
    row = await _anew(turn, who, row, told, "ahead")
    await announce(turn, who, row, told)


async def out(turn: Turn, who: Person, day: dt.date) -> None:
    """They are out, before the day or after it: owners have it at once, and check-ins count from it."""
    row = await discharges.current(turn.tx, who.id)
    if row is None:
        return
    told = await told_of(turn, row)
    early = told.leaving is None or day < told.leaving
    told = msgspec.structs.replace(told, leaves=day.isoformat())
    row = await _anew(turn, who, row, told, "left")
    await announce(turn, who, row, told, early=early)


async def _anew(
    turn: Turn, who: Person, row: discharges.Discharge, told: Told, state: str
) -> discharges.Discharge:
    await planning.cancel(turn, row.id, CHANGED)
    row = await _write(turn, who, row.id, told, revision=row.revision + 1, state=state)
    await planning.plan(turn, who, row, told)
    return row


async def ask_me(turn: Turn, who: Person, *, yes: bool) -> None:
    """Whether the person wants to be asked afterwards; takes effect at once."""
    row = await discharges.current(turn.tx, who.id)
    if row is None:
        return
    told = await told_of(turn, row)
    if told.asks is not yes:
        told = msgspec.structs.replace(told, asks=yes)
        await _anew(turn, who, row, told, row.state)


async def share(turn: Turn, who: Person, *, yes: bool) -> None:
    """A yes or no to whoever follows them up; with a yes they have it at once, with a no it is gone."""
    await owners.say(turn, who, yes=yes)
    row = await discharges.current(turn.tx, who.id)
    if row is not None:
        await announce(turn, who, row, await told_of(turn, row))


async def drop(turn: Turn, who: Person) -> None:
    """Not wanted any more: reminders, check-ins and tasks about it fall away."""
    row = await discharges.current(turn.tx, who.id)
    if row is not None:
        await _end(turn, who, row, GONE)


async def is_out(turn: Turn, who: Person, row: discharges.Discharge) -> None:
    """The day is over: they count as out, and what is not ready is told of."""
    if row.state == "ahead":
        await discharges.put(turn.tx, msgspec.structs.replace(row, state="left"))
        await owners.remind(turn, who, row, await told_of(turn, row), kind="leaving_out")


async def over(turn: Turn, _: Person, row: discharges.Discharge) -> None:
    """Three weeks after it: the list is closed. What a human has as a task stays theirs."""
    await planning.cancel(turn, row.id, ENDED)
    await discharges.put(turn.tx, msgspec.structs.replace(row, state="over", ended_at=turn.at))


async def _end(turn: Turn, who: Person, row: discharges.Discharge, why: str) -> None:
    await planning.cancel(turn, row.id, why)
    await discharges.put(turn.tx, msgspec.structs.replace(row, state="over", ended_at=turn.at))
    await owners.close(turn, who)
