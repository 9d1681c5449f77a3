"""
The relay: a resident's words to whoever follows them up, and the answer back.

What is told is what is known: «sendt» once it has left for the other side, «åpnet av {navn}» once
a human has opened it, «kom ikke fram» when it did not. Nothing else is claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people, tasks, waiting
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, say
from bot.domain.owners import told_away
from bot.domain.relay import notice, receipts, thread_access
from bot.domain.relay.content import LABEL, Words, quoted, words_of
from bot.domain.relay.lines import said_by
from bot.domain.remember import closed, quiet, unanswered
from bot.domain.screens import bury
from bot.domain.texts import lines, t
from bot.flow.message import Moment
from bot.store import albums, crossing, messages, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Contact, Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text

__all__ = [
    "LABEL",
    "Words",
    "answered",
    "beside_failed",
    "file_failed",
    "notice_settled",
    "pass_on",
    "read_by_resident",
    "relay_settled",
    "resident_of_reply",
    "unread_cover",
    "write_to_contact",
    "write_to_resident",
]
ANSWERING = ("worker", "stand_in", "duty", "coordinator")  # in which role a task is theirs


async def write_to_contact(turn: Turn, resident: Person, said: Sequence[Words]) -> Contact:
    """A resident's words to their contact; each is kept, and somebody owns it from now on."""
    contact = await people.contact_of(turn, resident.id)
    for place, words in enumerate(said):
        await _keep(turn, resident.id, resident.id, words, inbound=True, place=place)
    await bury(turn, resident.id)
    if await people.worker_of(turn, resident.id) is None:
        await tasks.open_once(turn, "new_resident", "coordinator", subject=resident.id)
    await _notify(turn, resident.id)
    await told_away.tell_if_away(turn, resident.id)
    await unanswered.begin(turn, resident.id)
    await closed.answer_truthfully(turn, resident)
    await quiet.watch(turn, resident.id)
    return contact


async def _keep(
    turn: Turn,
    resident_id: int,
    author_id: int,
    words: Words,
    *,
    inbound: bool,
    place: int = 0,
) -> threads.ThreadMessage:
    row_id = turn.new_id()
    message = threads.ThreadMessage(
        id=row_id,
        resident_id=resident_id,
        author_id=author_id,
        inbound=inbound,
        kind=words.kind,
        body=await turn.seal(resident_id, LABEL, row_id, words),
        # Said together they have one moment; a microsecond apart they keep their order.
        created_at=turn.at + max(place, turn.kept),
    )
    turn.kept += 1
    await threads.add(turn.tx, message)
    for own_id, part in words.owns():
        await crossing.note_own(turn.tx, own_id, row_id, resident_id, part)
        if words.kind != "text":
            await albums.belongs(turn.tx, own_id, row_id)
    return message


async def _notify(turn: Turn, resident_id: int) -> None:
    """One notice for everything unopened; where one stands already, that is where it stands."""
    readers = await thread_access.readers(turn, resident_id)
    stands = [reader for reader in readers if await notice.give(turn, reader, resident_id)]
    if stands:
        await notice_settled(turn, resident_id, stands[0], came=True)
    if not readers:
        await _nobody_told(turn, resident_id)


async def notify_anew(turn: Turn, resident_id: int) -> None:
    """Somebody else reads from now on: they are told of what nobody has opened, if there is any."""
    if await threads.unopened(turn.tx, resident_id):
        await _notify(turn, resident_id)


async def notice_settled(turn: Turn, resident_id: int, reader_id: int, *, came: bool) -> None:
    """
    Somebody has been reached, or has not: the resident is told which, message by message.

    One who is no longer to read it was not told; whoever is now, is. What reaches nobody stands in
    the coordinators' queue.
    """
    if came:
        reader = await people.person(turn, reader_id)
        name = reader.name if reader else turn.house.team
        reached = await _mark_all(turn, resident_id, "sent")
        await receipts.tell(turn, reached, t("thread.sent", name=name), joins=True)
        return
    waiting = await threads.queued_for_notice(turn.tx, resident_id)
    readers = await thread_access.readers(turn, resident_id)
    if not waiting:
        return
    if reader_id not in readers:
        await _notify(turn, resident_id)
        return
    others = [one for one in readers if one != reader_id and await people.reachable(turn, one)]
    if not others:
        await _not_reached(turn, resident_id, reader_id)


async def _mark_all(
    turn: Turn, resident_id: int, state: threads.State
) -> list[threads.ThreadMessage]:
    marked = await threads.queued_for_notice(turn.tx, resident_id)
    for message in marked:
        await threads.mark_state(turn.tx, message.id, state, turn.at)
    return marked


async def _not_reached(turn: Turn, resident_id: int, reader_id: int) -> None:
    contact = await people.contact_of(turn, resident_id)
    coordinators = await people.holders(turn, "coordinator")
    there = [one for one in coordinators if await people.reachable(turn, one)]
    if contact.is_team or not there:
        await _nobody_told(turn, resident_id)
        return
    reader = await people.person(turn, reader_id)
    name = reader.name if reader else contact.name
    text = t("thread.failed", name=name, team=turn.house.team, phone=turn.house.phone)
    await receipts.tell(turn, await _mark_all(turn, resident_id, "failed"), text)
    if await tasks.open_once(turn, "not_reached", "coordinator", subject=resident_id) is None:
        for coordinator in there:
            await notice.give(turn, coordinator, resident_id)


async def _nobody_told(turn: Turn, resident_id: int) -> None:
    """It stands in the queue, where whoever looks finds it; the person is told no more than that."""
    text = t("thread.queued", team=turn.house.team, phone=turn.house.phone)
    await receipts.tell(turn, await _mark_all(turn, resident_id, "failed"), text)


