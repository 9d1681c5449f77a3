"""The list: who needs somebody, by need and by waiting time, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people, tasks
from bot.domain.discharge.items import day_of
from bot.domain.relay import thread_access
from bot.domain.texts import button, lines, t, verb
from bot.domain.tonight import requests
from bot.domain.tonight.duty import STANDS
from bot.flow.message import Button, Day, Message, Moment
from bot.rules.access import Thing
from bot.rules.need import NEAR, Level, Place
from bot.store import from_us, need, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text

SHOWN = 8


async def reader(turn: Turn, staff: Person) -> need.Reader:
    """Whose list it is, now."""
    return need.Reader(
        on_duty=await people.duty_has_it(turn) if staff.roles & need.EVERYONES else False,
        id=staff.id,
        roles=staff.roles,
        now=turn.at,
        tonight_since=to_us(turn.now - STANDS),
        near=to_us(turn.now + NEAR),
    )


async def places(turn: Turn, staff: Person, limit: int = SHOWN, skip: int = 0) -> list[Place]:
    """Who needs somebody of this person's, the greatest need first; never by number of messages."""
    return await need.page(turn.tx, await reader(turn, staff), limit, skip)


async def counted(turn: Turn, staff: Person) -> list[need.Counted]:
    """How many stand at each level: numbers that need no opening."""
    return await need.counted(turn.tx, await reader(turn, staff))


async def screen(turn: Turn, staff: Person, skip: int = 0) -> Message:
    """One page of the list: a name, why it stands there, and since when."""
    found = await places(turn, staff, SHOWN + 1, skip)
    rows: list[tuple[Button, ...]] = []
    for place in found[:SHOWN]:
        resident = await people.person(turn, place.resident_id)
        if resident is not None:
            label = await _row(turn, staff, resident, place)
            rows.append((Button(label, await door(turn, staff, place)),))
    head = t("staff.list.title") if rows else t("staff.list.none")
    turns: tuple[Button, ...] = ()
    if skip:
        turns += (button("list.before", "list", max(0, skip - SHOWN)),)
    if len(found) > SHOWN:
        turns += (button("list.more", "list", skip + SHOWN),)
    rows += [turns] if turns else []
    rows.append((button("staff.menu.people", "people"), button("menu.button.menu", "menu")))
    return lines(head, rows=tuple(rows))


async def _row(turn: Turn, staff: Person, resident: Person, place: Place) -> Text:
    since: Moment | Day = when(turn, place.since)
    name = await name_in_list(turn, staff, resident)
    level = place.level.name.lower()
    if place.level == Level.DISCHARGE:
        # What one looks for is the day itself, not since when it is near.
        since = await day_of(turn, resident.id) or since
    return t(f"list.row.{level}", name=name, since=since)


async def name_in_list(turn: Turn, staff: Person, resident: Person) -> Text:
    """The name, to one who may know it; the one on duty sees it once they open what is theirs."""
    named = await access.may(turn, staff, "read", Thing.CONTACT, resident.id, thing_open=True)
    return resident.name if named else t("list.somebody")


def why(place: Place) -> tuple[Text, ...]:
    """Why somebody stands above those who only wait, in a word."""
    level = place.level.name.lower()
    return () if place.level == Level.WAITING else (t(f"list.why.{level}"),)


def when(turn: Turn, at: int) -> Moment:
    """A time for a button: today's has its hour, an earlier one its day."""
    moment = from_us(at)
    today = moment.astimezone(turn.house.zone).date() == turn.today
    return Moment(moment, "time" if today else "day")


async def door(turn: Turn, staff: Person, place: Place) -> str:
    """
    What a press on somebody's row opens: what the need is about, to one who may open that.

    A request for tonight comes first; who may not read the thread gets to their task about it.
    """
    resident_id = place.resident_id
    if place.level == Level.TONIGHT:
        request = await requests.current(turn, resident_id)
        if request is not None:
            return verb("tonight", request.id)
    if not await thread_access.may_write(turn, staff, resident_id):
        for row in await tasks.mine(turn, staff):
            if row.subject_id == resident_id:
                return verb("task", row.id)
    return verb("open", resident_id)


async def next_after(turn: Turn, staff: Person, resident_id: int | None) -> str | None:
    """What opens whoever is next by need, after somebody or first; None when nobody waits."""
    if resident_id is None:
        found = await places(turn, staff, 1)
        place = found[0] if found else None
    else:
        place = await need.after(turn.tx, await reader(turn, staff), resident_id)
    return await door(turn, staff, place) if place is not None else None
