"""
The relay: a resident's words to whoever follows them up, and the answer back.

What is told is what is known: «sendt» once it has left for the other side, «åpnet av {navn}» once
a human has opened it, «kom ikke fram» when it did not. Nothing else is claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import people, tasks
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, amend, retract, say
from bot.domain.owners import told_away
from bot.domain.relay import thread_access
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Media, Message, Moment, Text, verbatim
from bot.store import messages, notices, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Contact, Person
    from bot.domain.turn import Turn

LABEL = "thread_message"
ANSWERING = ("worker", "stand_in", "duty", "coordinator")  # in which role a task is theirs


class Words(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody said: words, or a file that stays where the channel keeps it."""

    text: str = ""
    media: Media | None = None


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
        kind=words.media.kind if words.media else "text",
        body=await turn.seal(resident_id, LABEL, row_id, words),
        # Said together they have one moment; a microsecond apart they keep their order.
        created_at=turn.at + place,
    )
    await threads.add(turn.tx, message)
    return message


async def _notify(turn: Turn, resident_id: int) -> None:
    """One notice for everything unopened: it carries neither a name nor words."""
    readers = await thread_access.readers(turn, resident_id)
    for reader in readers:
        await _notice(turn, reader, resident_id)
    if not readers:
        await _nobody_told(turn, resident_id)


async def _notice(turn: Turn, reader_id: int, resident_id: int) -> None:
    to = Address(reader_id, resident_id)
    await take_notice(turn, reader_id, resident_id)
    notice = lines(t("staff.notice"), rows=((button("staff.notice.open", "open", resident_id),),))
    message_id = await say(
        turn, to, notice, purpose="notice", about=f"notice:{resident_id}", silent=True
    )
    await notices.put(turn.tx, reader_id, resident_id, message_id)


async def notify_anew(turn: Turn, resident_id: int) -> None:
    """Somebody else reads from now on: they are told of what nobody has opened, if there is any."""
    if await threads.unopened(turn.tx, resident_id):
        await _notify(turn, resident_id)


async def take_notice(turn: Turn, reader_id: int, resident_id: int) -> None:
    """The notice that stands about this resident goes: a newer one comes, or it has been opened."""
    stands = await notices.take(turn.tx, reader_id, resident_id)
    if stands is not None:
        await retract(turn, Address(reader_id, resident_id), stands, purpose="notice")


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
        await tell_author(turn, reached, t("thread.sent", name=name))
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
    await tell_author(turn, await _mark_all(turn, resident_id, "failed"), text)
    if await tasks.open_once(turn, "not_reached", "coordinator", subject=resident_id) is None:
        for coordinator in there:
            await _notice(turn, coordinator, resident_id)


async def _nobody_told(turn: Turn, resident_id: int) -> None:
    """It stands in the queue, where whoever looks finds it; the person is told no more than that."""
    text = t("thread.queued", team=turn.house.team, phone=turn.house.phone)
    await tell_author(turn, await _mark_all(turn, resident_id, "failed"), text)


async def tell_author(turn: Turn, about: Sequence[threads.ThreadMessage], text: Text) -> None:
    """
    Say under messages of one author what became of them.

    It is one line for those told of together, and it changes: it never piles up.
    """
    new = [message for message in about if message.receipt_id is None]
    caused_at = max((message.created_at for message in about), default=None)
    for receipt_id in dict.fromkeys(message.receipt_id for message in about):
        if receipt_id is not None:
            to = Address(about[0].author_id, about[0].resident_id)
            shown = Message((text,))
            await amend(turn, to, receipt_id, shown, purpose="receipt", caused_at=caused_at)
    if not new:
        return
    to = Address(new[0].author_id, new[0].resident_id)
    receipt = await say(
        turn, to, Message((text,)), purpose="receipt", silent=True, caused_at=caused_at
    )
    for message in new:
        await threads.set_receipt(turn.tx, message.id, receipt)
    await bury(turn, new[0].author_id)


async def write_to_resident(
    turn: Turn, staff: Person, resident_id: int, words: Words, *, place: int = 0
) -> None:
    """
    A worker's words to a resident, under a cover until «Les»; raises Refused.

    `place` is which of several said at once this is.
    """
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.no_longer")
    message = await _keep(turn, resident_id, staff.id, words, inbound=False, place=place)
    shown = await say(
        turn,
        Address(resident_id, resident_id),
        await said_by(staff, words),
        purpose="relay",
        about=f"thread:{message.id}",
    )
    await threads.set_shown(turn.tx, message.id, shown)
    await bury(turn, resident_id)


async def said_by(author: Person, words: Words) -> Message:
    """How a human's words look to the one they are for."""
    if words.media is not None:
        return Message((t("thread.voice", name=author.name),), media=words.media)
    return Message((t("thread.from", name=author.name), verbatim(words.text)))


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
    await tell_author(turn, [message], t(key, name=resident.name))
    if not came:
        author = await people.the(turn, message.author_id)
        role = next((one for one in ANSWERING if one in author.roles), "coordinator")
        await tasks.open_once(turn, "not_through", role, subject=resident.id, owner=author.id)


async def read_by_resident(turn: Turn, resident: Person, shown_id: int) -> None:
    """The resident has pressed «Les»: the writer is told that it was opened, and when."""
    message = await threads.shown_as(turn.tx, shown_id)
    if message is None or message.inbound or message.opened_at is not None:
        return
    await threads.mark_opened(turn.tx, [message.id], resident.id, turn.at)
    at = Moment(turn.now, "time")
    await tell_author(turn, [message], t("thread.opened", name=resident.name, at=at))


async def resident_of_reply(turn: Turn, staff: Person, replied_to: int) -> int | None:
    """Whom a worker's reply is for: the resident whom the replied-to message of ours is about."""
    sent = await messages.by_id(turn.tx, replied_to)
    if sent is None or sent.person_id != staff.id or sent.subject_id in {None, staff.id}:
        return None
    return sent.subject_id
