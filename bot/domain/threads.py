"""
The relay: a resident's words to whoever follows them up, and the answer back.

What is told is what is known: «sendt» once it has left for the other side, «åpnet av {navn}» once
a human has opened it, «kom ikke fram» when it did not. Nothing else is claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, people, tasks
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, amend, say
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Media, Message, Moment, Text, verbatim
from bot.rules.access import Thing
from bot.store import cases, from_us, messages, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Contact, Person
    from bot.domain.turn import Turn

LABEL = "thread_message"
SHOWN_AT_ONCE = 20
LONGEST = 3500  # characters of one screen; Telegram takes 4096, the rest is names and times


class Words(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody said: words, or a file that stays where the channel keeps it."""

    text: str = ""
    media: Media | None = None


async def write_to_contact(turn: Turn, resident: Person, said: Sequence[Words]) -> Contact:
    """A resident's words to their contact; each is kept, and somebody owns it from now on."""
    contact = await people.contact_of(turn, resident.id)
    for words in said:
        await _keep(turn, resident.id, resident.id, words, inbound=True)
    await bury(turn, resident.id)
    await _notify(turn, resident.id, contact)
    if contact.is_team:
        await tasks.open_once(turn, "new_resident", "coordinator", subject=resident.id)
    return contact


async def _keep(
    turn: Turn, resident_id: int, author_id: int, words: Words, *, inbound: bool
) -> threads.ThreadMessage:
    row_id = turn.new_id()
    message = threads.ThreadMessage(
        id=row_id,
        resident_id=resident_id,
        author_id=author_id,
        inbound=inbound,
        kind=words.media.kind if words.media else "text",
        body=await turn.seal(resident_id, LABEL, row_id, words),
        created_at=turn.at,
    )
    await threads.add(turn.tx, message)
    return message


async def _notify(turn: Turn, resident_id: int, contact: Contact) -> None:
    """One notice for everything unopened: it carries neither a name nor words."""
    notice = lines(t("staff.notice"), rows=((button("staff.notice.open", "open", resident_id),),))
    for reader in contact.ids:
        await say(
            turn,
            Address(reader, resident_id),
            notice,
            purpose="notice",
            about=f"notice:{resident_id}",
            silent=True,
        )


async def notice_settled(turn: Turn, resident_id: int, reader_id: int, *, came: bool) -> None:
    """The contact has been reached, or has not: the resident is told which, message by message."""
    reader = await people.person(turn, reader_id)
    name = reader.name if reader else turn.house.team
    for message in await threads.queued_for_notice(turn.tx, resident_id):
        if came:
            await threads.mark_state(turn.tx, message.id, "sent", turn.at)
            await _tell_author(turn, message, t("thread.sent", name=name))
        else:
            await threads.mark_state(turn.tx, message.id, "failed", turn.at)
            text = t(
                "thread.failed",
                name=name,
                team=turn.house.team,
                phone=turn.house.phone,
            )
            await _tell_author(turn, message, text)
    if not came:
        await tasks.open_once(turn, "not_through", "coordinator", subject=resident_id)


async def _tell_author(turn: Turn, message: threads.ThreadMessage, text: Text) -> None:
    """The one line under a message that says what became of it; it changes, it never piles up."""
    to = Address(message.author_id, message.resident_id)
    if message.receipt_id is not None:
        await amend(turn, to, message.receipt_id, Message((text,)), purpose="receipt")
        return
    receipt = await say(
        turn,
        to,
        Message((text,)),
        purpose="receipt",
        silent=True,
        caused_at=message.created_at,
    )
    await threads.set_receipt(turn.tx, message.id, receipt)
    await bury(turn, message.author_id)


