"""A thread as one reads it at the desk: line by line, with who, when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.errors import Refused
from bot.domain.relay import reactions, thread_access
from bot.domain.relay.content import Part, Words, words_of
from bot.domain.relay.lines import answering, paragraph
from bot.domain.texts import t
from bot.rules.access import Thing
from bot.store import from_us, threads

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Media, Text

SHOWN = 60
NO_FILE = frozenset({"location", "venue", "contact", "qr", "event"})


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a thread, for one who may read it; `files` has the one file too."""

    id: int
    theirs: bool  # from the resident
    name: Text
    at: dt.datetime
    words: Words
    state: str
    opened_at: dt.datetime | None
    files: tuple[Part, ...] = ()
    answers: Text | None = None
    reactions: tuple[str, ...] = ()
    edited_at: dt.datetime | None = None
    gone: Text | None = None


async def lines_of(turn: Turn, staff: Person, resident_id: int) -> list[Line]:
    """The latest of what this person may read of a thread, oldest first; nothing where they may not."""
    stands = await thread_access.stands(turn, staff, resident_id)
    latest = await threads.latest(turn.tx, resident_id, SHOWN)
    may_read = await thread_access.readable(turn, staff, stands, resident_id, latest)
    emoji = await reactions.standing_on(turn, resident_id, [one.id for one in may_read])
    # What is answered may be older than what this person may read: then it is not named.
    seen = {one.id for one in may_read}
    return [await _line(turn, one, seen, emoji.get(one.id, [])) for one in may_read]


async def _line(turn: Turn, one: threads.ThreadMessage, seen: set[int], emoji: list[str]) -> Line:
    author = await people.person(turn, one.author_id)
    words = await words_of(turn, one)
    named = words.answers is None or words.answers in seen
    return Line(
        id=one.id,
        theirs=one.inbound,
        name=author.name if author else t("staff.unnamed"),
        at=from_us(one.created_at),
        words=words,
        files=files_in(words),
        answers=await answering(turn, words) if named else None,
        reactions=tuple(emoji),
        edited_at=from_us(one.edited_at) if one.edited_at is not None else None,
        gone=await paragraph(turn, one) if one.deleted_at is not None else None,
        state=one.state,
        opened_at=from_us(one.opened_at) if one.opened_at is not None else None,
    )


def files_in(words: Words) -> tuple[Part, ...]:
    """The files of a message in their order; of a single one the words stand in the message itself."""
    return words.album or ((Part(words.media),) if words.media is not None else ())


async def file_of(turn: Turn, staff: Person, message_id: int, n: int) -> Media:
    """The n-th file of a message, from 0, for one who may read it now; raises Refused."""
    message = await threads.by_id(turn.tx, message_id)
    if message is None or not staff.is_staff:
        raise Refused("desk.gone")
    stands = await thread_access.stands(turn, staff, message.resident_id)
    may_read = await thread_access.readable(turn, staff, stands, message.resident_id, [message])
    if not may_read or not access.allowed(staff, "read", Thing.THREAD, stands):
        raise Refused("desk.gone")
    files = files_in(await words_of(turn, message))
    if not 0 <= n < len(files) or files[n].media.kind in NO_FILE:
        raise Refused("desk.gone")
    await access.note(turn, staff, "read thread", message.resident_id)
    return files[n].media
