"""What a page shows, read within one look at the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import access, people, person_menu, staff, tasks
from bot.domain.errors import Refused
from bot.domain.relay import room, thread_access
from bot.domain.team import listing
from bot.domain.texts import t, verb
from bot.flow.message import Moment
from bot.rules.access import Thing
from bot.store import from_us, threads
from bot.store import people as stored_people

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.relay.room import Line
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Text

SHOWN = 50
STANDS_HERE = frozenset(verb(name) for name in ("list", "tasks", "people", "menu", "today"))
"""Buttons of the chat's menu that lead to what the first page shows anyway."""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in a list: who, and what stands beside the name."""

    person_id: int
    name: Text
    beside: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """The first page: who waits, what is to be done, and what one can do from here."""

    waiting: tuple[Row, ...]
    more_waiting: int
    todo: tuple[tuple[str, Text], ...]
    followed: tuple[Row, ...]
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """One person: their thread, and what may be done."""

    person_id: int
    name: Text
    neutral: bool
    lines: tuple[Line, ...]
    may_write: bool
    buttons: tuple[Button, ...]


async def today(turn: Turn, who: Person) -> Today:
    """Who needs this person, by need and waiting time; what is theirs to do; whom they follow up."""
    waiting = await listing.places(turn, who, SHOWN)
    waiting_in_all = sum(level.people for level in await listing.counted(turn, who))
    ids = [one.resident_id for one in waiting]
    await stored_people.several(turn.tx, ids)
    await stored_people.learn_workers(turn.tx, ids, turn.at)
    unopened_of = await threads.count_unopened(turn.tx, ids)
    rows: list[Row] = []
    for one in waiting:
        resident = await people.person(turn, one.resident_id)
        if resident is not None:
            since = t("desk.waiting.since", since=Moment(from_us(one.since)))
            unopened = t("desk.waiting.unopened", n=unopened_of.get(resident.id, 0))
            name = await listing.name_in_list(turn, who, resident)
            rows.append(Row(resident.id, name, (*listing.why(one), since, unopened)))
    mine = (await tasks.mine(turn, who))[:SHOWN]
    about = {row.subject_id for row in mine if row.subject_id is not None}
    await stored_people.several(turn.tx, sorted(about))
    todo = [(f"d:task:{row.id}", await tasks.wording(turn, row)) for row in mine]
    menu = await staff.menu(turn, who)
    followed = (await stored_people.residents_of(turn.tx, who.id, turn.at))[: 4 * SHOWN]
    await stored_people.several(turn.tx, followed)
    persons = [await people.person(turn, one) for one in followed]
    return Today(
        waiting=tuple(rows),
        more_waiting=max(0, waiting_in_all - SHOWN),
        todo=tuple(todo),
        followed=tuple(Row(one.id, one.name) for one in persons if one is not None),
        buttons=tuple(one for row in menu.rows for one in row if one.data not in STANDS_HERE),
    )


async def opened(turn: Turn, who: Person, resident_id: int) -> Room:
    """One person as this reader may see them; raises Refused for one who may not read them."""
    stands = await thread_access.stands(turn, who, resident_id)
    resident = await people.person(turn, resident_id)
    if resident is None or not access.allowed(who, "read", Thing.THREAD, stands):
        raise Refused("desk.gone")
    rows = person_menu.at_hand(who, stands, resident_id)
    return Room(
        person_id=resident_id,
        name=resident.name,
        neutral=resident.profile.neutral,
        lines=tuple(await room.lines_of(turn, who, resident_id)),
        may_write=bool(access.allowed(who, "write", Thing.THREAD, stands)),
        buttons=tuple(one for row in rows for one in row),
    )
