"""A thread as one reads it at the desk: line by line, with who, when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain import access, people
from bot.domain.errors import Refused
from bot.domain.relay import reactions, thread_access
from bot.domain.relay.content import Part, Words, words_of
from bot.domain.relay.lines import answering, paragraph
from bot.domain.texts import t
from bot.rules.access import Thing
from bot.store import answering as answering_now
from bot.store import crossing, from_us, threads

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Media, Text

SHOWN = 60
NO_FILE = frozenset({"location", "venue", "contact", "qr", "event"})


@dataclass(frozen=True, slots=True)
class Line:
    """
    One message of a thread, for one who may read it; `files` has the one file too.

    `may` is what this reader may do with it: answer, react, change, delete, again.
    """

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
    opened_by: Text | None = None
    may: frozenset[str] = frozenset()
    my_reaction: str = ""


async def lines_of(turn: Turn, staff: Person, resident_id: int) -> list[Line]:
    """The latest of what this person may read of a thread, oldest first; nothing where they may not."""
    stands = await thread_access.stands(turn, staff, resident_id)
    latest = await threads.latest(turn.tx, resident_id, SHOWN)
    may_read = await thread_access.readable(turn, staff, stands, resident_id, latest)
    ids = [one.id for one in may_read]
    emoji = await reactions.standing_on(turn, resident_id, ids)
    writes = bool(access.allowed(staff, "write", Thing.THREAD, stands))
    # What is answered may be older than what this person may read: then it is not named.
    reader = _Reader(staff, set(ids), await crossing.in_a_chat(turn.tx, ids), writes)
    return [await _line(turn, one, reader, emoji.get(one.id, {})) for one in may_read]


class _Reader(NamedTuple):
    """Who reads: what they see, what of it is their own line in a chat, and whether they may answer."""

    staff: Person
    seen: set[int]
    in_a_chat: set[int]
    writes: bool

    def may(self, one: threads.ThreadMessage) -> frozenset[str]:
        """What they may do with one message."""
        if not self.writes or one.deleted_at is not None:
            return frozenset()
        if one.author_id != self.staff.id:
            return frozenset({"answer", "react"} if one.inbound else {"answer"})
        own = {"answer", "delete"}
        if one.id not in self.in_a_chat:
            own.add("change")
        if one.state == "failed":
            own.add("again")
        return frozenset(own)


async def _line(
    turn: Turn, one: threads.ThreadMessage, reader: _Reader, emoji: dict[int, str]
) -> Line:
    author = await people.person(turn, one.author_id)
    words = await words_of(turn, one)
    named = words.answers is None or words.answers in reader.seen
    opener = await people.person(turn, one.opened_by) if one.opened_by is not None else None
    return Line(
        id=one.id,
        theirs=one.inbound,
        name=author.name if author else t("staff.unnamed"),
        at=from_us(one.created_at),
        words=words,
        files=files_in(words),
        answers=await answering(turn, words) if named else None,
        reactions=tuple(emoji.values()),
        edited_at=from_us(one.edited_at) if one.edited_at is not None else None,
        gone=await paragraph(turn, one) if one.deleted_at is not None else None,
        state=one.state,
        opened_at=from_us(one.opened_at) if one.opened_at is not None else None,
        opened_by=opener.name if opener is not None else None,
        may=reader.may(one),
        my_reaction=emoji.get(reader.staff.id, ""),
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


async def readable_one(turn: Turn, staff: Person, resident_id: int, message_id: int) -> bool:
    """Whether a message belongs to this resident's thread, and may be read and answered by this person now."""
    message = await threads.by_id(turn.tx, message_id)
    if message is None or message.resident_id != resident_id or message.deleted_at is not None:
        return False
    stands = await thread_access.stands(turn, staff, resident_id)
    return bool(await thread_access.readable(turn, staff, stands, resident_id, [message]))


async def meanwhile(turn: Turn, staff: Person, resident_id: int, seen: int) -> Text | None:
    """Who of the colleagues has answered since the newest message that was seen, if anybody has."""
    author_id = await answering_now.by_another_after(turn.tx, resident_id, staff.id, seen)
    author = await people.person(turn, author_id) if author_id is not None else None
    return author.name if author is not None else None
