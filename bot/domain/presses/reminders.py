"""Buttons under reminders of any kind, and of the page where one chooses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.housing import deadlines
from bot.domain.menu import BACK
from bot.domain.money import rent_shows
from bot.domain.outgoing import Address, amend, say
from bot.domain.reminders import answers, mine
from bot.domain.row_ids import number
from bot.domain.texts import lines

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def in_place(press: Press, answer: Message) -> Message | None:
    """The answer takes the place of the message that was pressed: nothing piles up."""
    to = Address(press.who.id, press.who.id)
    if press.came.pressed is None:
        await say(press.turn, to, answer, purpose="answer")
    else:
        await amend(press.turn, to, press.came.pressed, answer, purpose="answer")
    return None


async def _now(press: Press) -> Message | None:
    return await in_place(press, await answers.now(press.turn, press.who, press.number))


async def _one(press: Press) -> Message | None:
    """One of several: beside the list, which stays."""
    shown = await answers.now(press.turn, press.who, press.number)
    await say(press.turn, Address(press.who.id, press.who.id), shown, purpose="answer")
    return None


async def _more(press: Press) -> Message | None:
    return await in_place(press, await answers.more(press.turn, press.who, press.number))


async def _later(press: Press) -> Message | None:
    row, _, choice = press.argument.partition(".")
    choice = choice if choice in answers.PUT_OFF else "later"
    said = await answers.later(press.turn, press.who, number(row), choice)
    return await in_place(press, said)


async def _stop(press: Press) -> Message | None:
    return await in_place(press, await answers.stop(press.turn, press.who, press.number))


async def _stop_all(press: Press) -> Message | None:
    return await in_place(press, await answers.stop_all(press.turn, press.who))


async def _mine(press: Press) -> Message | None:
    return await mine.page(press.turn, press.who)


async def _set(press: Press) -> Message | None:
    return await mine.change(press.turn, press.who, press.argument)


async def _deadlines(press: Press) -> Message | None:
    page = await deadlines.page(press.turn, press.who)
    return lines(*page.lines, rows=(*page.rows, BACK))


async def _deadline_done(press: Press) -> Message | None:
    row, _, occurrence = press.argument.partition(".")
    said = await deadlines.done(press.turn, press.who, number(row), occurrence)
    return await in_place(press, said)


async def _deadline_help(press: Press) -> Message | None:
    return await in_place(press, await deadlines.get_help(press.turn, press.who, press.number))


async def _deadline_drop(press: Press) -> Message | None:
    await deadlines.drop(press.turn, press.who, press.number)
    return await _deadlines(press)


async def _rent_shows(press: Press) -> Message | None:
    return await rent_shows.page(press.turn, press.who)


async def _rent_show(press: Press) -> Message | None:
    return await rent_shows.show(press.turn, press.who, press.argument)


async def _rent_told(press: Press) -> Message | None:
    return await rent_shows.tell(press.turn, press.who, press.argument)


REMINDERS: dict[str, Act] = {
    "rent_shows": _rent_shows,
    "rent_show": _rent_show,
    "rent_told": _rent_told,
    "remind_now": _now,
    "remind_one": _one,
    "remind_more": _more,
    "remind_later": _later,
    "remind_stop": _stop,
    "remind_stop_all": _stop_all,
    "reminders": _mine,
    "reminders_set": _set,
    "deadlines": _deadlines,
    "deadline_done": _deadline_done,
    "deadline_help": _deadline_help,
    "deadline_drop": _deadline_drop,
}
