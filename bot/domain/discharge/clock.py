"""What is due of a stay: owners are reminded, the day is over, check-ins, and the end of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.discharge import check_ins, owners, stays
from bot.domain.discharge.items import told_of
from bot.domain.discharge.planning import SILENT
from bot.rules.discharge_plan import OUT, OWNERS
from bot.store import discharges, timers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def _came_due(turn: Turn, who: Person, timer: timers.Timer) -> None:
    if timer.rule == SILENT:
        await check_ins.no_answer(turn, who, timer)
        await timers.settle(turn.tx, timer.id, "done", "nobody answered")
        return
    row = await discharges.by_id(turn.tx, timer.subject)
    if row is None or row.state == "over" or row.revision != timer.revision:
        await timers.settle(turn.tx, timer.id, "cancelled", stays.CHANGED)
        return
    if timer.rule == OWNERS:
        told = await owners.remind(turn, who, row, await told_of(turn, row))
        state, why = ("done", "sent") if told else ("skipped", "nobody has anything left of it")
        await timers.settle(turn.tx, timer.id, state, why)
        return
    await (stays.is_out if timer.rule == OUT else stays.over)(turn, who, row)
    await timers.settle(turn.tx, timer.id, "done", "the day came")


DUE: dict[str, Callable[[Turn, Person, timers.Timer], Awaitable[None]]] = {
    "leaving": _came_due,
    "checkin": check_ins.came_due,
}
SETTLES = frozenset(DUE)
"""These say themselves in the ledger what became of them."""
