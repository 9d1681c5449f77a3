"""What a human has to do: every open thing has an owner, a role at least, and can be seen by it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, people
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, say
from bot.domain.roles import UNITS
from bot.domain.texts import button, lines, t
from bot.flow.message import Media, Moment, Text
from bot.rules import ownership
from bot.rules.access import Thing
from bot.rules.discretion import URGENT_KINDS
from bot.store import from_us, tasks
from bot.store import people as stored_people

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

LABEL = "task"
# Whoever sets the mark themselves sees it on the screen that answers.
MARKED = frozenset({"urgent_marked"})
# Not for whom it is about, whatever other role they have: the resident asked for somebody else.
CONFIDENTIAL = frozenset({"other_contact"})
# Whoever owns a thing on somebody's list knows whose it is. Source: access.md, discharge: «items owned».
NAMED_BY_IT = frozenset({"leaving_officer", "leaving_queue"})


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """The sealed part of a task: what to fill its text with, what was sent, and the row it is about."""

    values: dict[str, str] = {}
    lines: tuple[Text, ...] = ()
    files: tuple[Media, ...] = ()
    at: dt.datetime | None = None
    row: int | None = None


async def open_once(
    turn: Turn,
    kind: str,
    role: str,
    *,
    subject: int,
    owner: int | None = None,
    note: Note | None = None,
) -> int | None:
    """A task of this kind about this person, unless one is open; its owners are told by a notice."""
    if await tasks.open_about(turn.tx, subject, kind):
        return None
    return await open_task(turn, kind, role, subject=subject, owner=owner, note=note)


async def open_task(
    turn: Turn,
    kind: str,
    role: str,
    *,
    subject: int,
    owner: int | None = None,
    note: Note | None = None,
    due_at: int | None = None,
    tell: bool = True,
) -> int:
    """A new task; with no owner it belongs to everybody in the role, or to the coordinators if nobody is."""
    if owner is None and not await people.holders(turn, role):
        role = "coordinator"
    row_id = turn.new_id()
    row = tasks.Row(
        id=row_id,
        kind=kind,
        subject_id=subject,
        owner_role=role,
        owner_id=owner,
        due_at=due_at,
        created_at=turn.at,
        note=await turn.seal(subject, LABEL, row_id, note or Note()),
    )
    await tasks.add(turn.tx, row)
    if tell:
        await _tell_owners(turn, row, subject)
    return row_id


async def _tell_owners(turn: Turn, row: tasks.Row, subject: int) -> None:
    owner = row.owner_id
    for reader in (owner,) if owner else await people.holders(turn, row.owner_role):
        told = row.kind in MARKED and reader == turn.caused_by
        if not told and not await _kept_from(turn, reader, row):
            silent = row.kind not in URGENT_KINDS
            await _notice(turn, Address(reader, subject), row.id, silent=silent)


async def ring(turn: Turn, task_id: int) -> None:
    """Tell its owners once more of an open task: something about it has become pressing."""
    row = await tasks.by_id(turn.tx, task_id)
    if row is not None and row.state == "open" and row.subject_id is not None:
        await _tell_owners(turn, row, row.subject_id)


async def rewrite(turn: Turn, row: tasks.Row, kind: str, note: Note) -> None:
    """An open task as it now stands, about the same person and with the same owner."""
    if row.subject_id is not None:
        sealed = await turn.seal(row.subject_id, LABEL, row.id, note)
        await tasks.rewrite(turn.tx, row.id, kind, sealed)


async def _notice(turn: Turn, to: Address, row_id: int, *, silent: bool = True) -> None:
    told = t("staff.notice.task" if silent else "staff.notice.urgent")
    notice = lines(told, rows=((button("task.open", "task", row_id),),))
    await say(turn, to, notice, purpose="notice", about=f"task:{row_id}", silent=silent)


async def _kept_from(turn: Turn, staff_id: int, row: tasks.Row) -> bool:
    if row.kind not in CONFIDENTIAL or row.subject_id is None:
        return False
    return staff_id == await people.worker_of(turn, row.subject_id)


async def give(turn: Turn, subject: int, kind: str, role: str, owner: int) -> None:
    """What is open of this kind about this person is one named human's from now on."""
    for row in await tasks.open_about(turn.tx, subject, kind):
        await tasks.hand_to(turn.tx, row.id, role, owner)


async def note_fault(turn: Turn, error_type: str, place: str, inbox_row: int) -> None:
    """A task for the administrator about a fault of ours: type and place, and what to try again by."""
    row_id = turn.new_id()
    sealer = await turn.house.keys.staff()
    note = msgspec.json.encode(Note({"type": error_type, "place": place}, row=inbox_row))
    await tasks.add(
        turn.tx,
        tasks.Row(
            id=row_id,
            kind="fault",
            subject_id=None,
            owner_role="administrator",
            owner_id=None,
            due_at=None,
            created_at=turn.at,
            note=sealer.seal(LABEL, row_id, note),
        ),
    )
    for reader in await people.holders(turn, "administrator"):
        await _notice(turn, Address(reader, reader), row_id)


