"""Who may stand in for a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.store import absences
from bot.store import people as stored_people

if TYPE_CHECKING:
    from bot.domain.turn import Turn


async def who_may_stand_in(turn: Turn, worker_id: int) -> list[int]:
    """Other workers who are there themselves; the one with the fewest residents first."""
    away = {one.worker_id for one in await absences.all_now(turn.tx, turn.at)}
    found: list[tuple[int, int]] = []
    for one in await people.holders(turn, "worker"):
        if one != worker_id and one not in away:
            load = len(await stored_people.residents_of(turn.tx, one, turn.at))
            found.append((load, one))
    return [one for _, one in sorted(found)]
