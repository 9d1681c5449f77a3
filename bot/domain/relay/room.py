"""A thread as one reads it at the desk: line by line, with who, when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.relay import thread_access
from bot.domain.relay.content import Words, words_of
from bot.domain.relay.lines import paragraph
from bot.domain.texts import t
from bot.store import from_us, threads

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a thread, for one who may read it."""

    id: int
    theirs: bool  # from the resident
    name: Text
    at: dt.datetime
    words: Words
    state: str
    opened_at: dt.datetime | None
    deleted_at: dt.datetime | None = None
    gone: Text | None = None


async def lines_of(turn: Turn, staff: Person, resident_id: int) -> list[Line]:
    """The latest of what this person may read of a thread, oldest first; nothing where they may not."""
    stands = await thread_access.stands(turn, staff, resident_id)
    latest = await threads.latest(turn.tx, resident_id, SHOWN)
    found: list[Line] = []
    for one in await thread_access.readable(turn, staff, stands, resident_id, latest):
        author = await people.person(turn, one.author_id)
        found.append(
            Line(
                id=one.id,
                theirs=one.inbound,
                name=author.name if author else t("staff.unnamed"),
                at=from_us(one.created_at),
                words=await words_of(turn, one),
                deleted_at=from_us(one.deleted_at) if one.deleted_at is not None else None,
                gone=await paragraph(turn, one) if one.deleted_at is not None else None,
                state=one.state,
                opened_at=from_us(one.opened_at) if one.opened_at is not None else None,
            )
        )
    return found
