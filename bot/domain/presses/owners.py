"""Buttons about who has a resident: handing over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, conversations
from bot.domain.outgoing import Address, amend, say
from bot.domain.owners import assigning, handing_over, shared
from bot.domain.row_ids import number
from bot.domain.screens import bury
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def about(press: Press, resident_id: int, shown: Message, reads: Thing) -> None:
    """Shown as a message of its own, about this resident, so that a reply to it finds them."""
    await say(press.turn, Address(press.who.id, resident_id), shown, purpose="answer", reads=reads)
    await bury(press.turn, press.who.id)


async def _hand_over(press: Press) -> Message | None:
    turn, resident_id = press.turn, press.number
    await access.ask(turn, press.who, "write", Thing.HAND_OVER, resident_id)
    await conversations.start(
        turn, press.who, "hand_over", press.came, subject=resident_id, fresh=True
    )
    return None


async def _hand_over_note(press: Press) -> Message | None:
    shown = await handing_over.note(press.turn, press.who, press.number)
    await about(press, press.number, shown, Thing.STAFF_NOTES)
    return None


async def _take(press: Press) -> Message | None:
    resident, _, page = press.argument.partition(".")
    return await assigning.choose(press.turn, press.who, number(resident), number(page or "0"))


async def _give(press: Press) -> Message | None:
    resident, _, worker = press.argument.partition(".")
    return await assigning.give(press.turn, press.who, number(resident), number(worker))


async def _share(press: Press) -> Message | None:
    run, _, reader = press.argument.partition(".")
    await in_place(press, await shared.share(press.turn, press.who, number(run), number(reader)))
    return None


async def _share_no(press: Press) -> Message | None:
    run, _, reader = press.argument.partition(".")
    await in_place(press, await shared.keep(press.turn, press.who, number(run), number(reader)))
    return None


async def in_place(press: Press, answer: Message) -> None:
    """The answer takes the place of the message that was pressed: nothing piles up."""
    to = Address(press.who.id, press.who.id)
    if press.came.pressed is None:
        await say(press.turn, to, answer, purpose="answer")
    else:
        await amend(press.turn, to, press.came.pressed, answer, purpose="answer")


RESIDENTS_OWN: dict[str, Act] = {
    "share": _share,
    "share_no": _share_no,
}
OWNERS: dict[str, Act] = {
    "hand_over": _hand_over,
    "hand_over_note": _hand_over_note,
    "take": _take,
    "give": _give,
}
