"""Which verb of the house an act at the desk is; each asks for itself whether it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import front
from bot.domain.appointments import invitations
from bot.domain.appointments.invited import Kept
from bot.domain.came import Came
from bot.domain.errors import Told
from bot.domain.outgoing import Address, say
from bot.domain.relay import (
    again,
    deleting,
    edits,
    own_files,
    reactions,
    reading,
    room,
    threads,
)
from bot.domain.relay.threads import Words
from bot.domain.staff import OPEN_LASTS
from bot.domain.team import answering
from bot.flow.errors import Invalid
from bot.flow.hearing import cleaned
from bot.flow.message import Message
from bot.rules.identity_numbers import mask_identity_numbers
from bot.store import sent_files, to_us

if TYPE_CHECKING:
    from bot.desk.acts import Act
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def carry_out(turn: Turn, who: Person, act: Act) -> None:
    """Do it; raises Told or Refused with what to say instead."""
    match act.kind:
        case "press":
            await front.pressed(turn, who, act.data, Came())
        case "say":
            await front.said(turn, who, act.words, Came())
        case "write":
            await _write(turn, who, act)
        case "open":
            await _open(turn, who, act.resident_id)
        case "change":
            await edits.change(turn, who, act.message_id, _harmless(act.words, empty=True))
        case "react":
            await reactions.put_on(turn, who, act.message_id, act.data)
        case "again":
            await again.send_again(turn, who, act.message_id)
        case "invitation":
            read = msgspec.json.decode(act.words, type=Kept)
            await invitations.handed_in(turn, who, read)
        case "delete":
            await _delete(turn, who, act.message_id)


async def _write(turn: Turn, who: Person, act: Act) -> None:
    parts = await own_files.take(turn, who, act.resident_id, act.files)
    words = _harmless(act.words, empty=bool(parts))
    colleague = await room.meanwhile(turn, who, act.resident_id, act.seen) if act.seen else None
    if colleague is not None:
        raise Told("desk.write.meanwhile", name=colleague)
    answers = act.message_id
    if answers and not await room.readable_one(turn, who, act.resident_id, answers):
        raise Told("thread.gone")
    quote = mask_identity_numbers(act.quote).text if answers else ""
    media = parts[0].media if len(parts) == 1 else None
    album = parts if media is None else ()
    said = Words(text=words, media=media, album=album, answers=answers or None, quote=quote)
    message_id = await threads.write_to_resident(turn, who, act.resident_id, said)
    await sent_files.belong(turn.tx, act.files, message_id)
    since = to_us(turn.now - OPEN_LASTS)
    await answering.tell_each_other(turn, who, act.resident_id, since)


def _harmless(given: str, *, empty: bool = False) -> str:
    """The words without invisible letters; raises Told for none, and for an identity number in them."""
    try:
        words = cleaned(given)
    except Invalid:
        if empty:
            return ""
        raise Told("came.empty") from None
    if mask_identity_numbers(words).count:
        raise Told("came.identity_number")
    return words


async def _open(turn: Turn, who: Person, resident_id: int) -> None:
    """What stands there is read now: its writer is told by whom, as from any other door."""
    try:
        await reading.open_thread(turn, who, resident_id)
    except reading.ReasonNeeded:
        return


async def _delete(turn: Turn, who: Person, message_id: int) -> None:
    """What is told of it is said where it was asked: which side keeps what."""
    told = await deleting.delete(turn, who, message_id)
    await say(turn, Address(who.id, who.id), Message(told), purpose="answer")
