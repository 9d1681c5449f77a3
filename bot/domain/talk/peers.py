"""
«Snakk med en som har vært der»: the experience consultants' own inbox.

It holds no case and touches no thread: a consultant sees what to call the person, and what the
person wrote to the peers. No worker, coordinator or duty worker reads it; only a message that may
mean danger is put before a human, and the person is told that beforehand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, amend, say
from bot.domain.relay.content import Words
from bot.domain.relay.lines import said_by
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Message, Moment, Text, verbatim
from bot.rules.access import Thing
from bot.store import from_us
from bot.store import peers as stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button
    from bot.rules.access import Verb

LABEL = "peer_message"
ROLE = "consultant"
SHOWN = 20
LISTED = 8
QUOTED = "\n│ "


async def readers(turn: Turn, resident_id: int) -> tuple[int, ...]:
    """To whom a resident's words to the peers are addressed: who has the talk, else all of them."""
    here = tuple(await people.holders(turn, ROLE))
    talk = await stored.thread(turn.tx, resident_id)
    if talk is not None and talk.consultant_id in here:
        return (talk.consultant_id,)
    return here


async def addressed(turn: Turn, staff_id: int, resident_id: int) -> bool:
    """Whether there is a talk, and it is for this member of staff."""
    talk = await stored.thread(turn.tx, resident_id)
    return talk is not None and staff_id in await readers(turn, resident_id)


async def _ask(turn: Turn, staff: Person, verb: Verb, resident_id: int) -> None:
    to = await addressed(turn, staff.id, resident_id)
    await access.ask(turn, staff, verb, Thing.PEER, resident_id, addressed=to)


async def names(turn: Turn, resident_id: int) -> Text:
    """Who reads, by first names; «erfaringskonsulentene» where there are many."""
    found = [await people.the(turn, one) for one in await readers(turn, resident_id)]
    match [one.name for one in found]:
        case [one]:
            return one
        case [one, other]:
            return t("peer.two", name=one, other=other)
        case _:
            return t("peer.all")


async def write(turn: Turn, resident: Person, words: str) -> Text:
    """A resident's words to the peers: kept, and each who reads has a notice without words."""
    await _keep(turn, resident.id, resident.id, words, inbound=True)
    for reader in await readers(turn, resident.id):
        await _notice(turn, reader, resident.id)
    return t("peer.kept", names=await names(turn, resident.id))


async def _notice(turn: Turn, reader_id: int, resident_id: int) -> None:
    notice = lines(t("peer.notice"), rows=((button("staff.notice.open", "peer", resident_id),),))
    to = Address(reader_id, resident_id)
    await say(turn, to, notice, purpose="notice", about=f"peer:{resident_id}", silent=True)


async def left(turn: Turn, consultant_id: int) -> None:
    """
    A consultant's role has ended: what waited for them is noticed by the others.

    Where there are none, whoever wrote is told, with a number: nothing lies there in silence.
    """
    for talk in await stored.every_thread(turn.tx):
        if talk.waiting_since is None or talk.consultant_id not in {None, consultant_id}:
            continue
        others = await readers(turn, talk.resident_id)
        for reader in others:
            await _notice(turn, reader, talk.resident_id)
        if not others:
            told = lines(t("peer.failed", phone=turn.house.phone))
            await say(turn, Address(talk.resident_id, talk.resident_id), told, purpose="news")
            await bury(turn, talk.resident_id)


async def _keep(
    turn: Turn, resident_id: int, author_id: int, words: str, *, inbound: bool
) -> stored.PeerMessage:
    row_id = turn.new_id()
    body = await turn.seal(resident_id, LABEL, row_id, Words(words))
    message = stored.PeerMessage(row_id, resident_id, author_id, inbound, body, turn.at)
    await stored.add(turn.tx, message)
    return message


async def notice_settled(turn: Turn, resident_id: int, reader_id: int, *, came: bool) -> None:
    """A consultant has had the notice, or could not be reached: the resident is told which."""
    waiting = await stored.queued(turn.tx, resident_id)
    if not waiting:
        return
    if came:
        reader = await people.the(turn, reader_id)
        await _mark(turn, waiting, "sent")
        await _tell(turn, waiting, t("thread.sent", name=reader.name))
        return
    others = [one for one in await readers(turn, resident_id) if one != reader_id]
    if not any([await people.reachable(turn, one) for one in others]):
        await _mark(turn, waiting, "failed")
        await _tell(turn, waiting, t("peer.failed", phone=turn.house.phone))


async def _mark(turn: Turn, found: Sequence[stored.PeerMessage], state: str) -> None:
    for message in found:
        await stored.mark(turn.tx, message.id, state)


async def _tell(turn: Turn, about: Sequence[stored.PeerMessage], text: Text) -> None:
    """What became of one author's messages: one line that changes."""
    for message in about:
        to = Address(message.author_id, message.resident_id)
        caused_at = message.created_at
        if message.receipt_id is not None:
            shown = Message((text,))
            receipt = message.receipt_id
            await amend(turn, to, receipt, shown, purpose="receipt", caused_at=caused_at)
    new = [message for message in about if message.receipt_id is None]
    if not new:
        return
    to = Address(new[0].author_id, new[0].resident_id)
    receipt = await say(
        turn, to, Message((text,)), purpose="receipt", silent=True, caused_at=new[-1].created_at
    )
    for message in new:
        await stored.set_receipt(turn.tx, message.id, receipt)
    await bury(turn, to.recipient_id)


