"""Who may stand in for a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.roles import UNITS
from bot.store import absences
from bot.store import people as stored_people

if TYPE_CHECKING:
    from bot.domain.turn import Turn

STAND_IN = ("worker", *UNITS)
"""The roles in which one has something of one's own, which somebody else has meanwhile."""


async def who_may_stand_in(turn: Turn, colleague_id: int) -> list[int]:
    """
    Others with each of the roles the colleague has work in, who are there themselves.

    The one with the fewest residents comes first.
    """
    colleague = await people.the(turn, colleague_id)
    roles = [role for role in STAND_IN if role in colleague.roles] or ["worker"]
    able = set(await people.holders(turn, roles[0]))
    for role in roles[1:]:
        able &= set(await people.holders(turn, role))
    away = {one.worker_id for one in await absences.all_now(turn.tx, turn.at)}
    found: list[tuple[int, int]] = []
    for one in able - away - {colleague_id}:
        load = len(await stored_people.residents_of(turn.tx, one, turn.at))
        found.append((load, one))
    return [one for _, one in sorted(found)]