async def write_to_resident(
    turn: Turn, staff: Person, resident_id: int, words: Words, *, place: int = 0
) -> int:
    """
    A worker's words to a resident, under a cover until «Les»; the message's id. Raises Refused.

    `place` is which of several said at once this is.
    """
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.no_longer")
    message = await _keep(turn, resident_id, staff.id, words, inbound=False, place=place)
    await pass_on(turn, staff, message, words)
    await _say_when(turn, resident_id, message)
    # What was written meanwhile and nobody has opened still waits.
    await unanswered.answered(turn, resident_id)
    await unanswered.watch(turn, resident_id)
    await bury(turn, resident_id)
    return message.id


async def pass_on(turn: Turn, staff: Person, message: threads.ThreadMessage, words: Words) -> None:
    """Let a message of the thread go out to its resident."""
    resident_id = message.resident_id
    stands, quote = await answered(turn, words, resident_id)
    shown = await say(
        turn,
        Address(resident_id, resident_id),
        await said_by(turn, staff, words, quoting=stands is None, edited_at=message.edited_at),
        purpose="relay",
        about=f"thread:{message.id}",
        reply_to=stands,
        quote=quote,
    )
    await threads.set_shown(turn.tx, message.id, shown)
    await crossing.show(turn.tx, [crossing.Showing(shown, message.id, resident_id, resident_id, 0)])


async def _say_when(turn: Turn, resident_id: int, message: threads.ThreadMessage) -> None:
    """Words that wait for the resident's hours are not sent yet: the worker reads when they go."""
    resident = await people.the(turn, resident_id)
    moment = await waiting.until(turn, resident, "relay", None, words=True)
    if moment is not None:
        text = t("thread.waits", name=resident.name, at=Moment(moment))
        await receipts.tell(turn, [message], text)


async def answered(turn: Turn, words: Words, reader_id: int) -> tuple[int | None, Text | None]:
    """
    What in this reader's chat is answered, and the part of it; nothing where it does not stand there.

    A message that is still covered is answered whole: to quote it would show it.
    """
    if words.answers is None:
        return None, None
    stands = await crossing.standing_for(turn.tx, words.answers, reader_id)
    message = await threads.by_id(turn.tx, words.answers) if stands is not None else None
    if stands is None or message is None:
        return None, None
    covered = message.author_id != reader_id and message.opened_at is None
    return stands, None if covered else quoted(await words_of(turn, message), words.quote)


async def relay_settled(turn: Turn, message_id: int, *, came: bool) -> None:
    """A worker's message has left for the resident, or did not come through; the worker is told."""
    message = await threads.by_id(turn.tx, message_id)
    if message is None or message.state != "queued":
        return
    resident = await people.person(turn, message.resident_id)
    if resident is None:
        return
    await threads.mark_state(turn.tx, message.id, "sent" if came else "failed", turn.at)
    key = "thread.sent" if came else "thread.failed.staff"
    told = t(key, name=resident.name)
    await receipts.tell(turn, [message], told, joins=came, again=not came)
    if not came:
        author = await people.the(turn, message.author_id)
        await _not_through(turn, author, resident.id)


async def _not_through(turn: Turn, author: Person, resident_id: int) -> None:
    role = next((one for one in ANSWERING if one in author.roles), "coordinator")
    await tasks.open_once(turn, "not_through", role, subject=resident_id, owner=author.id)


async def read_by_resident(turn: Turn, resident: Person, shown_id: int) -> None:
    """The resident has pressed «Les»: the writer is told that it was opened, and when."""
    message = await threads.shown_as(turn.tx, shown_id)
    if message is None or message.inbound or message.opened_at is not None:
        return
    await threads.mark_opened(turn.tx, [message.id], resident.id, turn.at)
    await receipts.opened(turn, [message], resident.name)


async def unread_cover(turn: Turn, shown_id: int) -> bool:
    """Whether one of our messages to a resident hides words of staff that they have not opened."""
    message = await threads.shown_as(turn.tx, shown_id)
    return message is not None and not message.inbound and message.opened_at is None


async def file_failed(turn: Turn, message_id: int, reader_id: int) -> None:
    """A file of a resident's did not come through to a reader, who is told instead of seeing nothing."""
    message = await threads.by_id(turn.tx, message_id)
    resident = await people.person(turn, message.resident_id) if message is not None else None
    if resident is None:
        return
    told = lines(t("thread.file_failed", name=resident.name))
    await say(turn, Address(reader_id, resident.id), told, purpose="answer")


async def beside_failed(turn: Turn, message_id: int) -> None:
    """A file that belongs to words a resident has opened did not come through: both sides are told."""
    message = await threads.by_id(turn.tx, message_id)
    author = await people.person(turn, message.author_id) if message is not None else None
    if message is None or author is None or message.inbound:
        return
    told = lines(t("thread.file_failed", name=author.name))
    resident_id = message.resident_id
    await say(turn, Address(resident_id, resident_id), told, purpose="news")
    await _not_through(turn, author, resident_id)


async def resident_of_reply(turn: Turn, staff: Person, replied_to: int) -> int | None:
    """Whom a worker's reply is for: the resident whom the replied-to message of ours is about."""
    own = await crossing.own(turn.tx, replied_to)
    if own is not None:
        written = await threads.by_id(turn.tx, own.thread_id)
        mine = written is not None and written.author_id == staff.id
        return written.resident_id if written is not None and mine else None
    sent = await messages.by_id(turn.tx, replied_to)
    if sent is None or sent.person_id != staff.id or sent.subject_id in {None, staff.id}:
        return None
    return sent.subject_id
