"""
Albums: files sent together arrive one by one, in any order, and are one message of the thread.

Each part is a row at once. They go on when a second has passed since the last came, or before the
person's next words; what comes later still is an answer to the album.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.domain.relay.content import Part, Words
from bot.flow.message import Media  # noqa: TC001 - msgspec reads it at run time
from bot.store import albums, timers, to_us

if TYPE_CHECKING:
    from bot.domain.came import Came
    from bot.domain.people import Person
    from bot.domain.turn import Turn

RULE = "album"
LABEL = "album_part"
WAITS = dt.timedelta(seconds=1)


class Gathered(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept of one part until the album is whole; `replied_to` as the door gave it."""

    part: Part
    replied_to: int | None = None
    answers: int | None = None
    quote: str = ""


class Whole(msgspec.Struct, frozen=True):
    """
    A file, or an album that is whole, and which of our messages it was a reply to.

    `number` is the channel's own of its first part; `late` is a part that came after its album.
    """

    words: Words
    replied_to: int | None
    number: int | None = None
    late: bool = False


async def add(
    turn: Turn, who: Person, words: Words, came: Came, replied_to: int | None
) -> Whole | None:
    """Keep one part; a late one, which answers its album, is handed back to be passed on by itself."""
    before = await albums.of(turn.tx, who.id, came.album)
    if any(not one.waits for one in before):
        album = next((one.thread_id for one in before if one.thread_id is not None), None)
        late = msgspec.structs.replace(words, answers=album or words.answers)
        await _keep(turn, who, words, came, replied_to, waits=False)
        return Whole(late, replied_to, came.platform_id, late=True)
    await _keep(turn, who, words, came, replied_to, waits=True)
    due = to_us(turn.now + WAITS)
    timer = timers.Timer(turn.new_id(), RULE, who.id, came.album, 0, who.id, due)
    await timers.replan(turn.tx, [timer])
    turn.soon = turn.now + WAITS
    return None


async def _keep(
    turn: Turn, who: Person, words: Words, came: Came, replied_to: int | None, *, waits: bool
) -> None:
    body = None
    row_id = turn.new_id()
    media = words.media
    if waits and media is not None:
        part = Part(media, words.text, words.marks, words.own)
        gathered = Gathered(part, replied_to, words.answers, words.quote)
        body = await turn.seal(who.id, LABEL, row_id, gathered)
    row = albums.Part(
        row_id, who.id, came.album, came.platform_id or 0, words.own, None, int(waits), body
    )
    await albums.add(turn.tx, row)


async def waiting(turn: Turn, who: Person, *, but: str = "") -> list[Whole]:
    """What waits to be whole and is so now, because the person has gone on to something else."""
    found = []
    for album in await albums.waiting(turn.tx, who.id):
        if album == but:
            continue
        await timers.cancel_occurrence(turn.tx, RULE, who.id, album, "passed on before")
        whole = await close(turn, who, album)
        if whole is not None:
            found.append(whole)
    return found


async def close(turn: Turn, who: Person, album: str) -> Whole | None:
    """The album as it has come so far, by the order it was sent in; None if none of it waits."""
    rows = [one for one in await albums.of(turn.tx, who.id, album) if one.waits]
    gathered = [
        await turn.unseal(who.id, LABEL, one.id, one.body, Gathered) for one in rows if one.body
    ]
    await albums.passed_on(turn.tx, [one.id for one in rows])
    if not gathered:
        return None
    first = gathered[0]
    if len(gathered) == 1:
        part = first.part
        words = Words(part.text, part.media, part.marks, own=part.own)
    else:
        words = Words(album=tuple(one.part for one in gathered))
    words = msgspec.structs.replace(words, answers=first.answers, quote=first.quote)
    return Whole(words, first.replied_to, rows[0].number or None)


async def edited(turn: Turn, own_id: int, words: Words) -> bool:
    """Other words under a part that waits; False where this line is none."""
    row = await albums.by_own(turn.tx, own_id)
    if row is None or row.body is None:
        return False
    kept = await turn.unseal(row.person_id, LABEL, row.id, row.body, Gathered)
    media: Media = words.media or kept.part.media
    part = Part(media, words.text, words.marks, own_id)
    again = msgspec.structs.replace(kept, part=part)
    await albums.rewrite(turn.tx, row.id, await turn.seal(row.person_id, LABEL, row.id, again))
    return True


async def dropped(turn: Turn, own_id: int) -> bool:
    """A part that waits is taken out; False where this line is none."""
    row = await albums.by_own(turn.tx, own_id)
    if row is None:
        return False
    await albums.passed_on(turn.tx, [row.id])
    return True