async def mine(turn: Turn, staff: Person) -> list[tasks.Row]:
    """Open tasks of this person: those in their name, in whatever role, and those of a role they hold."""
    found = {row.id: row for row in await tasks.open_of(turn.tx, staff.id)} if staff.roles else {}
    for worker in await stored_people.stood_in_for(turn.tx, staff.id, turn.at):
        for row in await tasks.open_of(turn.tx, worker):
            if row.subject_id is not None:
                found[row.id] = row
    for absent in await _without_stand_in(turn, staff):
        for row in await tasks.open_of(turn.tx, absent):
            if row.owner_role in UNITS and row.owner_role in staff.roles:
                found[row.id] = row
    for role in sorted(staff.roles):
        for row in await tasks.open_for(turn.tx, role):
            if row.owner_id is None and not await _kept_from(turn, staff.id, row):
                found[row.id] = row
    # What may be danger stays on top until somebody has written what was done.
    return sorted(found.values(), key=lambda row: (row.kind != "danger", row.created_at))


async def _without_stand_in(turn: Turn, staff: Person) -> list[int]:
    """Who is away with nobody in their place: in a unit it is everybody's meanwhile."""
    if not staff.roles.intersection(UNITS):
        return []
    away = await people.away_now(turn)
    return [one for one in away if one != staff.id and ownership.stands_in(one, away) is None]


async def owner(turn: Turn, row: tasks.Row) -> Text:
    """Whose the task is, as a sentence."""
    found = await people.person(turn, row.owner_id) if row.owner_id is not None else None
    if found is None:
        return t("task.owner.role", role=t(f"staff.role.{row.owner_role}"))
    return t("task.owner", name=found.name)


async def finish(turn: Turn, staff: Person, task_id: int) -> None:
    """Mark one task as done; raises Refused for somebody else's."""
    row = await own(turn, staff, task_id)
    if row.kind == "danger":
        raise Told("danger.staff.write_first")
    await tasks.done(turn.tx, row.id, staff.id, turn.at)


async def finish_about(turn: Turn, staff: Person, subject: int, kind: str) -> None:
    """Whatever is open of this kind about this person is done now."""
    for row in await tasks.open_about(turn.tx, subject, kind):
        await tasks.done(turn.tx, row.id, staff.id, turn.at)


async def wording(turn: Turn, row: tasks.Row, reader: Person | None = None) -> Text:
    """The task as a sentence, with the name the person chose, where `reader` may know it."""
    note = await note_of(turn, row)
    values: dict[str, str | int | Moment | Text] = dict(note.values)
    if row.subject_id is not None:
        subject = await people.person(turn, row.subject_id)
        values["name"] = subject.name if subject else t("staff.unnamed")
        if reader is not None and not await _named(turn, reader, row):
            values["name"] = t("list.somebody")
    moment = note.at or from_us(row.created_at)
    values["at"] = Moment(moment)
    values["date"] = Moment(moment, "day")
    return Text(f"task.{row.kind}", dict(values))


async def _named(turn: Turn, reader: Person, row: tasks.Row) -> bool:
    """Whether who reads may know whom a task is about; those who follow people up always do."""
    if row.subject_id is None or row.kind in NAMED_BY_IT or not reader.roles.issubset(UNITS):
        return True
    return await access.may(turn, reader, "read", Thing.CONTACT, row.subject_id)


async def note_of(turn: Turn, row: tasks.Row) -> Note:
    """The sealed part of a task."""
    if row.note is None:
        return Note()
    if row.subject_id is None:
        sealer = await turn.house.keys.staff()
        return msgspec.json.decode(sealer.open(LABEL, row.id, row.note), type=Note)
    return await turn.unseal(row.subject_id, LABEL, row.id, row.note, Note)


async def is_kind(turn: Turn, task_id: int, kind: str) -> bool:
    """Whether a task is of this kind."""
    row = await tasks.by_id(turn.tx, task_id)
    return row is not None and row.kind == kind


async def still_theirs(turn: Turn, staff: Person, task_id: int) -> bool:
    """Whether this task is open and this person's at this moment."""
    try:
        return (await own(turn, staff, task_id)).state == "open"
    except Refused:
        return False


async def own(turn: Turn, staff: Person, task_id: int) -> tasks.Row:
    """A task of this person's; raises Refused for somebody else's."""
    row = await tasks.by_id(turn.tx, task_id)
    if row is None or not staff.roles:
        raise Refused("staff.refused")
    if row.owner_id != staff.id and (row.owner_id or row.owner_role not in staff.roles):
        others = await stored_people.stood_in_for(turn.tx, staff.id, turn.at)
        if row.owner_role in UNITS and row.owner_role in staff.roles:
            others += await _without_stand_in(turn, staff)
        if row.subject_id is None or row.owner_id not in others:
            raise Refused("staff.refused")
    if await _kept_from(turn, staff.id, row):
        raise Refused("staff.refused")
    if row.subject_id is not None and await people.person(turn, row.subject_id) is None:
        raise Refused("thread.gone")
    return row
