"""
A resident gets another worker: told first, with the new name, and then everything open moves along.

Between the telling and the move stands a row, so that a halt in the middle loses nothing and the
move happens once: it is carried out when the telling has left, or cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, due, people
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, say
from bot.domain.owners import sweep
from bot.domain.relay import threads
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Message, Moment, Text, verbatim
from bot.rules import ownership
from bot.rules.access import Thing
from bot.store import from_us, hand_overs, owning

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store.hand_overs import HandOver

LABEL = "hand_over"
RULE = "handover"
ABOUT = "handover"
QUOTED = "\n│ "


async def begin(
    turn: Turn, staff: Person, resident: Person, to_id: int, note: str, *, at_once: bool = False
) -> Text:
    """
    Hand a resident over; what to tell the one who does it.

    `at_once` moves everything in this transaction, the telling first in the queue: for one who is
    given away by a coordinator. Raises Refused, Told for one who is no worker or has them already.
    """
    await access.ask(turn, staff, "write", Thing.HAND_OVER, resident.id)
    new = await people.person(turn, to_id)
    if new is None or "worker" not in new.roles:
        raise Refused("staff.refused")
    old_id = await people.worker_of(turn, resident.id)
    if old_id == to_id:
        raise Told("handing.same", worker=new.name)
    if await hand_overs.under_way(turn.tx, resident.id) is not None:
        raise Told("handing.under_way")
    row_id = turn.new_id()
    row = hand_overs.HandOver(
        id=row_id,
        resident_id=resident.id,
        from_id=old_id,
        to_id=to_id,
        by_id=staff.id,
        body=await turn.seal(resident.id, LABEL, row_id, note),
        begun_at=turn.at,
    )
    await hand_overs.add(turn.tx, row)
    await access.note(turn, staff, "handed over", resident.id)
    await _tell(turn, resident, old_id, new, row_id)
    if at_once:
        await move(turn, row_id)
    elif not await people.reachable(turn, resident.id):
        # Nobody to tell here: a human does that, and nothing waits for it.
        await due.at(turn, RULE, row_id, resident.id, turn.now)
    return t("handing.begun", name=resident.name, worker=new.name)


async def _tell(turn: Turn, resident: Person, old_id: int | None, new: Person, row_id: int) -> None:
    old = await people.person(turn, old_id) if old_id is not None else None
    await say(
        turn,
        Address(resident.id, resident.id),
        Message(told(old.name if old else None, new.name)),
        purpose="news",
        about=f"{ABOUT}:{row_id}",
    )
    await bury(turn, resident.id)


def told(old: Text | None, new: Text) -> tuple[Text, ...]:
    """What the resident reads, also shown to the worker before."""
    first = t("handing.told", worker=new)
    if old is None:
        return first, t("handing.told.reads", worker=new)
    return first, t("handing.told.moves", old=old, worker=new), t("handing.told.other")


async def settled(turn: Turn, row_id: int) -> None:
    """The telling has left, or could not: now everything moves."""
    await move(turn, row_id)


async def move(turn: Turn, row_id: int) -> None:
    """
    Assignment, tasks, appointments, what is unanswered: all of it is the new worker's, once.

    The old worker, and whoever stood in for them, read nothing of it from this moment.
    """
    row = await hand_overs.by_id(turn.tx, row_id)
    # One who left meanwhile gets nobody: the resident stays where they are.
    state = "done" if await stands(turn, row_id) else "undone"
    if row is None or not await hand_overs.settle(turn.tx, row_id, state, turn.at):
        return
    if state == "undone":
        await _came_to_nothing(turn, row)
        return
    lost = await _who_loses(turn, row)
    await people.assign(turn, row.resident_id, row.to_id)
    for one in lost:
        await owning.move_tasks(turn.tx, row.resident_id, one, row.to_id)
    await owning.close_tasks(turn.tx, row.resident_id, "new_resident", row.by_id, turn.at)
    await owning.move_appointments(turn.tx, row.resident_id, row.from_id, row.to_id, turn.at)
    await _to_the_new(turn, row)
    for one in lost:
        gone = t("handing.done") if one == row.from_id else t("handing.done.stand_in")
        await sweep.sweep(turn, one, row.resident_id, gone, t("handing.done.own"))


async def stands(turn: Turn, row_id: int) -> bool:
    """Whether the one who is to take over is still a worker."""
    row = await hand_overs.by_id(turn.tx, row_id)
    new = await people.person(turn, row.to_id) if row is not None else None
    return new is not None and "worker" in new.roles


async def _came_to_nothing(turn: Turn, row: HandOver) -> None:
    """Whoever handed over is told, and can choose another; the resident was never told a name."""
    opens = ((button("staff.notice.open", "open", row.resident_id),),)
    to = Address(row.by_id, row.resident_id)
    await say(turn, to, lines(t("handing.undone"), rows=opens), purpose="notice", silent=True)


async def _who_loses(turn: Turn, row: HandOver) -> list[int]:
    """The old worker and whoever stood in for them, along the chain, but for the new worker."""
    if row.from_id is None:
        return []
    lost = ownership.behind(row.from_id, await people.away_now(turn))
    return [one for one in lost if one != row.to_id]


async def _to_the_new(turn: Turn, row: HandOver) -> None:
    """They are told without a name; what waits for an answer is noticed as always."""
    opens = ((button("staff.notice.open", "open", row.resident_id),),)
    notice = lines(t("staff.new_resident"), rows=opens)
    await say(turn, Address(row.to_id, row.resident_id), notice, purpose="notice", silent=True)
    await threads.notify_anew(turn, row.resident_id)


async def at_top(turn: Turn, staff: Person, resident_id: int) -> tuple[Text, ...]:
    """
    The marker and the note, above the thread, for the new worker or whoever stands in for them.

    Until it has been read; after that it stands behind «Mer».
    """
    row = await hand_overs.latest(turn.tx, resident_id)
    if row is None or row.read_at is not None or row.to_id != staff.id:
        return ()
    await hand_overs.mark_read(turn.tx, row.id, turn.at)
    return await _marked(turn, row)


async def note(turn: Turn, staff: Person, resident_id: int) -> Message:
    """The marker and the note once more; raises Refused, Told where there is none."""
    await access.ask(turn, staff, "read", Thing.STAFF_NOTES, resident_id, thing_open=True)
    row = await hand_overs.latest(turn.tx, resident_id)
    if row is None:
        raise Told("handing.note.none")
    await access.note(turn, staff, "read hand-over note", resident_id)
    back = (button("menu.button.back", "open", resident_id), button("menu.button.menu", "menu"))
    return lines(*await _marked(turn, row), rows=(back,))


async def _marked(turn: Turn, row: HandOver) -> tuple[Text, ...]:
    resident = await people.the(turn, row.resident_id)
    by = await people.person(turn, row.by_id)
    name = by.name if by else t("staff.unnamed")
    at = Moment(from_us(row.done_at or row.begun_at), "day")
    marker = t("handing.marker", name=resident.name, by=name, day=at)
    if row.body is None:
        return (marker,)
    words = await turn.unseal(row.resident_id, LABEL, row.id, row.body, str)
    if not words:
        return marker, t("handing.note.empty")
    return marker, t("handing.note", words=verbatim(words.replace("\n", QUOTED)))
