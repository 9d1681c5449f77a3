"""Buttons of rooms that are lists: which homes are needed; and giving a task back, or on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import task_moves
from bot.domain.housing import needs
from bot.domain.row_ids import number

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _needs(press: Press) -> Message | None:
    return await needs.screen(press.turn, press.who)


async def _back(press: Press) -> Message | None:
    return await task_moves.give_back(press.turn, press.who, press.number)


async def _pass(press: Press) -> Message | None:
    return await task_moves.to_whom(press.turn, press.who, press.number)


async def _pass_to(press: Press) -> Message | None:
    task, _, person = press.argument.partition(".")
    return await task_moves.pass_on(press.turn, press.who, number(task), number(person))


ROOMS_STAFF: dict[str, Act] = {
    "needs": _needs,
    "task_back": _back,
    "task_pass": _pass,
    "task_pass_to": _pass_to,
}
