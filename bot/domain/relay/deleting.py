"""
«Slett», for both sides: Telegram never tells of a deletion, so it is asked for here.

Under 48 hours it goes from both chats. Of what is older our copy is emptied, and the writer is told
what stays. The words leave the store; that there were some does not, so that the thread is honest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.errors import Refused, Told
from bot.domain.mine.privacy import DELETABLE
from bot.domain.outgoing import Address, amend, retract, say
from bot.domain.relay import answers, edits, gathering, held, notice, thread_access
from bot.domain.relay.content import snippet, what, words_of
from bot.domain.relay.lines import moment
from bot.domain.remember import unanswered
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Button, Message, verbatim
from bot.store import crossing, messages, threads

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.relay.content import Words
    from bot.domain.turn import Turn
    from bot.flow.message import Text
    from bot.store.crossing import Showing
    from bot.store.threads import ThreadMessage

WORDS_FOR_DELETE = frozenset({"slett", "/slett", "delete", "/delete"})
SHOWN = 6
LABEL_AT_MOST = 24
# What Telegram lets a bot put another picture in the place of, also of what is old (editMessageMedia);
# in an album only by the same kind (TDLib, edit_message_media, read November 2026).
REPLACED = frozenset({"photo", "video", "animation", "document", "audio"})
IN_ALBUM = frozenset({"photo", "video"})


async def asked(turn: Turn, who: Person, thread_id: int) -> None:
    """Ask which of one's own words are meant, and whether; raises Told where they are gone."""
    message = await _own(turn, who, thread_id)
    told = [message]
    if message.receipt_id is not None:
        told = [
            one
            for one in await threads.told_by(turn.tx, message.receipt_id)
            if one.deleted_at is None
        ]
    rows: list[tuple[Button, ...]] = []
    for one in told[-SHOWN:]:
        label = what(await words_of(turn, one))
        if label.key == "=":
            label = verbatim(snippet(str(label.values["text"]), LABEL_AT_MOST))
        key = "delete.yes" if len(told) == 1 else "delete.this"
        rows.append((button(key, "delete_yes", one.id, words=label),))
    rows.append((button("delete.no", "delete_no", thread_id),))
    question = "delete.ask" if len(told) == 1 else "delete.which"
    to = Address(who.id, message.resident_id)
    await say(turn, to, lines(t(question), rows=tuple(rows)), purpose="answer")
    await bury(turn, who.id)


async def by_reply(turn: Turn, who: Person, replied_to: int | None) -> bool:
    """Delete what was replied to, if it is the writer's own; False where it is nobody's words."""
    if replied_to is None:
        return False
    if await gathering.dropped(turn, replied_to) or await held.dropped(turn, who, replied_to):
        await _take_own(turn, who.id, who.id, [replied_to])
        await _tell(turn, who, who.id, (t("held.removed"),))
        return True
    message = await answers.newest(turn, replied_to)
    if message is None or message.author_id != who.id or message.deleted_at is not None:
        return False
    told = await delete(turn, who, message.id)
    await _tell(turn, who, message.resident_id, told)
    return True


async def _tell(turn: Turn, who: Person, about: int, told: tuple[Text, ...]) -> None:
    await say(turn, Address(who.id, about), Message(told), purpose="answer")
    await bury(turn, who.id)


async def delete(turn: Turn, who: Person, thread_id: int) -> tuple[Text, ...]:
    """Take one's own words away on both sides; what to say of it. Raises Told, Refused."""
    message = await _own(turn, who, thread_id)
    resident_id = message.resident_id
    if not message.inbound and not await thread_access.may_write(turn, who, resident_id):
        raise Refused("staff.no_longer")
    await access.note(turn, who, "delete own message", resident_id)
    words = await words_of(turn, message)
    await crossing.empty(turn.tx, message.id, who.id, turn.at)
    emptied = await threads.by_id(turn.tx, message.id)
    if emptied is None:
        raise Told("delete.gone")
    stays = False
    for showing in await crossing.showings_of(turn.tx, message.id):
        stays = await _unshow(turn, emptied, showing, words) or stays
    own = [one.own_id for one in await crossing.own_of(turn.tx, message.id)]
    own_stays = await _take_own(turn, who.id, resident_id, own)
    await _receipt(turn, emptied)
    if message.inbound:
        await _nothing_waits(turn, resident_id)
    told = [t("delete.done")]
    if message.opened_at is not None:
        told.append(t("delete.was_opened"))
    if stays and words.kind != "text":
        told.append(t("delete.file_stays"))
    if own_stays:
        told.append(t("delete.own_stays"))
    return tuple(told)


async def _own(turn: Turn, who: Person, thread_id: int) -> ThreadMessage:
    message = await threads.by_id(turn.tx, thread_id)
    if message is None or message.deleted_at is not None:
        raise Told("delete.gone")
    if message.author_id != who.id:
        raise Told("came.not_yours")
    return message


async def _unshow(turn: Turn, message: ThreadMessage, showing: Showing, words: Words) -> bool:
    """Take it out of one message of ours; True where it is too old for that and a file may stay."""
    to = Address(showing.reader_id, message.resident_id)
    alone = showing.place == crossing.FILE or showing.reader_id == message.resident_id
    if not alone:
        await edits.show_again(turn, message)
        await crossing.forget_sent(turn.tx, [showing.shown_id])
        return False
    placed = await messages.places(turn.tx, showing.shown_id)
    if not placed or placed[0].sent_at > turn.at - DELETABLE:
        await retract(turn, to, showing.shown_id, purpose="relay")
        await crossing.forget_sent(turn.tx, [showing.shown_id])
        return False
    author = await people.person(turn, message.author_id)
    name = author.name if author is not None else t("staff.unnamed")
    at = moment(turn, message.deleted_at or turn.at)
    stays = words.media if words.media is not None and words.media.kind not in REPLACED else None
    emptied = Message((t("thread.deleted", name=name, at=at),), media=stays)
    await amend(turn, to, showing.shown_id, emptied, purpose="relay")
    await crossing.forget_sent(turn.tx, [showing.shown_id])
    return stays is not None or any(one.media.kind not in IN_ALBUM for one in words.album)


async def _take_own(turn: Turn, who_id: int, about: int, own: list[int]) -> bool:
    """The writer's own lines go too; True where one is too old for that."""
    stays = False
    for own_id in own:
        placed = await messages.places(turn.tx, own_id)
        if placed and placed[0].sent_at > turn.at - DELETABLE:
            await retract(turn, Address(who_id, about), own_id, purpose="receipt")
        elif placed:
            stays = True
    return stays


async def _receipt(turn: Turn, message: ThreadMessage) -> None:
    """The line under it says no more that it was sent, once nothing else stands above it."""
    if message.receipt_id is None:
        return
    told = await threads.told_by(turn.tx, message.receipt_id)
    if any(one.deleted_at is None for one in told):
        return
    to = Address(message.author_id, message.resident_id)
    await retract(turn, to, message.receipt_id, purpose="receipt")


async def _nothing_waits(turn: Turn, resident_id: int) -> None:
    """Where nothing is left to open or to answer, nobody is asked to."""
    if not await threads.unopened(turn.tx, resident_id):
        for reader in await thread_access.readers(turn, resident_id):
            await notice.take(turn, reader, resident_id)
    if not await crossing.unanswered(turn.tx, resident_id):
        await threads.close_waiting(turn.tx, resident_id)
        await unanswered.answered(turn, resident_id)
