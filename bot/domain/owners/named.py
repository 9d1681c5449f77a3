"""What the flows about who has a resident may name: workers and stand-ins to choose from, and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.owners.standing import who_may_stand_in
from bot.domain.texts import t
from bot.flow import Choice

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def _worker_now(turn: Turn, who: Person) -> Text:
    """Who follows the resident up now, by name; the team where nobody does."""
    found = await people.worker_of(turn, who.id)
    worker = await people.person(turn, found) if found is not None else None
    return worker.name if worker else turn.house.team


async def _resident_name(_: Turn, who: Person) -> Text:
    return who.name


async def _other_workers(turn: Turn, who: Person) -> tuple[Choice, ...]:
    """Every worker but the one the resident has: those to hand over to."""
    present = await people.worker_of(turn, who.id)
    choices: list[Choice] = []
    for one in await people.holders(turn, "worker"):
        worker = await people.person(turn, one) if one != present else None
        if worker is not None:
            choices.append(Choice(str(one), worker.name))
    return tuple(choices)


async def _stand_ins(turn: Turn, who: Person) -> tuple[Choice, ...]:
    """Who may stand in for this worker, and «Ingen ennå»."""
    choices = [
        Choice(str(one), (await people.the(turn, one)).name)
        for one in await who_may_stand_in(turn, who.id)
    ]
    return (*choices, Choice("0", t("staff.away.none")))


VALUES = {"worker_now": _worker_now, "resident_name": _resident_name}
SOURCES = {"other_workers": _other_workers, "stand_ins": _stand_ins}
