"""What a page shows, read within one look at the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.desk import morning
from bot.desk.beside import Beside, beside
from bot.domain import access, people, person_menu, staff, tasks, waiting
from bot.domain.appointments import appointments, places
from bot.domain.cases import listing as cases
from bot.domain.errors import Refused
from bot.domain.relay import room, thread_access
from bot.domain.team import listing, notes, urgent
from bot.domain.texts import button, t, verb
from bot.flow.message import Moment
from bot.rules.access import Refused as Denied
from bot.rules.access import Thing
from bot.store import from_us, threads, to_us
from bot.store import people as stored_people

if TYPE_CHECKING:
    from bot.desk.morning import Counts
    from bot.domain.cases.standing import Seen
    from bot.domain.people import Person
    from bot.domain.relay.room import Line
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Media, Text
    from bot.rules.access import Relation

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
    """
    The first page: who waits, what is to be done, and what one can do from here.

    `listed` says whether this reader has somebody to answer at all; `cases` are a case officer's
    own and nobody's, None for one who has no list of them.
    """

    waiting: tuple[Row, ...]
    more_waiting: int
    todo: tuple[tuple[str, Text, tuple[Text, ...]], ...]
    followed: tuple[Row, ...]
    buttons: tuple[Button, ...]
    counts: Counts
    listed: bool = True
    cases: tuple[Seen, ...] | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """
    One person: their thread, what stands beside it, and what may be done.

    `notes` and `ahead` are None for one who may not read them. `seen` is when the newest message
    here was written (microseconds, UTC), `goes` when one written now would go, if not at once.
    """

    person_id: int
    name: Text
    neutral: bool
    lines: tuple[Line, ...]
    may_write: bool
    buttons: tuple[Button, ...]
    beside: Beside
    above: tuple[Text, ...] = ()
    notes: tuple[Text, ...] | None = None
    todo: tuple[tuple[str, Text, tuple[Text, ...]], ...] = ()
    ahead: tuple[tuple[Text, Media | None], ...] | None = None
    seen: int = 0
    goes: Moment | None = None


class ReasonNeeded(Refused):
    """One who may read this person with a typed reason, which the person is told."""


async def today(turn: Turn, who: Person) -> Today:
    """Who needs this person, by need and waiting time; what is theirs to do; whom they follow up."""
    waiting = await listing.places(turn, who, SHOWN)
    waiting_in_all = sum(level.people for level in await listing.counted(turn, who))
    ids = [one.resident_id for one in waiting]
    await stored_people.several(turn.tx, ids)
    await stored_people.learn_workers(turn.tx, ids, turn.at)
    owner_of = await morning.owners(turn, waiting)
    unopened_of = await threads.count_unopened(turn.tx, ids)
    rows: list[Row] = []
    for one in waiting:
        resident = await people.person(turn, one.resident_id)
        if resident is not None:
            since = t("desk.waiting.since", since=Moment(from_us(one.since)))
            unopened = t("desk.waiting.unopened", n=unopened_of.get(resident.id, 0))
            name = await listing.name_in_list(turn, who, resident)
            next_, owner = morning.what_next(one), owner_of[resident.id]
            rows.append(Row(resident.id, name, (*listing.why(one), since, unopened, next_, owner)))
    mine = (await tasks.mine(turn, who))[:SHOWN]
    menu = await staff.menu(turn, who)
    followed = (await stored_people.residents_of(turn.tx, who.id, turn.at))[: 4 * SHOWN]
    await stored_people.several(turn.tx, followed)
    persons = [await people.person(turn, one) for one in followed]
    return Today(
        waiting=tuple(rows),
        more_waiting=max(0, waiting_in_all - SHOWN),
        todo=await morning.todo(turn, mine, who),
        counts=await morning.counts(turn, who),
        followed=tuple(Row(one.id, one.name) for one in persons if one is not None),
        buttons=tuple(one for row in menu.rows for one in row if one.data not in STANDS_HERE),
        listed=bool(who.roles & staff.LISTED),
        cases=await _cases(turn, who),
    )


async def _cases(turn: Turn, who: Person) -> tuple[Seen, ...] | None:
    """Applications that wait: this officer's own, and those that nobody has."""
    if "case_officer" not in who.roles:
        return None
    every = await cases.page(turn, who, SHOWN)
    return tuple(one for one in every if one.mine or one.owner_id is None)


