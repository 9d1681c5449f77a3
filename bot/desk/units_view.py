"""What the rooms of units show, read within one look at the store; and which rooms a role has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import task_moves, tasks
from bot.domain.texts import button, verb
from bot.flow.message import Moment
from bot.store import from_us
from bot.store import people as stored_people

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Text

SHOWN = 100
ROOMS = (
    ("/saker", "cases.button", frozenset({"case_officer", "coordinator"})),
    ("/natt", "desk.night", frozenset({"duty", "coordinator"})),
    ("/reparasjoner", "desk.repairs", frozenset({"caretaker", "housing_office"})),
    ("/boliger", "desk.dwellings", frozenset({"housing_office"})),
)


def rooms_of(roles: Collection[str]) -> list[tuple[str, str]]:
    """The rooms somebody has beside «I dag», by address and name; tasks are everybody's."""
    found = [(to, key) for to, key, whose in ROOMS if whose & frozenset(roles)]
    return [*found, ("/oppgaver", "desk.tasks")]


@dataclass(frozen=True, slots=True)
class Task:
    """One task: what it is, whose, until when, and what can be done with it."""

    what: Text
    owner: Text
    due: Moment | None
    late: bool
    open: str
    moves: tuple[Button, ...]


async def tasks_of(turn: Turn, who: Person) -> list[Task]:
    """The open tasks of this person and of the roles they hold: what is due first, first."""
    rows = await tasks.mine(turn, who)
    rows = sorted(rows, key=lambda row: (row.kind != "danger", row.due_at is None, row.due_at or 0))
    about = {row.subject_id for row in rows if row.subject_id is not None}
    await stored_people.several(turn.tx, sorted(about))
    found: list[Task] = []
    for row in rows[:SHOWN]:
        moves: tuple[Button, ...] = ()
        if await task_moves.may_move(turn, who, row.id):
            back = (button("task.back", "task_back", row.id),) if row.owner_id else ()
            moves = (*back, button("task.pass", "task_pass", row.id))
        found.append(
            Task(
                what=await tasks.wording(turn, row),
                owner=await tasks.owner(turn, row),
                due=Moment(from_us(row.due_at)) if row.due_at is not None else None,
                late=row.due_at is not None and row.due_at < turn.at,
                open=verb("task", row.id),
                moves=moves,
            )
        )
    return found
