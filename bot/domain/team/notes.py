"""Notes that staff write for each other about a resident: never shown to the resident in the chat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.errors import Refused, Told
from bot.domain.owners import older
from bot.domain.relay import thread_access
from bot.domain.texts import button, lines, t, verb
from bot.flow.message import Button, Message, Moment, verbatim
from bot.rules.access import Thing
from bot.store import from_us, staff_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text
    from bot.rules.access import Relation
    from bot.store.staff_notes import StaffNote

LABEL = "staff_note"
AT_TOP = 3
SHOWN = 8
GLANCE = 24  # characters of a note on a button
QUOTED = "\n│ "  # a line of theirs never looks like a line of ours


async def at_top(turn: Turn, staff: Person, stands: Relation, resident_id: int) -> list[Text]:
    """The newest notes, for the head of an opened person; nothing for one who may not read them."""
    found = readable(staff, stands, await staff_notes.about(turn.tx, resident_id))
    return [await _line(turn, note) for note in found[:AT_TOP]]


def readable(staff: Person, stands: Relation, found: Sequence[StaffNote]) -> list[StaffNote]:
    """
    Those that somebody may read, of notes that stand newest first.

    A stand-in reads the newest, which is what they are left with, and what comes while they stand
    in; older ones with the resident's yes. Source: access.md, «staff notes»; issue 3, part 4.
    """
    return [
        note
        for place, note in enumerate(found)
        if access.allowed(
            staff,
            "read",
            Thing.STAFF_NOTES,
            replace(stands, thing_open=place == 0, thing_at=from_us(note.written_at)),
        )
    ]


async def _line(turn: Turn, note: StaffNote) -> Text:
    author = await people.person(turn, note.author_id)
    name = author.name if author else t("staff.unnamed")
    words = (await read(turn, note)).replace("\n", QUOTED)
    day = Moment(from_us(note.changed_at or note.written_at), "day")
    return t("notes.line", name=name, day=day, words=verbatim(words))


async def read(turn: Turn, note: StaffNote) -> str:
    """The words of a note; whether they may be read is asked before."""
    return await turn.unseal(note.resident_id, LABEL, note.id, note.body, str)


def glance(words: str) -> str:
    """The beginning of some words, for a button."""
    flat = " ".join(words.split())
    return flat if len(flat) <= GLANCE else flat[: GLANCE - 1] + "…"


async def _ask(turn: Turn, staff: Person, resident_id: int) -> Relation:
    stands = await thread_access.stands(turn, staff, resident_id)
    if not access.allowed(staff, "write", Thing.STAFF_NOTES, stands):
        raise Refused("staff.refused")
    return stands


async def may_write(turn: Turn, staff: Person, resident_id: int) -> None:
    """Nothing, for one who may note something about this resident; raises Refused for others."""
    await _ask(turn, staff, resident_id)


async def add(turn: Turn, staff: Person, resident_id: int, words: str) -> int:
    """A new note, sealed with the resident's key; its id. Raises Refused."""
    await _ask(turn, staff, resident_id)
    note_id = turn.new_id()
    body = await turn.seal(resident_id, LABEL, note_id, words)
    await staff_notes.add(
        turn.tx, staff_notes.StaffNote(note_id, resident_id, staff.id, body, turn.at)
    )
    await access.note(turn, staff, "wrote a note", resident_id)
    return note_id


async def _own(turn: Turn, staff: Person, note_id: int) -> StaffNote:
    note = await staff_notes.by_id(turn.tx, note_id)
    if note is None or note.author_id != staff.id:
        raise Refused("staff.refused")
    await _ask(turn, staff, note.resident_id)
    return note


async def reword(turn: Turn, staff: Person, note_id: int, words: str) -> None:
    """Other words in a note of one's own; raises Refused for somebody else's."""
    note = await _own(turn, staff, note_id)
    body = await turn.seal(note.resident_id, LABEL, note.id, words)
    await staff_notes.reword(turn.tx, note.id, body, turn.at)
    await access.note(turn, staff, "changed a note", note.resident_id)


async def remove(turn: Turn, staff: Person, note_id: int) -> Message:
    """Take a note of one's own away, with a way back; raises Refused for somebody else's."""
    note = await _own(turn, staff, note_id)
    await staff_notes.remove(turn.tx, note.id, turn.at)
    await access.note(turn, staff, "removed a note", note.resident_id)
    rows = ((button("notes.restore", "note_back", note.id),), _back(note.resident_id))
    return lines(t("notes.removed"), rows=rows)


async def restore(turn: Turn, staff: Person, note_id: int) -> tuple[int, Message]:
    """Put back a note that one took away: about whom, and all notes. Raises Refused."""
    note = await _own(turn, staff, note_id)
    await staff_notes.remove(turn.tx, note.id, None)
    await access.note(turn, staff, "put a note back", note.resident_id)
    return note.resident_id, await listed(turn, staff, note.resident_id)


def _back(resident_id: int) -> tuple[Button, ...]:
    return (button("situation.person", "open", resident_id), button("menu.button.menu", "menu"))


async def listed(turn: Turn, staff: Person, resident_id: int) -> Message:
    """Every note about a resident that one may read, and one's own to change; raises Refused."""
    stands = await _ask(turn, staff, resident_id)
    await access.note(turn, staff, "read notes", resident_id)
    resident = await people.the(turn, resident_id)
    found = readable(staff, stands, await staff_notes.about(turn.tx, resident_id))[:SHOWN]
    body = [await _line(turn, note) for note in found] or [t("notes.none")]
    rows: list[tuple[Button, ...]] = [(button("notes.new", "note_new", resident_id),)]
    for note in found:
        if note.author_id == staff.id:
            label = t("notes.own", words=verbatim(glance(await read(turn, note))))
            rows.append((Button(label, verb("note_own", note.id)),))
    head = t("notes.title", name=resident.name)
    return lines(head, *body, rows=(*rows, *older.offered(stands, resident_id), _back(resident_id)))


async def own(turn: Turn, staff: Person, note_id: int) -> tuple[int, Message]:
    """Whom a note of one's own is about, and what can be done with it; raises Refused, Told."""
    note = await _own(turn, staff, note_id)
    if note.removed_at is not None:
        raise Told("notes.gone")
    rows = (
        (
            button("notes.change", "note_change", note.resident_id),
            button("notes.remove", "note_drop", note.id),
        ),
        _back(note.resident_id),
    )
    return note.resident_id, lines(await _line(turn, note), rows=rows)


async def owns(turn: Turn, staff_id: int, resident_id: int) -> list[tuple[int, str]]:
    """The notes about a resident that somebody wrote themselves: id and words, the newest first."""
    found = await staff_notes.about(turn.tx, resident_id)
    return [(one.id, await read(turn, one)) for one in found if one.author_id == staff_id]
