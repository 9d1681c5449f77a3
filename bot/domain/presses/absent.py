"""Buttons about being away: one's own, the coordinator's list, appointments, what is older."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.owners import my_absence, older, staffing, uncovered
from bot.domain.presses.owners import about, in_place
from bot.domain.row_ids import number
from bot.domain.texts import button, lines
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _away(press: Press) -> Message | None:
    if not press.argument:
        return await my_absence.choose(press.turn, press.who)
    return await my_absence.go(press.turn, press.who, press.number or None)


async def _away_page(press: Press) -> Message | None:
    return await my_absence.choose(press.turn, press.who, press.number)


async def _away_until(press: Press) -> Message | None:
    return await my_absence.until(press.turn, press.who, press.argument)


async def _back(press: Press) -> Message | None:
    return await my_absence.back(press.turn, press.who)


async def _staff_list(press: Press) -> Message | None:
    return await staffing.listed(press.turn, press.who, number(press.argument or "0"))


async def _absent(press: Press) -> Message | None:
    return await staffing.one(press.turn, press.who, press.number)


async def _absent_choose(press: Press) -> Message | None:
    worker, _, page = press.argument.partition(".")
    return await staffing.choose(press.turn, press.who, number(worker), number(page or "0"))


async def _absent_set(press: Press) -> Message | None:
    worker, _, stand_in = press.argument.partition(".")
    chosen = number(stand_in or "0") or None
    return await staffing.set_away(press.turn, press.who, number(worker), chosen)


async def _absent_back(press: Press) -> Message | None:
    return await staffing.back(press.turn, press.who, press.number)


async def _cover(press: Press) -> Message | None:
    resident_id, shown = await uncovered.shown(press.turn, press.who, press.number)
    await about(press, resident_id, shown, Thing.APPOINTMENTS)
    return None


async def _cover_keep(press: Press) -> Message | None:
    said = await uncovered.keep(press.turn, press.who, press.number)
    back = (button("staff.menu.tasks", "tasks"), button("menu.button.menu", "menu"))
    return lines(said, rows=(back,))


async def _older_ask(press: Press) -> Message | None:
    return await older.ask(press.turn, press.who, press.number)


async def _older_yes(press: Press) -> Message | None:
    await in_place(press, await older.answer(press.turn, press.who, press.number, yes=True))
    return None


async def _older_no(press: Press) -> Message | None:
    await in_place(press, await older.answer(press.turn, press.who, press.number, yes=False))
    return None


ABSENT: dict[str, Act] = {
    "away": _away,
    "away_page": _away_page,
    "away_until": _away_until,
    "back": _back,
    "staff_list": _staff_list,
    "absent": _absent,
    "absent_choose": _absent_choose,
    "absent_set": _absent_set,
    "absent_back": _absent_back,
    "cover": _cover,
    "cover_keep": _cover_keep,
    "older_ask": _older_ask,
}
OLDER: dict[str, Act] = {"older_yes": _older_yes, "older_no": _older_no}
