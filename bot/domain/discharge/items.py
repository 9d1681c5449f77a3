"""What is told of a stay, and the things that must be ready when it ends."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from typing import TYPE_CHECKING

import msgspec

from bot.domain.texts import t
from bot.flow.message import Day, Text
from bot.store import discharges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.turn import Turn

LABEL = "discharge"
FLOW = "discharge"
ITEMS = ("need", "application", "decision", "home", "follow_up", "plan_b", "rent", "medicine")
"""In the order of the list. Of medicines there is a tick, and nothing else is asked."""
OWNERS = ("contact", "resident", "coordinator", "case_officer")
STATES = ("open", "done", "not_needed")


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    The sealed part: answers by their choice, and days as YYYY-MM-DD; what was not said is empty.

    `asks` is whether the person wants to be asked afterwards how they are.
    """

    kind: str = ""
    where: str = ""
    referred: str = ""
    came: str | None = None
    leaves: str | None = None
    asks: bool = True

    @property
    def leaving(self) -> dt.date | None:
        """The day they leave; None while it is not set."""
        return dt.date.fromisoformat(self.leaves) if self.leaves else None

    @property
    def arrived(self) -> dt.date | None:
        """The day they came."""
        return dt.date.fromisoformat(self.came) if self.came else None


def _asked(step: str, choice: str) -> Text:
    """A choice in the words it was asked in."""
    return Text(f"{FLOW}.{step}.{choice}")


async def told_of(turn: Turn, row: discharges.Discharge) -> Told:
    """What was told of this stay."""
    return await turn.unseal(row.resident_id, LABEL, row.id, row.body, Told)


def listed(items: Sequence[discharges.Item]) -> tuple[Text, ...]:
    """These as one paragraph, a line each; nothing for none."""
    lines = [t("leaving.line", item=t(f"leaving.item.{one.item}")) for one in items]
    return (
        (reduce(lambda one, other: t("leaving.lines", one=one, other=other), lines),)
        if lines
        else ()
    )


async def day_of(turn: Turn, resident_id: int) -> Day | None:
    """The day this person leaves, if one is set."""
    row = await discharges.current(turn.tx, resident_id)
    leaving = (await told_of(turn, row)).leaving if row is not None else None
    return Day(leaving) if leaving is not None else None


async def items_of(turn: Turn, row: discharges.Discharge) -> list[discharges.Item]:
    """The list, in its order."""
    found = {one.item: one for one in await discharges.items(turn.tx, row.id)}
    return [found[item] for item in ITEMS if item in found]


def facts(told: Told) -> tuple[Text, ...]:
    """What is known of it, a sentence each: exactly what whoever follows up is told."""
    found = [t("leaving.day", day=Day(told.leaving)) if told.leaving else t("leaving.day.unset")]
    if told.kind:
        found.append(t("leaving.kind", kind=_asked("kind", told.kind)))
    if told.where:
        found.append(t("leaving.where", where=told.where))
    if told.referred:
        found.append(t("leaving.referred", referred=_asked("referred", told.referred)))
    if told.arrived:
        found.append(t("leaving.came", day=Day(told.arrived)))
    return tuple(found)
