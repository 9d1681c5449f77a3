"""A message changed afterwards: the change reaches whoever has it, in place and marked, checked like the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.domain import people
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import rewrite, shown
from bot.domain.relay import gathering, held, thread_access
from bot.domain.relay.content import LABEL, Words, words_of
from bot.domain.relay.lines import file_alone, paragraph, said_by
from bot.store import crossing, threads

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message
    from bot.store.crossing import Showing
    from bot.store.threads import ThreadMessage


async def edited(turn: Turn, who: Person, changed: Words) -> str | None:
    """
    Take in what somebody's own line says now; the key of what to tell them, None for nothing.

    What waits for a yes is changed there. What has been passed on is changed where it is shown; one
    that nobody has opened yet simply says the new words when it is.
    """
    if changed.own is None:
        return "came.edited"
    if await gathering.edited(turn, changed.own, changed):
        return None
    if await held.edited(turn, who, changed):
        return None
    own = await crossing.own(turn.tx, changed.own)
    message = await threads.by_id(turn.tx, own.thread_id) if own is not None else None
    if own is None or message is None or message.author_id != who.id:
        return "came.edited"
    if message.deleted_at is not None:
        return "thread.edited_deleted"
    if not message.inbound and not await thread_access.may_write(turn, who, message.resident_id):
        return "staff.no_longer"
    before = await words_of(turn, message)
    after = before.changed(changed)
    if after == before:
        # Telegram tells of a link's preview too, and of other things that are no edit.
        return None
    await _rewrite(turn, message, after)
    return None


async def change(turn: Turn, staff: Person, thread_id: int, text: str) -> None:
    """
    Other words in the place of one's own, from a door that has no line of theirs to change.

    The words under a file change, the file stays. Raises Told for words that are not theirs, are
    deleted, or stand as their own line in a chat; Refused for a resident they may no longer write to.
    """
    message = await threads.by_id(turn.tx, thread_id)
    if message is None or message.inbound or message.author_id != staff.id:
        raise Told("came.not_yours")
    if message.deleted_at is not None:
        raise Told("thread.edited_deleted")
    if not await thread_access.may_write(turn, staff, message.resident_id):
        raise Refused("staff.no_longer")
    if await crossing.own_of(turn.tx, thread_id):
        raise Told("thread.change.in_chat")
    before = await words_of(turn, message)
    if not text and before.kind == "text":
        raise Told("came.empty")
    if text != before.text:
        await _rewrite(turn, message, replace(before, text=text, marks=()))


async def _rewrite(turn: Turn, message: ThreadMessage, words: Words) -> None:
    sealed = await turn.seal(message.resident_id, LABEL, message.id, words)
    await crossing.rewrite(turn.tx, message.id, sealed, turn.at)
    fresh = await threads.by_id(turn.tx, message.id)
    if fresh is not None:
        await show_again(turn, fresh)


async def show_again(turn: Turn, message: ThreadMessage) -> None:
    """Let every message of ours that shows this one say what it says now."""
    for showing in await crossing.showings_of(turn.tx, message.id):
        now = await shown(turn, showing.shown_id)
        if now is None or now[2].message is None:
            continue
        again = await _again(turn, message, showing, now[2].message)
        if again is not None:
            await rewrite(turn, showing.shown_id, again)


async def _again(
    turn: Turn, message: ThreadMessage, showing: Showing, now: Message
) -> Message | None:
    words = await words_of(turn, message)
    if showing.place == crossing.FILE:
        return file_alone(turn, words, message.edited_at)
    if message.inbound or showing.reader_id != message.resident_id:
        body = list(now.lines)
        if showing.place >= len(body):
            return None
        body[showing.place] = await paragraph(turn, message)
        return replace(now, lines=tuple(body))
    author = await people.person(turn, message.author_id)
    if author is None:
        return None
    again = await said_by(turn, author, words, edited_at=message.edited_at)
    # Once revealed, the file stands beside the words, not with them.
    return replace(
        again, rows=now.rows, media=again.media and now.media, album=now.album and again.album
    )
