"""A coordinator gives a resident a worker; one who has a worker is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people, tasks
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, say
from bot.domain.owners import handing_over
from bot.domain.texts import button, lines, t
from bot.flow.message import Message
from bot.rules.access import Thing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button

A_PAGE = 8
MENU = (button("menu.button.menu", "menu"),)


async def choose(turn: Turn, staff: Person, resident_id: int, page: int = 0) -> Message:
    """The workers to choose from, but for the one they have, a page at a time; raises Refused."""
    await access.ask(turn, staff, "assign", Thing.ROLES, resident_id)
    present = await people.worker_of(turn, resident_id)
    workers = [one for one in await people.holders(turn, "worker") if one != present]
    rows = await named(turn, workers, page, f"give:{resident_id}.", f"take:{resident_id}.")
    return lines(t("staff.give.who"), rows=(*rows, MENU))


async def named(
    turn: Turn, ids: Sequence[int], page: int, does: str, turns: str
) -> list[tuple[Button, ...]]:
    """
    A button for each of a page, with their name on it, and the way to the other pages.

    `does` and `turns` are «verb:argument» that the id and the page's number are put behind.
    """
    rows: list[tuple[Button, ...]] = []
    for one in ids[page * A_PAGE : (page + 1) * A_PAGE]:
        found = await people.person(turn, one)
        if found is not None:
            verb, _, rest = does.partition(":")
            rows.append((button("staff.list.row", verb, f"{rest}{one}", name=found.name),))
    verb, _, rest = turns.partition(":")
    steering = [button("owners.before", verb, f"{rest}{page - 1}")] if page else []
    if len(ids) > (page + 1) * A_PAGE:
        steering.append(button("owners.more", verb, f"{rest}{page + 1}"))
    return [*rows, tuple(steering)] if steering else rows


async def give(turn: Turn, staff: Person, resident_id: int, worker_id: int) -> Message:
    """This worker follows them up from now on, and both are told; raises Refused, Told."""
    await access.ask(turn, staff, "assign", Thing.ROLES, resident_id)
    given_to = await people.person(turn, worker_id)
    if given_to is None or "worker" not in given_to.roles:
        raise Refused("staff.refused")
    resident = await people.the(turn, resident_id)
    if await people.worker_of(turn, resident_id) is None:
        await _first(turn, staff, resident, given_to)
    else:
        await handing_over.begin(turn, staff, resident, worker_id, "", at_once=True)
    return lines(t("staff.given", name=resident.name, worker=given_to.name), rows=(MENU,))


async def _first(turn: Turn, staff: Person, resident: Person, worker: Person) -> None:
    await people.assign(turn, resident.id, worker.id)
    await access.note(turn, staff, "assigned", resident.id)
    await tasks.finish_about(turn, staff, resident.id, "new_resident")
    told = Message((t("code.linked", worker=worker.name),))
    await say(turn, Address(resident.id, resident.id), told, purpose="news")
    opens = ((button("staff.notice.open", "open", resident.id),),)
    notice = lines(t("staff.new_resident"), rows=opens)
    await say(turn, Address(worker.id, resident.id), notice, purpose="notice", silent=True)
