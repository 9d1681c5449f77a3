"""Buttons about a stay: the person's own list, and the same list for those they share it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people, task_screens
from bot.domain.discharge import checklist, own, stays
from bot.domain.errors import Refused, Told
from bot.domain.presses.workday import about, begin
from bot.domain.row_ids import number
from bot.domain.texts import t
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _mine(press: Press) -> Message | None:
    return await checklist.mine(press.turn, press.who)


async def _item(press: Press) -> Message | None:
    return await checklist.item(press.turn, press.who, press.argument)


async def _mark(press: Press) -> Message | None:
    name, _, state = press.argument.partition(".")
    await checklist.mark(press.turn, press.who, name, state)
    return await checklist.mine(press.turn, press.who)


async def _give(press: Press) -> Message | None:
    name, _, owner = press.argument.partition(".")
    await checklist.give(press.turn, press.who, name, owner)
    return await checklist.mine(press.turn, press.who)


async def _share(press: Press) -> Message | None:
    yes = _yes(press)
    await stays.share(press.turn, press.who, yes=yes)
    contact = await people.contact_of(press.turn, press.who.id)
    key = "leaving.shared.yes" if yes else "leaving.shared.no"
    return await checklist.mine(press.turn, press.who, told=(t(key, contact=contact.name),))


async def _asks(press: Press) -> Message | None:
    yes = _yes(press)
    await stays.ask_me(press.turn, press.who, yes=yes)
    key = "leaving.asked.yes" if yes else "leaving.asked.no"
    return await checklist.mine(press.turn, press.who, told=(t(key),))


def _yes(press: Press) -> bool:
    if press.argument not in {"yes", "no"}:
        raise Told("came.stale")
    return press.argument == "yes"


async def _drop(press: Press) -> Message | None:
    if press.argument != "yes":
        return own.ask_drop()
    await stays.drop(press.turn, press.who)
    return await checklist.mine(press.turn, press.who, told=(t("leaving.dropped"),))


async def _card(press: Press) -> Message | None:
    return own.first_weeks(press.turn, press.who)


async def _stay(press: Press) -> Message | None:
    shown = await checklist.for_staff(press.turn, press.who, press.number)
    return await about(press, press.number, shown, Thing.DISCHARGE)


async def _stay_begin(press: Press) -> Message | None:
    await checklist.may(press.turn, press.who, press.number, all_=True)
    return await begin(press, "discharge_for", press.number)


async def _stay_item(press: Press) -> Message | None:
    resident_id, name, _ = _parts(press)
    who = await checklist.may(press.turn, press.who, resident_id)
    shown = await checklist.item(press.turn, who, name, staff=press.who)
    return await about(press, resident_id, shown, Thing.DISCHARGE)


async def _stay_mark(press: Press) -> Message | None:
    resident_id, name, state = _parts(press)
    who = await checklist.may(press.turn, press.who, resident_id)
    await checklist.mark(press.turn, who, name, state, staff=press.who)
    return await _stay(press._replace(argument=str(resident_id)))


async def _stay_give(press: Press) -> Message | None:
    resident_id, name, owner = _parts(press)
    who = await checklist.may(press.turn, press.who, resident_id)
    await checklist.give(press.turn, who, name, owner, staff=press.who)
    try:
        return await _stay(press._replace(argument=str(resident_id)))
    except Refused:
        # It was all they had of it: what else they have to do is shown.
        return await task_screens.listed(press.turn, press.who)


def _parts(press: Press) -> tuple[int, str, str]:
    resident, _, rest = press.argument.partition(".")
    name, _, word = rest.partition(".")
    return number(resident), name, word


DISCHARGE_RESIDENT: dict[str, Act] = {
    "leaving": _mine,
    "leaving_item": _item,
    "leaving_mark": _mark,
    "leaving_give": _give,
    "leaving_share": _share,
    "leaving_asks": _asks,
    "leaving_drop": _drop,
    "leaving_card": _card,
}
DISCHARGE_STAFF: dict[str, Act] = {
    "stay": _stay,
    "stay_begin": _stay_begin,
    "stay_item": _stay_item,
    "stay_mark": _stay_mark,
    "stay_give": _stay_give,
}
