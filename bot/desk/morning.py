"""What the first page says without anything being opened: how many wait for whom, what is next, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import people, tasks
from bot.domain.team import listing
from bot.domain.texts import t
from bot.flow.message import Day, Moment
from bot.rules.need import Level
from bot.store import from_us, need
from bot.store import people as stored_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text
    from bot.rules.need import Place
    from bot.store.tasks import Row as Task

FOLLOW_UP = frozenset({"worker", "stand_in", "duty", "coordinator"})
"""Who follows people up, and is told how many wait for everybody: numbers, and nobody's name."""


class Counts(NamedTuple):
    """How many wait: at each level of one's own list, and of mine, the team's and nobody's."""

    levels: tuple[tuple[Text, int], ...] = ()
    whose: tuple[tuple[Text, int], ...] = ()


async def counts(turn: Turn, who: Person) -> Counts:
    """Numbers that need no opening."""
    levels = tuple(
        (t("desk.level." + one.level.name.lower()), one.people)
        for one in await listing.counted(turn, who)
        if one.people
    )
    if not who.roles & FOLLOW_UP:
        return Counts(levels)
    found = await need.whose(turn.tx, who.id, turn.at)
    whose = (
        (t("desk.whose.mine"), found.mine),
        (t("desk.whose.team"), found.team),
        (t("desk.whose.nobody"), found.nobody),
    )
    return Counts(levels, whose)


async def owners(turn: Turn, places: Sequence[Place]) -> dict[int, Text]:
    """Whose each of these is now, in a sentence; asked once for everybody of one worker."""
    of_worker: dict[int | None, Text] = {}
    found: dict[int, Text] = {}
    for one in places:
        worker = await people.worker_of(turn, one.resident_id)
        if worker not in of_worker:
            contact = await people.contact_of(turn, one.resident_id)
            of_worker[worker] = t("desk.owner", name=contact.name)
        found[one.resident_id] = of_worker[worker]
    return found


def what_next(place: Place) -> Text:
    """What happens next with somebody in the list."""
    return t("desk.next." + Level(place.level).name.lower())


async def todo(
    turn: Turn, rows: Sequence[Task], reader: Person
) -> tuple[tuple[str, Text, tuple[Text, ...]], ...]:
    """Tasks by what opens them: the words as `reader` may know them, whose it is, and until when."""
    about = {row.subject_id for row in rows if row.subject_id is not None}
    await stored_people.several(turn.tx, sorted(about))
    found = []
    for row in rows:
        beside = [await tasks.owner(turn, row)]
        if row.due_at is not None:
            due = from_us(row.due_at)
            day = due.astimezone(turn.house.zone).date()
            late = day < turn.today
            beside.append(t("desk.task.late" if late else "desk.task.due", day=Day(day)))
        else:
            beside.append(t("desk.task.since", at=Moment(from_us(row.created_at), "day")))
        found.append((f"d:task:{row.id}", await tasks.wording(turn, row, reader), tuple(beside)))
    return tuple(found)
