"""
Files that staff send from the desk: no channel keeps them for us, so they are kept here, sealed.

They are kept before they are sent, so that a refusal loses none; what is never sent goes in a day.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refused, Told
from bot.domain.relay import thread_access
from bot.domain.relay.content import Part
from bot.flow.message import Media
from bot.store import sent_files
from bot.store.sent_files import SentFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import House, Turn
    from bot.flow.message import Message
    from bot.rules.uploads import Clean
    from bot.store import Tx

LABEL = "sent_file"
OURS = "own:"
"""What the id of a file begins with that is kept here; no channel's begins so."""


class Held(NamedTuple):
    """What is in a file of ours, its type, and the name it travels under."""

    name: str
    content: bytes
    type: str


async def sealed(
    house: House, resident_id: int, author_id: int, row_id: int, clean: Clean, at: int
) -> SentFile:
    """A file ready to be kept; sealed in a thread of its own, where it holds nobody up."""
    sealer = await house.keys.person(resident_id)
    body = await asyncio.to_thread(sealer.seal, LABEL, row_id, clean.data)
    return SentFile(
        row_id, resident_id, author_id, None, clean.kind, clean.type, clean.name, at, body
    )


async def keep(turn: Turn, staff: Person, resident_id: int, files: Sequence[SentFile]) -> None:
    """Keep files that are to be sent; raises Refused for a resident one may not write to."""
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.no_longer")
    for file in files:
        await sent_files.add(turn.tx, file)


async def take(turn: Turn, staff: Person, resident_id: int, ids: Sequence[int]) -> tuple[Part, ...]:
    """What was kept for this resident by this person, as parts of a message; raises Told where one is not there."""
    found = await sent_files.unsent(turn.tx, ids, resident_id, staff.id)
    if len(found) != len(set(ids)):
        raise Told("desk.files.gone")
    return tuple(Part(_media(one)) for one in found)


def _media(file: SentFile) -> Media:
    facts = (("name", file.name),) if file.kind == "document" else ()
    return Media(file.kind, f"{OURS}{file.id}", facts=facts)  # type: ignore[arg-type]  # as it was cleaned


async def of(house: House, tx: Tx, media: Media) -> Held | None:
    """What is in a file of ours; None where it is the channel's, or not kept any more."""
    number = media.file_id.removeprefix(OURS)
    if number == media.file_id or not number.isdecimal():
        return None
    file = await sent_files.by_id(tx, int(number))
    if file is None or file.body is None:
        return None
    sealer = await house.keys.person(file.resident_id)
    return Held(file.name, sealer.open(LABEL, file.id, file.body), file.type)


async def brought(house: House, tx: Tx, message: Message) -> dict[str, Held] | None:
    """Every file of ours in a message, by its id; None where one is not kept any more."""
    files = [message.media] if message.media is not None else []
    files += [one.media for one in message.album]
    held: dict[str, Held] = {}
    for media in files:
        if media.file_id.startswith(OURS):
            found = await of(house, tx, media)
            if found is None:
                return None
            held[media.file_id] = found
    return held
