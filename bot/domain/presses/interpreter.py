"""Buttons about an interpreter: «Jeg trenger tolk», and what staff do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import conversations, screens
from bot.domain.outgoing import Address, say
from bot.domain.talk import interpreter
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _interpreter(press: Press) -> Message | None:
    """Somebody has it at the first press; what can be said about it comes after."""
    await interpreter.ask(press.turn, press.who)
    await conversations.start(press.turn, press.who, "interpreter", press.came)
    return None


async def _of(press: Press) -> Message | None:
    await _show(press, await interpreter.shown(press.turn, press.who, press.number))
    return None


async def _booked(press: Press) -> Message | None:
    await _show(press, await interpreter.settle(press.turn, press.who, press.number, "booked"))
    return None


async def _over(press: Press) -> Message | None:
    await _show(press, await interpreter.settle(press.turn, press.who, press.number, "over"))
    return None


async def _unread(press: Press) -> Message | None:
    await _show(press, await interpreter.cannot_read(press.turn, press.who, press.number))
    return None


async def _show(press: Press, shown: Message) -> None:
    to = Address(press.who.id, press.number)
    await say(press.turn, to, shown, purpose="answer", reads=Thing.INTERPRETER)
    await screens.bury(press.turn, press.who.id)


INTERPRETER_RESIDENT: dict[str, Act] = {"interpreter": _interpreter}
INTERPRETER_STAFF: dict[str, Act] = {
    "interpreter_of": _of,
    "interpreter_booked": _booked,
    "interpreter_over": _over,
    "interpreter_unread": _unread,
}
