"""Buttons of what is not forgotten: contact outside the chat, no phone, no follow-up, help begun."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain.errors import Told
from bot.domain.outgoing import Address, say
from bot.domain.remember import begun, follow_up, quiet
from bot.domain.row_ids import number
from bot.domain.screens import bury

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _about(press: Press, resident_id: int, shown: Message) -> Message | None:
    to = Address(press.who.id, resident_id)
    await say(press.turn, to, shown, purpose="answer")
    await bury(press.turn, press.who.id)
    return None


async def _reached(press: Press) -> Message | None:
    resident, *words = press.argument.split(".")
    resident_id = number(resident)
    yesterday = quiet.YESTERDAY in words
    how = next((one for one in words if one in quiet.HOW), None)
    if how is None:
        shown = await quiet.ask_how(press.turn, press.who, resident_id, yesterday=yesterday)
    else:
        shown = await quiet.reached(press.turn, press.who, resident_id, how, yesterday=yesterday)
    return await _about(press, resident_id, shown)


async def _phoneless(press: Press) -> Message | None:
    resident, _, weeks = press.argument.partition(".")
    resident_id = number(resident)
    chosen = number(weeks) if weeks else None
    if chosen not in {None, 0, *quiet.WEEKS}:
        raise Told("came.stale")
    shown = await quiet.without_phone(press.turn, press.who, resident_id, chosen)
    return await _about(press, resident_id, shown)


async def _begun(press: Press) -> Message | None:
    resident, _, word = press.argument.partition(".")
    resident_id = number(resident)
    if not word:
        shown = await begun.screen(press.turn, press.who, resident_id)
    elif word in begun.ENDS:
        shown = await begun.end(press.turn, press.who, resident_id, word)
    else:
        shown = await begun.mark(press.turn, press.who, resident_id, _day(word))
    return await _about(press, resident_id, shown)


def _day(word: str) -> dt.date:
    try:
        return dt.date.fromisoformat(word)
    except ValueError:
        raise Told("came.stale") from None


async def _person_follow_up(press: Press) -> Message | None:
    resident, _, word = press.argument.partition(".")
    resident_id = number(resident)
    shown = await follow_up.by_worker(press.turn, press.who, resident_id, word)
    return await _about(press, resident_id, shown)


async def _follow_up(press: Press) -> Message | None:
    if press.argument not in {"no", "yes"}:
        return follow_up.ask()
    return await follow_up.choose(press.turn, press.who, no=press.argument == "no")


REMEMBER_STAFF: dict[str, Act] = {
    "reached": _reached,
    "phoneless": _phoneless,
    "begun": _begun,
    "person_follow_up": _person_follow_up,
}
REMEMBER_RESIDENT: dict[str, Act] = {"follow_up": _follow_up}
