"""Buttons about danger: open a flag, write what was done, read what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import conversations, screens
from bot.domain.danger import opening, safety_contact
from bot.domain.outgoing import Address, say
from bot.domain.presses.everybody import start_flow
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _danger(press: Press) -> Message | None:
    resident_id, shown = await opening.open_flag(press.turn, press.who, press.number)
    await _show(press, resident_id, shown)
    return None


async def _danger_done(press: Press) -> Message | None:
    subject = await opening.may_close(press.turn, press.who, press.number)
    await conversations.start(
        press.turn, press.who, "danger_done", press.came, subject=subject, fresh=True
    )
    return None


async def _danger_result(press: Press) -> Message | None:
    resident_id, shown = await opening.result(press.turn, press.who, press.number)
    await _show(press, resident_id, shown, Thing.TASKS)
    return None


async def _show(
    press: Press, resident_id: int, shown: Message, reads: Thing = Thing.THREAD
) -> None:
    """As a message of its own, about this resident, so that a reply to it finds them."""
    to = Address(press.who.id, resident_id)
    await say(press.turn, to, shown, purpose="answer", reads=reads)
    await screens.bury(press.turn, press.who.id)


async def _safety(press: Press) -> Message | None:
    """Whom to ring: closed until the reason is typed."""
    await safety_contact.may_ask(press.turn, press.who, press.number)
    await conversations.start(
        press.turn, press.who, "safety_reason", press.came, subject=press.number, fresh=True
    )
    return None


async def _safety_mine(press: Press) -> Message | None:
    return await safety_contact.mine(press.turn, press.who)


async def _safety_change(press: Press) -> Message | None:
    return await start_flow(press, safety_contact.FLOW)


async def _safety_delete(press: Press) -> Message | None:
    return await safety_contact.delete(press.turn, press.who)


DANGER_RESIDENT: dict[str, Act] = {
    "safety_mine": _safety_mine,
    "safety_change": _safety_change,
    "safety_delete": _safety_delete,
}
DANGER_STAFF: dict[str, Act] = {
    "danger": _danger,
    "safety": _safety,
    "danger_done": _danger_done,
    "danger_result": _danger_result,
}
