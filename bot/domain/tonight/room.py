"""Tonight's requests and open flags as a room: which are opened, by whom, and which wait; nothing is read here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.errors import Refused
from bot.domain.relay import thread_access
from bot.domain.team import listing
from bot.domain.texts import t, verb
from bot.domain.tonight.duty import STANDS
from bot.flow.message import Moment, Text
from bot.rules.access import Relation, Thing
from bot.store import danger, from_us, to_us, tonight

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


@dataclass(frozen=True, slots=True)
class Row:
    """One that stands: whose it is to them, since when, who has opened it; `data` opens it, if they may."""

    name: Text
    since: Moment
    state: Text
    opened: bool
    data: str


@dataclass(frozen=True, slots=True)
class Night:
    """What stands now; None where it is nothing of this reader's."""

    requests: tuple[Row, ...] | None
    flags: tuple[Row, ...] | None


async def shown(turn: Turn, staff: Person) -> Night:
    """What this reader may see of it; raises Refused for one to whom neither is anything."""
    of_all = access.whole(access.allowed(staff, "write", Thing.TONIGHT, Relation()))
    if not of_all:
        raise Refused("staff.refused")
    return Night(await _requests(turn, staff), await _flags(turn, staff))


async def _requests(turn: Turn, staff: Person) -> tuple[Row, ...]:
    found: list[Row] = []
    for one in await tonight.standing(turn.tx, to_us(turn.now - STANDS)):
        who = await people.person(turn, one.resident_id)
        if who is not None:
            state = await _opened(turn, one.opened_by, one.opened_at)
            name = await listing.name_in_list(turn, staff, who)
            since = Moment(from_us(one.asked_at))
            opened = one.opened_at is not None
            found.append(Row(name, since, state, opened, verb("tonight", one.id)))
    return tuple(found)


async def _flags(turn: Turn, staff: Person) -> tuple[Row, ...]:
    """Every open one: a coordinator sees that each has an owner; who may not open it has no way in."""
    found: list[Row] = []
    for one in await danger.all_open(turn.tx):
        who = await people.person(turn, one.resident_id)
        if who is None:
            continue
        stands = await thread_access.stands(turn, staff, who.id)
        may = bool(access.allowed(staff, "read", Thing.THREAD, stands))
        if not may and "coordinator" not in staff.roles:
            continue
        state = await _opened(turn, one.opened_by, one.opened_at)
        name = await listing.name_in_list(turn, staff, who)
        since = Moment(from_us(one.created_at))
        opened = one.opened_at is not None
        found.append(Row(name, since, state, opened, verb("danger", one.id) if may else ""))
    return tuple(found)


async def _opened(turn: Turn, by: int | None, at: int | None) -> Text:
    if by is None or at is None:
        return t("tonight.room.unopened")
    who = await people.person(turn, by)
    name = who.name if who is not None else t("staff.unnamed")
    return t("tonight.room.opened", name=name, at=Moment(from_us(at)))
