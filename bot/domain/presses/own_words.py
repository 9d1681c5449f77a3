"""Buttons under one's own words: «Slett» and «Prøv igjen», for whoever wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.outgoing import Address, amend, retract
from bot.domain.relay import again, deleting
from bot.flow.message import Message

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press


async def _delete(press: Press) -> Message | None:
    await deleting.asked(press.turn, press.who, press.number)
    return None


async def _yes(press: Press) -> Message | None:
    told = await deleting.delete(press.turn, press.who, press.number)
    if press.came.pressed is not None:
        to = Address(press.who.id, press.who.id)
        await amend(press.turn, to, press.came.pressed, Message(told), purpose="answer")
    return None


async def _no(press: Press) -> Message | None:
    if press.came.pressed is not None:
        to = Address(press.who.id, press.who.id)
        await retract(press.turn, to, press.came.pressed, purpose="answer")
    return None


async def _again(press: Press) -> Message | None:
    await again.send_again(press.turn, press.who, press.number)
    return None


OWN_WORDS: dict[str, Act] = {
    "delete": _delete,
    "delete_yes": _yes,
    "delete_no": _no,
    "send_again": _again,
}
