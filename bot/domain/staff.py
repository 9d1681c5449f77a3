"""The staff's side in the chat: who waits, opening one, writing to one; the desk is the other door."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people, tasks
from bot.domain.appointments import outcomes
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, say
from bot.domain.owners import my_absence
from bot.domain.relay import held, thread_access, threads
from bot.domain.team import answering, listing
from bot.domain.texts import button, lines, t
from bot.store import open_persons, participants, to_us
from bot.store import people as stored_people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.people import Person
    from bot.domain.relay.threads import Words
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message

SHOWN = 8
A_PAGE = 20
LISTED = frozenset({"worker", "stand_in", "duty", "coordinator"})
"""Those who have somebody to answer, and so a list."""
CASES = frozenset({"case_officer", "coordinator"})
# After this a worker's plain words go to nobody until a person is opened anew.
OPEN_LASTS = dt.timedelta(minutes=30)
OF_ROLES = (
    ("caretaker", button("broken.list.button", "repairs")),
    ("housing_office", button("broken.list.button", "repairs")),
    ("housing_office", button("need.button", "needs")),
    ("coordinator", button("absent.list", "staff_list")),
    ("consultant", button("peer.menu", "peers")),
    ("administrator", button("staff.menu.invite_staff", "flow", "invite_staff")),
    ("administrator", button("ended.list", "colleagues")),
)
"""Rooms that a role has beside what everybody here has."""


async def menu(turn: Turn, staff: Person) -> Message:
    """What waits, as numbers that need no opening, and the doors this role has."""
    waiting = sum(level.people for level in await listing.counted(turn, staff))
    todo = await tasks.mine(turn, staff)
    # A number of who waits is for those who have a list: to others it would be a nought that is not so.
    listed = staff.roles & LISTED
    head = t("staff.menu", name=staff.name, waiting=waiting, tasks=len(todo))
    if not listed:
        head = t("staff.menu.tasks_only", name=staff.name, tasks=len(todo))
    rows: list[tuple[Button, ...]] = []
    if listed:
        rows.append((button("today.button", "today"), button("staff.menu.list", "list")))
        rows.append((button("staff.menu.tasks", "tasks"),))
    else:
        rows.append((button("staff.menu.tasks", "tasks"),))
    rows += await _rooms(turn, staff)
    if "worker" in staff.roles:
        rows.append((button("staff.menu.people", "people"),))
        rows.append(
            (
                button("staff.appointment", "flow", "new_appointment"),
                button("staff.menu.invite", "flow", "invite"),
            )
        )
        ours = await outcomes.to_change(turn, staff)
        if ours:
            rows.append((button("staff.menu.change", "flow", "change_appointment"),))
        if ours or await participants.invited_to(turn.tx, staff.id, turn.at):
            rows.append((button("with.staff.menu", "meetings"),))
    if staff.roles & my_absence.MAY:
        away = await people.stand_in_of(turn, staff.id)
        rows.append(
            (
                button("staff.menu.away", "away")
                if away is None
                else button("staff.menu.back", "back"),
            )
        )
    if staff.roles & LISTED:
        rows.append((button("saved.button", "saved"), button("planned.button", "planned")))
    # Two roles may have the same room: it is offered once.
    rows += {one.data: (one,) for role, one in OF_ROLES if role in staff.roles}.values()
    return lines(head, rows=tuple(rows))


async def _rooms(turn: Turn, staff: Person) -> list[tuple[Button, ...]]:
    """The lists that some roles have: meetings one is asked to, applications."""
    rows: list[tuple[Button, ...]] = []
    if "worker" not in staff.roles and await participants.invited_to(turn.tx, staff.id, turn.at):
        rows.append((button("with.staff.menu", "meetings"),))
    if staff.roles & CASES:
        rows.append((button("cases.button", "cases"),))
    return rows


async def everyone(turn: Turn, staff: Person, skip: int = 0) -> Message:
    """All whom this worker follows up, to open and write to, a page at a time."""
    followed = await _followed(turn, staff)
    rows = await _named(turn, followed[skip : skip + A_PAGE], "open")
    head = t("staff.menu.people") if rows else t("staff.people.none")
    turns: tuple[Button, ...] = ()
    if skip:
        turns += (button("list.before", "people", max(0, skip - A_PAGE)),)
    if len(followed) > skip + A_PAGE:
        turns += (button("list.more", "people", skip + A_PAGE),)
    rows += [turns] if turns else []
    return lines(head, rows=(*rows, (button("menu.button.menu", "menu"),)))


async def _followed(turn: Turn, staff: Person) -> list[int]:
    """Whom this person may write to: their own, those of whom they stand in for, and who waits."""
    ids = await stored_people.residents_of(turn.tx, staff.id, turn.at)
    for worker in await stored_people.stood_in_for(turn.tx, staff.id, turn.at):
        ids += await stored_people.residents_of(turn.tx, worker, turn.at)
    for place in await listing.places(turn, staff):
        if await thread_access.may_write(turn, staff, place.resident_id):
            ids.append(place.resident_id)
    return list(dict.fromkeys(ids))


async def _named(
    turn: Turn, ids: Iterable[int], does: str, *, key: str = "staff.list.row"
) -> list[tuple[Button, ...]]:
    """A button for each person who is still there, with their name on it."""
    rows: list[tuple[Button, ...]] = []
    for one in ids:
        found = await people.person(turn, one)
        if found is not None:
            rows.append((button(key, does, one, name=found.name),))
    return rows


async def write_to(turn: Turn, staff: Person, resident_id: int) -> Message:
    """From now on what this person types goes to that resident; raises Refused."""
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.refused")
    await open_persons.put(turn.tx, staff.id, resident_id, turn.at)
    resident = await people.the(turn, resident_id)
    rows = ((button("staff.done", "done", resident_id), button("menu.button.menu", "menu")),)
    return lines(t("staff.opened", name=resident.name), rows=rows)


async def said(turn: Turn, staff: Person, words: Words, replied_to: int | None) -> None:
    """
    A worker's words: to whom the replied-to message is about, else to the person that is open.

    With neither they are kept, and the worker is asked who they are for: nothing typed is lost.
    """
    since = to_us(turn.now - OPEN_LASTS)
    opened = await open_persons.of(turn.tx, staff.id, since)
    resident_id = opened
    if replied_to is not None:
        resident_id = await threads.resident_of_reply(turn, staff, replied_to) or opened
    if resident_id is None:
        await _keep(turn, staff, words)
        return
    try:
        await threads.write_to_resident(turn, staff, resident_id, words)
    except Refused:
        if resident_id == opened:
            await open_persons.put(turn.tx, staff.id, None, turn.at)
        await _keep(turn, staff, words, lost=resident_id)
        return
    await answering.tell_each_other(turn, staff, resident_id, since)
    # A reply to one does not turn plain words away from another who is open.
    await open_persons.put(turn.tx, staff.id, opened or resident_id, turn.at)


async def _keep(turn: Turn, staff: Person, words: Words, *, lost: int | None = None) -> None:
    """Keep words and ask whom they are for; `lost` is whom they were for and is another's now."""
    await held.put_aside(turn, staff, words)
    followed = (await _followed(turn, staff))[:SHOWN]
    rows = await _named(turn, followed, "send_kept", key="staff.send_to")
    told = t("staff.kept")
    if lost is not None and words.text and await answering.once_theirs(turn, staff, lost):
        told = t("answering.lost")
        rows.insert(0, (button("answering.pass_on", "pass_kept", lost),))
    rows.append((button("held.no", "drop_kept"),))
    message = lines(told, rows=tuple(rows))
    await say(turn, Address(staff.id, staff.id), message, purpose="answer")


async def send_kept(turn: Turn, staff: Person, resident_id: int) -> Message:
    """What was kept goes to this resident; raises Refused, Told."""
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.refused")
    for place, words in enumerate(await held.take_back(turn, staff)):
        await threads.write_to_resident(turn, staff, resident_id, words, place=place)
    return await write_to(turn, staff, resident_id)
