"""From a stay to the rows that will remind of it; run again it adds only what is missing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.domain import due
from bot.domain.discharge.items import LABEL, Told, told_of
from bot.domain.remember.unanswered import promise
from bot.domain.reminders.silenced import wanted
from bot.rules.discharge import STEPS
from bot.rules.discharge_plan import (
    ASK,
    LAST_STEP,
    OUT,
    OVER,
    OWN,
    OWNERS,
    DischargeFact,
    plan_discharge,
)
from bot.rules.pace import safe_for
from bot.rules.reminders import Settings
from bot.store import discharges, from_us, timers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

__all__ = ["LABEL", "cancel", "plan", "plan_all", "settings"]
AHEAD = dt.timedelta(days=60)
SILENT = "leaving.silent"
RULES = (OWNERS, OWN, OUT, ASK, OVER, SILENT)
TOLD_AT_ONCE = "sent"


def settings(turn: Turn) -> Settings:
    """The hours that the pack decides."""
    return Settings(turn.house.zone, rent_at=turn.house.pack.reminders.rent_time)


async def plan(
    turn: Turn, who: Person, row: discharges.Discharge, told: Told, *, anew: bool = False
) -> None:
    """
    Rows for the next sixty days of one stay; `anew` when the person chose otherwise about reminders.

    What is due at the moment of telling is told by whoever wrote it down, and is done.
    """
    fact = DischargeFact(
        subject=row.id,
        revision=row.revision,
        since=from_us(row.since),
        leaves=told.leaving,
        came=told.arrived,
        left=row.state == "left",
        own=_own_steps(who),
        asks=told.asks,
        safe=safe_for("discharge", who.profile.safe, hard_any_time=who.profile.hard_any_time),
    )
    planned = plan_discharge(fact, turn.now, AHEAD, promise(turn), settings(turn))
    if anew:
        kept = {(OWN, one.occurrence) for one in planned if one.rule == OWN}
        await timers.fewer(turn.tx, OWN, row.id, kept)
    rows = [due.row(turn, who.id, one, one.rule) for one in planned]
    at_once = [
        msgspec.structs.replace(one, state="done", reason=TOLD_AT_ONCE)
        for one in rows
        if one.rule == OWNERS and one.due_at <= row.since
    ]
    later = [one for one in rows if one.rule != OWNERS or one.due_at > row.since]
    await timers.plan(turn.tx, at_once)
    await (timers.replan if anew else timers.plan)(turn.tx, later)


def _own_steps(who: Person) -> tuple[str, ...]:
    """Every step; «sjelden» is the last of them alone, and stopped is none."""
    if not wanted(who, "discharge"):
        return ()
    return (LAST_STEP,) if who.profile.push == "gentle" else STEPS


async def plan_all(turn: Turn, who: Person, *, anew: bool = False) -> None:
    """The stay that is not over, if there is one."""
    row = await discharges.current(turn.tx, who.id)
    if row is not None:
        await plan(turn, who, row, await told_of(turn, row), anew=anew)


async def cancel(turn: Turn, row_id: int, reason: str) -> None:
    """Everything planned for a stay falls away; the reason stands in the ledger."""
    for rule in RULES:
        await due.cancel(turn, rule, row_id, reason)
