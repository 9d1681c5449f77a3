"""Buttons about who comes to an appointment: the resident's, the colleague's, and of whoever it is with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, conversations
from bot.domain.meetings import asking, invited, inviting
from bot.domain.outgoing import Address, rewrite, say
from bot.domain.presses.reminders import in_place
from bot.domain.row_ids import number
from bot.domain.screens import bury
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _with_yes(press: Press) -> Message | None:
    said = await asking.answer(press.turn, press.who, press.number, yes=True)
    return await in_place(press, said)


async def _with_no(press: Press) -> Message | None:
    said = await asking.answer(press.turn, press.who, press.number, yes=False)
    return await in_place(press, said)


async def _with_whom(press: Press) -> Message | None:
    return await asking.page(press.turn, press.who)


async def _meetings(press: Press) -> Message | None:
    return await inviting.listed(press.turn, press.who)


async def _host(press: Press, appointment_id: int) -> Message | None:
    resident_id, shown = await inviting.view(press.turn, press.who, appointment_id)
    to = Address(press.who.id, resident_id)
    await say(press.turn, to, shown, purpose="answer", reads=Thing.APPOINTMENTS)
    await bury(press.turn, press.who.id)
    return None


async def _meeting(press: Press) -> Message | None:
    return await _host(press, press.number)


async def _meeting_add(press: Press) -> Message | None:
    """One more is asked for: about this resident, so that what is typed is sealed with their key."""
    turn, resident_id = press.turn, press.number
    await access.ask(turn, press.who, "write", Thing.APPOINTMENTS, resident_id, thing_open=True)
    flow = "appointment_people"
    await conversations.start(turn, press.who, flow, press.came, subject=resident_id, fresh=True)
    return None


async def _meeting_out(press: Press) -> Message | None:
    return await _host(press, await inviting.take_out(press.turn, press.who, press.number))


async def _invited(press: Press) -> Message | None:
    resident_id, shown = await invited.view(press.turn, press.who, press.number)
    about = f"{invited.ABOUT}:{press.number}"
    await say(press.turn, Address(press.who.id, resident_id), shown, purpose="answer", about=about)
    await bury(press.turn, press.who.id)
    return None


async def _answer(press: Press, word: str) -> Message | None:
    row, _, revision = press.argument.partition(".")
    appointment_id = number(row)
    await invited.answer(press.turn, press.who, appointment_id, number(revision or "0"), word)
    resident_id, shown = await invited.view(press.turn, press.who, appointment_id)
    pressed = press.came.pressed
    if pressed is None or not await rewrite(press.turn, pressed, shown):
        about = f"{invited.ABOUT}:{appointment_id}"
        to = Address(press.who.id, resident_id)
        await say(press.turn, to, shown, purpose="answer", about=about)
    return None


async def _invited_yes(press: Press) -> Message | None:
    return await _answer(press, "yes")


async def _invited_no(press: Press) -> Message | None:
    return await _answer(press, "no")


MEETINGS_RESIDENT: dict[str, Act] = {
    "with_yes": _with_yes,
    "with_no": _with_no,
    "with_whom": _with_whom,
}
MEETINGS_STAFF: dict[str, Act] = {
    "meetings": _meetings,
    "meeting": _meeting,
    "meeting_add": _meeting_add,
    "meeting_out": _meeting_out,
    "invited": _invited,
    "invited_yes": _invited_yes,
    "invited_no": _invited_no,
}