async def may_open(turn: Turn, who: Person, resident_id: int) -> tuple[Relation, Person]:
    """How the reader stands to one they may read, and who that is; raises Refused for anybody else."""
    stands = await thread_access.stands(turn, who, resident_id)
    resident = await people.person(turn, resident_id)
    if resident is None or resident.is_staff:
        raise Refused("desk.gone")
    granted = access.allowed(who, "read", Thing.THREAD, stands)
    if isinstance(granted, Denied) and granted.reason == "reason_needed":
        raise ReasonNeeded("desk.reason")
    if not granted:
        raise Refused("desk.gone")
    return stands, resident


async def opened(turn: Turn, who: Person, resident_id: int) -> Room:
    """One person as this reader may see them; raises Refused for one who may not read them."""
    stands, resident = await may_open(turn, who, resident_id)
    lines = tuple(await room.lines_of(turn, who, resident_id))
    may_write = bool(access.allowed(who, "write", Thing.THREAD, stands))
    return Room(
        person_id=resident_id,
        name=resident.name,
        neutral=resident.profile.neutral,
        lines=lines,
        may_write=may_write,
        buttons=await _buttons(turn, who, stands, resident_id, may_write=may_write),
        above=tuple(await urgent.at_top(turn, resident_id)),
        notes=await _notes(turn, who, stands, resident_id),
        todo=await _todo(turn, who, resident_id),
        ahead=await _ahead(turn, who, stands, resident),
        seen=max((to_us(line.at) for line in lines), default=0),
        goes=await _goes(turn, resident) if may_write else None,
        beside=await beside(turn, who, stands, resident),
    )


async def readable(turn: Turn, who: Person, resident_id: int) -> bool:
    """Whether this reader may still see this person's page."""
    stands = await thread_access.stands(turn, who, resident_id)
    there = await people.person(turn, resident_id) is not None
    return there and bool(access.allowed(who, "read", Thing.THREAD, stands))


async def _goes(turn: Turn, resident: Person) -> Moment | None:
    moment = await waiting.until(turn, resident, "relay", None, words=True)
    return Moment(moment) if moment is not None else None


async def _buttons(
    turn: Turn, who: Person, stands: Relation, resident_id: int, *, may_write: bool
) -> tuple[Button, ...]:
    """Everything that may be done about somebody, which in a chat is in part behind «Mer»."""
    near = [one for row in person_menu.at_hand(who, stands, resident_id) for one in row]
    more = verb("person", resident_id)
    found = [one for one in near if one.data != more]
    if len(found) < len(near):
        offered = await person_menu.more(turn, who, resident_id)
        # The last row leads back, to where this page is.
        found += [one for row in offered.rows[:-1] for one in row]
    if may_write:
        found.insert(0, button("staff.done", "done", resident_id))
    return tuple(found)


async def _notes(
    turn: Turn, who: Person, stands: Relation, resident_id: int
) -> tuple[Text, ...] | None:
    if not access.allowed(who, "read", Thing.STAFF_NOTES, stands):
        return None
    return tuple(await notes.at_top(turn, who, stands, resident_id))


async def _todo(
    turn: Turn, who: Person, resident_id: int
) -> tuple[tuple[str, Text, tuple[Text, ...]], ...]:
    theirs = [row for row in await tasks.mine(turn, who) if row.subject_id == resident_id]
    return await morning.todo(turn, theirs, who)


async def _ahead(
    turn: Turn, who: Person, stands: Relation, resident: Person
) -> tuple[tuple[Text, Media | None], ...] | None:
    if not access.allowed(who, "read", Thing.APPOINTMENTS, stands):
        return None
    where = [place for _, place in await places.ahead(turn, resident)]
    return tuple(zip(await appointments.listed(turn, resident), where, strict=True))