async def inbox(turn: Turn, staff: Person) -> Message:
    """The talks that are this consultant's to read, those that wait first: a name and nothing else."""
    rows: list[tuple[Button, ...]] = []
    for talk in await stored.every_thread(turn.tx):
        if ROLE not in staff.roles or len(rows) == LISTED:
            break
        if staff.id not in await readers(turn, talk.resident_id):
            continue
        resident = await people.person(turn, talk.resident_id)
        if resident is not None:
            key = "peer.row.waits" if talk.waiting_since is not None else "peer.row"
            rows.append((button(key, "peer", resident.id, name=resident.name),))
    head = t("peer.inbox") if rows else t("peer.inbox.none")
    return lines(head, rows=(*rows, (button("menu.button.menu", "menu"),)))


async def open_talk(turn: Turn, staff: Person, resident_id: int) -> Message:
    """What has been said, to whom it is addressed; the resident is told who opened it. Raises Refused."""
    await _ask(turn, staff, "read", resident_id)
    await access.note(turn, staff, "read peer messages", resident_id)
    resident = await people.the(turn, resident_id)
    found = await stored.latest(turn.tx, resident_id, SHOWN)
    new = [one for one in found if one.inbound and one.opened_at is None]
    for message in new:
        await stored.opened(turn.tx, message.id, staff.id, turn.at)
    at = Moment(turn.now, "time")
    await _tell(turn, new, t("thread.opened", name=staff.name, at=at))
    rows = (
        (button("peer.answer", "peer_answer", resident_id),),
        (button("peer.pass", "peer_pass", resident_id), button("peer.menu", "peers")),
    )
    return (
        lines(*[await _line(turn, one) for one in found], rows=rows)
        if found
        else lines(t("peer.empty", name=resident.name), rows=rows)
    )


async def _line(turn: Turn, message: stored.PeerMessage) -> Text:
    words = await turn.unseal(message.resident_id, LABEL, message.id, message.body, Words)
    author = await people.person(turn, message.author_id)
    name = author.name if author else t("staff.unnamed")
    quoted = verbatim(words.text.replace("\n", QUOTED))
    return t("thread.said", name=name, at=Moment(from_us(message.created_at)), words=quoted)


async def may_answer(turn: Turn, staff: Person, resident_id: int) -> None:
    """Raises Refused for one to whom it is not addressed."""
    await _ask(turn, staff, "write", resident_id)


async def answer(turn: Turn, staff: Person, resident_id: int, words: str) -> Text:
    """A consultant's words to the resident, under a cover; from now on they have the talk."""
    await _ask(turn, staff, "write", resident_id)
    message = await _keep(turn, resident_id, staff.id, words, inbound=False)
    said = await said_by(turn, staff, Words(words))
    shown = await say(
        turn,
        Address(resident_id, resident_id),
        lines(t("peer.from"), *said.lines, rows=((button("peer.reply", "flow", "peer"),),)),
        purpose="relay",
        about=f"peer_answer:{message.id}",
    )
    await stored.set_shown(turn.tx, message.id, shown)
    await bury(turn, resident_id)
    return t("peer.answered")


async def answer_settled(turn: Turn, message_id: int, *, came: bool) -> None:
    """A consultant's words have left for the resident, or did not come through: they are told."""
    message = await stored.by_id(turn.tx, message_id)
    resident = await people.person(turn, message.resident_id) if message else None
    if message is None or resident is None or message.state != "queued":
        return
    await _mark(turn, [message], "sent" if came else "failed")
    key = "thread.sent" if came else "thread.failed.staff"
    await _tell(turn, [message], t(key, name=resident.name))


async def read_by_resident(turn: Turn, resident: Person, shown_id: int) -> None:
    """The resident has pressed «Les» on a consultant's words."""
    message = await stored.shown_as(turn.tx, shown_id)
    if message is None or message.opened_at is not None:
        return
    await stored.opened(turn.tx, message.id, resident.id, turn.at)
    at = Moment(turn.now, "time")
    await _tell(turn, [message], t("thread.opened", name=resident.name, at=at))


async def choose_other(turn: Turn, staff: Person, resident_id: int) -> Message:
    """The other consultants, to pass a talk on to; raises Refused."""
    await _ask(turn, staff, "write", resident_id)
    rows: list[tuple[Button, ...]] = []
    for one in await people.holders(turn, ROLE):
        if one != staff.id and len(rows) < LISTED:
            other = await people.the(turn, one)
            rows.append(
                (button("staff.list.row", "peer_give", f"{resident_id}.{one}", name=other.name),)
            )
    head = t("peer.pass.who") if rows else t("peer.pass.none")
    return lines(head, rows=(*rows, (button("menu.button.back", "peer", resident_id),)))


async def pass_on(turn: Turn, staff: Person, resident_id: int, to_id: int) -> Message:
    """Another consultant has the talk from now on; the resident is told who. Raises Refused."""
    await _ask(turn, staff, "write", resident_id)
    if to_id not in await people.holders(turn, ROLE):
        raise Refused("staff.refused")
    await stored.give(turn.tx, resident_id, to_id)
    other = await people.the(turn, to_id)
    await _notice(turn, to_id, resident_id)
    told = lines(t("peer.passed", name=other.name), rows=((button("peer.reply", "flow", "peer"),),))
    await say(turn, Address(resident_id, resident_id), told, purpose="news")
    await bury(turn, resident_id)
    await access.note(turn, staff, "passed peer talk on", resident_id)
    return lines(t("peer.pass.done", name=other.name), rows=((button("peer.menu", "peers"),),))