async def open_thread(turn: Turn, staff: Person, resident_id: int) -> Message:
    """
    What a resident wrote that nobody has opened, shown to one who may read it.

    Each is marked as opened by this person, the resident is told so, and what the worker types
    from now on goes to this resident. Raises Refused for anybody else.
    """
    unopened = await threads.unopened(turn.tx, resident_id)
    in_queue = await in_own_queue(turn, staff, resident_id)
    await access.ask(
        turn,
        staff,
        "read",
        Thing.THREAD,
        resident_id,
        thing_open=bool(unopened),
        own_queue=in_queue,
    )
    await access.note(turn, staff, "read thread", resident_id)
    resident = await people.the(turn, resident_id)
    shown = unopened or await threads.latest(turn.tx, resident_id, 5)
    body: list[Text] = []
    for message in shown[:SHOWN_AT_ONCE]:
        words = await turn.unseal(resident_id, LABEL, message.id, message.body, Words)
        body.append(await _line(turn, message, words))
        if words.media is not None:
            await _pass_on_file(turn, staff, message, words)
    await threads.mark_opened(
        turn.tx, [message.id for message in shown if message.inbound], staff.id, turn.at
    )
    for message in unopened[:SHOWN_AT_ONCE]:
        at = Moment(turn.now, "time")
        await _tell_author(turn, message, t("thread.opened", name=staff.name, at=at))
    writes = await may_write(turn, staff, resident_id)
    if writes:
        await cases.open_person(turn.tx, staff.id, resident_id, turn.at)
    if not body:
        body.append(t("staff.opened.none"))
    head = t("staff.opened" if writes else "staff.opened.read", name=resident.name)
    rows = (
        (button("staff.appointment", "appointment", resident_id),),
        (button("staff.done", "done", resident_id), button("staff.menu.list", "list")),
    )
    return lines(*body, head, rows=rows)


async def _line(turn: Turn, message: threads.ThreadMessage, words: Words) -> Text:
    author = await people.person(turn, message.author_id)
    name = author.name if author else t("staff.unnamed")
    if words.media is not None:
        return t("thread.voice", name=name)
    return t(
        "thread.said",
        name=name,
        at=Moment(from_us(message.created_at), "time"),
        words=verbatim(words.text),
    )


async def _pass_on_file(
    turn: Turn, staff: Person, message: threads.ThreadMessage, words: Words
) -> None:
    shown = await say(
        turn,
        Address(staff.id, message.resident_id),
        Message((), media=words.media),
        purpose="relay",
    )
    await threads.set_shown(turn.tx, message.id, shown)


async def write_to_resident(turn: Turn, staff: Person, resident_id: int, words: Words) -> None:
    """A worker's words to a resident, under a cover until «Les»; raises Refused."""
    if not await may_write(turn, staff, resident_id):
        raise Refused("staff.no_longer")
    message = await _keep(turn, resident_id, staff.id, words, inbound=False)
    shown = await say(
        turn,
        Address(resident_id, resident_id),
        await said_by(staff, words),
        purpose="relay",
        about=f"thread:{message.id}",
    )
    await threads.set_shown(turn.tx, message.id, shown)
    await bury(turn, resident_id)


async def in_own_queue(turn: Turn, staff: Person, resident_id: int) -> bool:
    """Whether the resident has no worker, so that the thread stands in the coordinators' queue."""
    if "coordinator" not in staff.roles:
        return False
    contact = await people.contact_of(turn, resident_id)
    return staff.id in contact.ids


async def may_write(turn: Turn, staff: Person, resident_id: int) -> bool:
    """Whether this person may answer this resident now."""
    in_queue = await in_own_queue(turn, staff, resident_id)
    return await access.may(
        turn, staff, "write", Thing.THREAD, resident_id, thing_open=True, own_queue=in_queue
    )


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
    await _tell_author(turn, message, t(key, name=resident.name))
    if not came:
        await tasks.open_once(
            turn, "not_through", "worker", subject=resident.id, owner=message.author_id
        )


async def read_by_resident(turn: Turn, resident: Person, shown_id: int) -> None:
    """The resident has pressed «Les»: the writer is told that it was opened, and when."""
    message = await threads.shown_as(turn.tx, shown_id)
    if message is None or message.inbound or message.opened_at is not None:
        return
    await threads.mark_opened(turn.tx, [message.id], resident.id, turn.at)
    at = Moment(turn.now, "time")
    await _tell_author(turn, message, t("thread.opened", name=resident.name, at=at))


async def resident_of_reply(turn: Turn, staff: Person, replied_to: int) -> int | None:
    """Whom a worker's reply is for: the resident whom the replied-to message of ours is about."""
    sent = await messages.by_id(turn.tx, replied_to)
    if sent is None or sent.person_id != staff.id or sent.subject_id in {None, staff.id}:
        return None
    return sent.subject_id
