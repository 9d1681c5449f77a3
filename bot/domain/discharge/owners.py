"""
The owners of what must be ready: each reads one list of what is still open and theirs.

An owner is a role and never a name. «contact» is whoever has the person at that moment, so that a
hand-over, a stand-in and a role that ends take the list along. Where the person has said no,
everything is their own and no one is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import people, tasks
from bot.domain.discharge.items import facts, items_of, listed, told_of
from bot.store import consents, discharges
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.discharge.items import Told
    from bot.domain.people import Person
    from bot.domain.turn import Turn

RECIPIENT = "worker"  # whoever follows the person up, or stands in
PURPOSE = "discharge"
QUEUES = {"coordinator": "leaving_queue", "case_officer": "leaving_officer"}  # lists of a role
KINDS = ("leaving", "leaving_out", "leaving_early")


async def shares(turn: Turn, resident_id: int) -> bool:
    """Whether the person has said that whoever follows them up may know of it."""
    return await consents.given(turn.tx, resident_id, RECIPIENT, PURPOSE)


async def say(turn: Turn, who: Person, *, yes: bool) -> None:
    """The person's yes or no to whoever follows them up, logged; a word said already is not said twice."""
    if yes is not await shares(turn, who.id):
        await consents.say(turn.tx, turn.new_id(), who.id, RECIPIENT, PURPOSE, yes, turn.at)


async def has_one(turn: Turn, resident_id: int, role: str) -> bool:
    """Whether something on the list is this role's, and the person shares the list."""
    row = await discharges.current(turn.tx, resident_id)
    if row is None or not await shares(turn, resident_id):
        return False
    return any(one.owner == role for one in await discharges.items(turn.tx, row.id))


async def whose(turn: Turn, item: discharges.Item) -> str:
    """Whose a thing is now: the person's own where they share it with nobody."""
    return item.owner if await shares(turn, item.resident_id) else "resident"


async def remind(
    turn: Turn,
    who: Person,
    row: discharges.Discharge,
    told: Told,
    *,
    kind: str = "leaving",
    news: bool = False,
) -> bool:
    """
    One list to each owner who has something open; who has nothing left has none. Whether any has one.

    `kind` is how it stands: ahead, out with things not ready, or out before the day. At `news`
    whoever follows up is told also where nothing is theirs.
    """
    return await _each(turn, who, row, told, kind=kind, news=news)


async def refresh(turn: Turn, who: Person) -> None:
    """The lists as they stand now; nobody is told anew of one they have."""
    row = await discharges.current(turn.tx, who.id)
    if row is not None:
        await _each(turn, who, row, await told_of(turn, row), kind="", news=False)


async def _each(
    turn: Turn, who: Person, row: discharges.Discharge, told: Told, *, kind: str, news: bool
) -> bool:
    contact = await people.contact_of(turn, who.id)
    # Whoever is on duty may not read the list (access.md): while they have the rest, it is with the
    # coordinators, as it is where nobody follows up.
    theirs_alone = contact.is_team or contact.on_duty
    role, owner = ("coordinator", None) if theirs_alone else (contact.role, contact.owner)
    shared = await shares(turn, who.id)
    theirs: dict[str, list[discharges.Item]] = {"contact": [], **{one: [] for one in QUEUES}}
    for one in await items_of(turn, row):
        if shared and one.state == "open" and one.owner in theirs:
            alone = theirs_alone and one.owner == "coordinator"
            theirs["contact" if alone else one.owner].append(one)
    lists = [_List(KINDS, kind, theirs["contact"], role, owner, news and shared)]
    for queue, theirs_kind in QUEUES.items():
        has = queue if await people.holders(turn, queue) else "coordinator"
        lists.append(_List((theirs_kind,), theirs_kind if kind else "", theirs[queue], has))
    for one_list in lists:
        await _stand(turn, who, told, one_list)
    return any(one_list.items or one_list.news for one_list in lists)


class _List(NamedTuple):
    """What one owner is to have: of which kinds it may be, which it is now, and what is on it."""

    kinds: tuple[str, ...]
    kind: str  # empty where nobody is told anew
    items: list[discharges.Item]
    role: str
    owner: int | None = None
    news: bool = False


async def _stand(turn: Turn, who: Person, told: Told, one: _List) -> None:
    """Opened, rewritten or closed: an owner has one list at a time."""
    standing = [
        row for kind in one.kinds for row in await stored_tasks.open_about(turn.tx, who.id, kind)
    ]
    if not one.items and not one.news:
        for row in standing:
            await stored_tasks.done(turn.tx, row.id, None, turn.at)
        return
    known = facts(told)
    # Who has a thing of theirs and nothing more reads the day and that thing.
    known = known[:1] if one.kinds == (QUEUES["case_officer"],) else known
    note = tasks.Note(lines=(*known, *listed(one.items)))
    if standing:
        in_queue = standing[0].owner_id is None
        if one.owner is None and not (in_queue and standing[0].owner_role == one.role):
            # Whoever had it is away with nobody in their place, or the role has nobody left.
            await stored_tasks.hand_to(turn.tx, standing[0].id, one.role, None)
        elif one.owner is not None and in_queue:
            # It waited in a queue for somebody to follow up, and now there is somebody.
            await stored_tasks.hand_to(turn.tx, standing[0].id, one.role, one.owner)
        await tasks.rewrite(turn, standing[0], one.kind or standing[0].kind, note)
        if one.kind:
            await tasks.ring(turn, standing[0].id)
    elif one.kind or one.items:
        kind = one.kind or one.kinds[0]
        await tasks.open_task(turn, kind, one.role, subject=who.id, owner=one.owner, note=note)


async def close(turn: Turn, who: Person) -> None:
    """The stay is over or not told any more: nobody has a list of it."""
    for kind in (*KINDS, *QUEUES.values()):
        for row in await stored_tasks.open_about(turn.tx, who.id, kind):
            await stored_tasks.done(turn.tx, row.id, None, turn.at)
