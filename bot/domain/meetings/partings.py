"""When somebody is gone or away, or works here no more: those who were to come, and whom they come with, hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import due
from bot.domain.appointments import heard
from bot.domain.meetings.invited import RULE, plan, tell, withdraw
from bot.store import appointments, participants, timers

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.store.absences import Absence


async def all_off(turn: Turn, resident_id: int) -> None:
    """Nothing of this resident's takes place any more: those who were to come are told so."""
    for found in await appointments.coming_of(turn.tx, resident_id, turn.at):
        await due.cancel(turn, RULE, found.id, timers.ANSWERED)
        for row in await participants.at(turn.tx, found.id):
            if row.state == "yes":
                await tell(turn, row, found, "with.notice.off")


async def all_on(turn: Turn, resident_id: int) -> None:
    """That was taken back: they are told so, and reminded as they would have been."""
    for found in await appointments.coming_of(turn.tx, resident_id, turn.at):
        for row in await participants.at(turn.tx, found.id):
            if row.state == "yes":
                await tell(turn, row, found, "with.notice.on")
                await plan(turn, row, found)


async def leaves(turn: Turn, staff_id: int) -> None:
    """Somebody works here no more: they come to nothing, and whoever it is with hears it."""
    for row in await participants.of_staff(turn.tx, staff_id):
        ahead = await participants.occurrences(turn.tx, row.id, turn.at)
        await withdraw(turn, row)
        await participants.set_state(turn.tx, row.id, "out", turn.at)
        await _hosts_hear(turn, ahead)


async def is_away(turn: Turn, row: Absence) -> None:
    """Somebody who was to come is away: whoever it is with hears it, and sees for which."""
    ahead = await participants.invited_to(turn.tx, row.worker_id, max(turn.at, row.since))
    found = [await appointments.by_id(turn.tx, one) for one in ahead]
    meant = [one for one in found if one and (row.until is None or one.starts_at < row.until)]
    await _hosts_hear(turn, [one.id for one in meant])


async def _hosts_hear(turn: Turn, ahead: list[int]) -> None:
    """Once for the nearest of a series: the others read the same."""
    hosts: set[tuple[int, int]] = set()
    for one in ahead:
        found = await appointments.by_id(turn.tx, one)
        if found is not None and (found.with_id, found.resident_id) not in hosts:
            hosts.add((found.with_id, found.resident_id))
            await heard.answered(turn, found)
