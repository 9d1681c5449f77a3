"""Buttons about a new phone, those who are gone, and a colleague whose role ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.owners import departures, new_phone, role_end
from bot.domain.presses.owners import about, in_place
from bot.domain.row_ids import number
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _new_phone(press: Press) -> Message | None:
    shown = await new_phone.ask(press.turn, press.who, press.number)
    await about(press, press.number, shown, Thing.CONTACT)
    return None


async def _new_phone_yes(press: Press) -> Message | None:
    await new_phone.cut(press.turn, press.who, press.number)
    return None


async def _new_phone_undo(press: Press) -> Message | None:
    return await new_phone.undo(press.turn, press.who, press.number)


async def _departed(press: Press) -> Message | None:
    return await departures.choose(press.turn, press.who, press.number)


async def _departed_ask(press: Press) -> Message | None:
    resident, _, kind = press.argument.partition(".")
    if kind not in departures.KINDS:
        return await departures.choose(press.turn, press.who, number(resident))
    return await departures.ask(press.turn, press.who, number(resident), kind)


async def _departed_show(press: Press) -> Message | None:
    resident_id, shown = await departures.shown(press.turn, press.who, press.number)
    await about(press, resident_id, shown, Thing.TASKS)
    return None


async def _departed_yes(press: Press) -> Message | None:
    return await departures.confirm(press.turn, press.who, press.number)


async def _departed_undo(press: Press) -> Message | None:
    return await departures.undo(press.turn, press.who, press.number)


async def _colleagues(press: Press) -> Message | None:
    return await role_end.listed(press.turn, press.who, number(press.argument or "0"))


async def _end_role(press: Press) -> Message | None:
    person, _, role = press.argument.partition(".")
    return await role_end.ask(press.turn, press.who, number(person), role)


async def _end_role_yes(press: Press) -> Message | None:
    person, _, role = press.argument.partition(".")
    return await role_end.end(press.turn, press.who, number(person), role)


async def _summary_yes(press: Press) -> Message | None:
    await in_place(press, await departures.summary(press.turn, press.who, "yes"))
    return None


async def _summary_no(press: Press) -> Message | None:
    await in_place(press, await departures.summary(press.turn, press.who, "no"))
    return None


DEPARTING: dict[str, Act] = {
    "new_phone": _new_phone,
    "new_phone_yes": _new_phone_yes,
    "new_phone_undo": _new_phone_undo,
    "departed": _departed,
    "departed_ask": _departed_ask,
    "departed_show": _departed_show,
    "departed_yes": _departed_yes,
    "departed_undo": _departed_undo,
    "colleagues": _colleagues,
    "end_role": _end_role,
    "end_role_yes": _end_role_yes,
}
SUMMARY: dict[str, Act] = {"summary_yes": _summary_yes, "summary_no": _summary_no}
