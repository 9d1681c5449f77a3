"""
The caretaker's room: what waits to be mended, and one of them as whoever may read it sees it.

In the list stands what it is and since when, and no name: the name and the way to reach somebody
are read with one repair, and noted. The housing office reads the same and mends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.errors import Refused
from bot.domain.repairs import parts, waiting
from bot.domain.repairs.parts import Happened, need_of
from bot.domain.texts import button, lines, t, verb
from bot.flow.message import Button, Moment
from bot.rules.access import Thing
from bot.store import appointments, from_us, repairs
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Media, Message, Text
    from bot.store.repairs import Repair

A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One in the list: what it is, since when, how it stands and with whom; no name of whose it is."""

    id: int
    what: Text
    need: str
    since: Moment
    state: Text
    whose: Text | None


@dataclass(frozen=True, slots=True)
class One:
    """One that is open: what was told, who has done what, and what may be done about it."""

    id: int
    resident_id: int
    what: Text
    lines: tuple[Text, ...]
    files: tuple[Media, ...]
    buttons: tuple[Button, ...]


async def listed(turn: Turn, staff: Person, limit: int = A_PAGE, skip: int = 0) -> list[Row]:
    """A page of what waits, the greatest need first, then the longest wait; raises Refused."""
    access.ask_of_all(staff, "read", Thing.REPAIRS)
    found: list[Row] = []
    for row in await repairs.waiting(turn.tx, limit, skip):
        body = await parts.body_of(turn, row)
        found.append(
            Row(
                row.id,
                body.what,
                need_of(row),
                Moment(from_us(row.since)),
                t(f"broken.state.{row.state}"),
                await _whose(turn, row),
            )
        )
    return found


async def _whose(turn: Turn, row: Repair) -> Text | None:
    who = await people.person(turn, row.caretaker_id) if row.caretaker_id else None
    return who.name if who is not None else None


async def counted(turn: Turn, staff: Person) -> tuple[int, int]:
    """How many wait, and how many of them nobody has opened; raises Refused."""
    access.ask_of_all(staff, "read", Thing.REPAIRS)
    return await repairs.counted(turn.tx)


async def screen(turn: Turn, staff: Person, skip: int = 0) -> Message:
    """A page of the list in a chat; raises Refused."""
    found = await listed(turn, staff, A_PAGE + 1, skip)
    waits, unopened = await counted(turn, staff)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                t(f"broken.list.{one.need}", what=one.what, state=one.state, since=one.since),
                verb("repair", one.id),
            ),
        )
        for one in found[:A_PAGE]
    ]
    turns: tuple[Button, ...] = ()
    if skip:
        turns += (button("list.before", "repairs", max(0, skip - A_PAGE)),)
    if len(found) > A_PAGE:
        turns += (button("list.more", "repairs", skip + A_PAGE),)
    rows += [turns] if turns else []
    rows.append((button("menu.button.menu", "menu"),))
    head = t("broken.list", n=waits, m=unopened) if waits else t("broken.list.none")
    return lines(head, rows=tuple(rows))


async def asked(turn: Turn, staff: Person, repair_id: int) -> Repair:
    """One that this person may read; raises Refused, and for one that is not there the same."""
    row = await repairs.by_id(turn.tx, repair_id)
    if row is None:
        raise Refused("staff.refused")
    await access.ask(turn, staff, "read", Thing.REPAIRS, row.resident_id)
    return row


async def mends(turn: Turn, staff: Person, row: Repair) -> bool:
    """Whether this person may do something about it."""
    return await access.may(turn, staff, "write", Thing.REPAIRS, row.resident_id)


async def look(turn: Turn, staff: Person, repair_id: int) -> One:
    """One as it stands, for whoever may read it; nothing is changed by looking. Raises Refused."""
    row = await asked(turn, staff, repair_id)
    body = await parts.body_of(turn, row)
    buttons: list[Button] = []
    if await mends(turn, staff, row) and row.ended_at is None:
        buttons += [
            button("broken.seen", "repair_seen", row.id),
            button("broken.coming", "repair_visit", row.id),
            button("broken.more", "repair_more", row.id),
            button("broken.done", "repair_done", row.id),
        ]
    need = need_of(row)
    head = (
        await _name(turn, staff, row),
        t(f"broken.need.{need}"),
        t("broken.since", at=Moment(from_us(row.since))),
    )
    said = (*head, *body.told, *await parts.story(turn, body), *await _visit(turn, row))
    return One(row.id, row.resident_id, body.what, said, body.files, tuple(buttons))


async def _visit(turn: Turn, row: Repair) -> tuple[Text, ...]:
    """When somebody comes, and what the resident has said to that."""
    found = await appointments.by_id(turn.tx, row.appointment_id or 0)
    if found is None or found.state != "planned" or found.starts_at <= turn.at:
        return ()
    return (t(f"broken.visit.{found.answer}", at=Moment(from_us(found.starts_at))),)


async def _name(turn: Turn, staff: Person, row: Repair) -> Text:
    """
    Whose home it is, to one who may know it with a repair.

    The housing office may with a tenancy of its own making. The rent rule that a resident keeps for
    their own reminders is none: it gives nobody their name.
    """
    known = await access.may(turn, staff, "read", Thing.CONTACT, row.resident_id, repair=True)
    resident = await people.person(turn, row.resident_id)
    if not known or resident is None:
        return t("broken.somebody")
    return t("broken.who", name=resident.name)


async def open_one(turn: Turn, staff: Person, repair_id: int) -> One:
    """
    One is opened: the first caretaker to open it has it from then on, and it reminds no more.

    Raises Refused.
    """
    row = await asked(turn, staff, repair_id)
    await access.note(turn, staff, "read repair", row.resident_id)
    if row.state == "new" and await mends(turn, staff, row):
        body = await parts.body_of(turn, row)
        happened = Happened("opened", turn.now, by=staff.id)
        row = await parts.write(turn, row, body, happened, state="opened", caretaker_id=staff.id)
        await take(turn, staff, row)
    return await look(turn, staff, repair_id)


async def take(turn: Turn, staff: Person, row: Repair) -> None:
    """Somebody has it: their task, watched no more as one that nobody opens."""
    await waiting.stop(turn, row, "opened")
    if row.task_id is not None:
        await stored_tasks.hand_to(turn.tx, row.task_id, parts.CARETAKER, staff.id)
    await waiting.look_again(turn, row, turn.now)
