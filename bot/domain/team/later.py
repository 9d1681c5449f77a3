"""
Send later: written now, sent at a time, and asked about once more then.

Who has lost the resident, or is away, sends nothing: it becomes a task for whoever has them now.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import access, due, people, tasks
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, say
from bot.domain.relay import thread_access, threads
from bot.domain.texts import button, lines, t, verb
from bot.flow.message import Button, Message, Moment, verbatim
from bot.rules.calendar import ONE_DAY, local_moment
from bot.store import from_us, later, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store.later import Later

LABEL = "later"
RULE = "later"
KIND = "later_unsent"
SHOWN = 8
AFTERNOON, MORNING = dt.time(14), dt.time(9)
SOON = dt.timedelta(minutes=15)
# So long after its time (an outage) a message may say what is no longer so: its author looks first.
TOO_LATE = dt.timedelta(hours=6)


def times(turn: Turn) -> dict[str, dt.datetime]:
    """The times that are one tap away: this afternoon while it is ahead, tomorrow, Monday."""
    today, zone = turn.today, turn.house.zone
    days = {"tomorrow": today + ONE_DAY, "monday": today + (7 - today.weekday()) * ONE_DAY}
    found = {"afternoon": local_moment(today, AFTERNOON, zone)}
    found |= {name: local_moment(day, MORNING, zone) for name, day in days.items()}
    if days["monday"] == days["tomorrow"]:
        del found["monday"]
    return {name: at for name, at in found.items() if at > turn.now + SOON}


async def _ask(turn: Turn, staff: Person, resident_id: int) -> None:
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.refused")


async def may_plan(turn: Turn, staff: Person, resident_id: int) -> None:
    """Nothing, for one who may write to this resident; raises Refused for others."""
    await _ask(turn, staff, resident_id)


async def plan(turn: Turn, staff: Person, resident_id: int, words: str, at: dt.datetime) -> int:
    """Send these words to a resident then; its id. Raises Refused, and Told for a past time."""
    await _ask(turn, staff, resident_id)
    if at <= turn.now:
        raise Told("planned.past")
    row_id = turn.new_id()
    body = await turn.seal(resident_id, LABEL, row_id, words)
    await later.add(turn.tx, later.Later(row_id, resident_id, staff.id, body, to_us(at)))
    await _due(turn, row_id, resident_id, at)
    await access.note(turn, staff, "planned a message", resident_id)
    return row_id


async def _due(turn: Turn, row_id: int, resident_id: int, at: dt.datetime) -> None:
    # Named by when it was planned: moved away and back again it is planned anew.
    await due.at(turn, RULE, row_id, resident_id, at, occurrence=str(turn.at))


async def _own(turn: Turn, staff: Person, row_id: int) -> Later:
    row = await later.by_id(turn.tx, row_id)
    if row is None or row.author_id != staff.id:
        raise Refused("staff.refused")
    return row


async def _planned(turn: Turn, staff: Person, row_id: int) -> Later:
    row = await _own(turn, staff, row_id)
    await _ask(turn, staff, row.resident_id)
    if row.state != "planned":
        raise Told("planned.gone")
    return row


async def read(turn: Turn, row: Later) -> str:
    """The words; whose they are is asked before."""
    return await turn.unseal(row.resident_id, LABEL, row.id, row.body, str)


async def listed(turn: Turn, staff: Person) -> Message:
    """«Planlagte meldinger»: to whom and when, the soonest first."""
    rows: list[tuple[Button, ...]] = []
    for row in await later.planned_by(turn.tx, staff.id):
        resident = await people.person(turn, row.resident_id)
        if resident is None or not await thread_access.may_write(turn, staff, resident.id):
            continue
        at = Moment(from_us(row.send_at))
        rows.append(
            (Button(t("planned.row", name=resident.name, at=at), verb("planned_one", row.id)),)
        )
    head = t("planned.title") if rows else t("planned.none")
    return lines(head, rows=(*rows[:SHOWN], (button("menu.button.menu", "menu"),)))


async def shown(turn: Turn, staff: Person, row_id: int) -> tuple[int, Message]:
    """One planned message: about whom, its words and what can be done; raises Refused, Told."""
    row = await _planned(turn, staff, row_id)
    resident = await people.the(turn, row.resident_id)
    head = t("planned.shown", name=resident.name, at=Moment(from_us(row.send_at)))
    moves = tuple(
        (Button(t(f"planned.to.{name}", at=Moment(at)), verb("planned_move", f"{row.id}.{name}")),)
        for name, at in times(turn).items()
        if to_us(at) != row.send_at
    )
    rows = (
        (
            button("planned.now", "planned_now", row.id),
            button("planned.undo", "planned_drop", row.id),
        ),
        *moves,
        (button("planned.button", "planned"), button("situation.person", "open", resident.id)),
    )
    return resident.id, lines(head, verbatim(await read(turn, row)), rows=rows)


async def move(turn: Turn, staff: Person, row_id: int, when: str) -> tuple[int, Message]:
    """Another time, by its name in `times`; raises Refused, Told."""
    row = await _planned(turn, staff, row_id)
    at = times(turn).get(when)
    if at is None:
        raise Told("planned.past")
    await due.cancel(turn, RULE, row.id, "moved")
    await later.change(turn.tx, row.id, "planned", to_us(at))
    await _due(turn, row.id, row.resident_id, at)
    return await shown(turn, staff, row_id)


async def undo(turn: Turn, staff: Person, row_id: int) -> tuple[int, Message]:
    """It is not sent; the words are shown once more, and one tap plans them again."""
    row = await _planned(turn, staff, row_id)
    await due.cancel(turn, RULE, row.id, "undone")
    await later.change(turn.tx, row.id, "undone", row.send_at)
    rows = (
        (button("planned.redo", "planned_back", row.id),),
        (button("planned.button", "planned"), button("situation.person", "open", row.resident_id)),
    )
    shown_again = lines(t("planned.undone"), verbatim(await read(turn, row)), rows=rows)
    return row.resident_id, shown_again


async def redo(turn: Turn, staff: Person, row_id: int) -> tuple[int, Message]:
    """What was undone is planned again, if its time is still ahead; raises Refused, Told."""
    row = await _own(turn, staff, row_id)
    await _ask(turn, staff, row.resident_id)
    if row.state == "undone":
        at = from_us(row.send_at)
        if at <= turn.now:
            raise Told("planned.past")
        await later.change(turn.tx, row.id, "planned", row.send_at)
        await _due(turn, row.id, row.resident_id, at)
    return await shown(turn, staff, row_id)


async def now(turn: Turn, staff: Person, row_id: int) -> Message:
    """Send it at once; raises Refused, Told."""
    row = await _planned(turn, staff, row_id)
    await due.cancel(turn, RULE, row.id, "sent before its time")
    resident = await people.the(turn, row.resident_id)
    await _send(turn, staff, row)
    rows = ((button("planned.button", "planned"), button("situation.person", "open", resident.id)),)
    return lines(t("saved.going", name=resident.name), rows=rows)


async def _send(turn: Turn, author: Person, row: Later) -> None:
    words = threads.Words(text=await read(turn, row))
    await threads.write_to_resident(turn, author, row.resident_id, words)
    await later.change(turn.tx, row.id, "sent", row.send_at)


async def came_due(turn: Turn, row_id: int) -> None:
    """Its time has come: sent as its author's own words, or handed to whoever has the resident now."""
    row = await later.by_id(turn.tx, row_id)
    if row is None or row.state != "planned":
        return
    author = await people.person(turn, row.author_id)
    if author is not None and await _still(turn, author, row):
        await _send(turn, author, row)
        return
    await later.change(turn.tx, row.id, "passed_on", row.send_at)
    contact = await people.contact_of(turn, row.resident_id)
    note = tasks.Note(
        values={"worker": (author.profile.name if author else None) or ""},
        lines=(verbatim(await read(turn, row)),),
        at=from_us(row.send_at),
    )
    subject = row.resident_id
    await tasks.open_task(turn, KIND, contact.role, subject=subject, owner=contact.owner, note=note)
    if author is not None and author.is_staff and author.id != contact.owner:
        notice = lines(t("planned.passed_on"), rows=((button("planned.button", "planned"),),))
        await say(turn, Address(author.id, author.id), notice, purpose="notice", silent=True)


async def _still(turn: Turn, author: Person, row: Later) -> bool:
    """Whether its author may send it at this moment, is there, and it is not long past its time."""
    if turn.now - from_us(row.send_at) > TOO_LATE:
        return False
    away = await people.stand_in_of(turn, author.id) is not None
    return not away and await thread_access.may_write(turn, author, row.resident_id)
