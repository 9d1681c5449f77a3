"""Buttons of residents about what is kept of them: yes and no, who has read, the file of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.mine import agreed, my_data, seen
from bot.domain.row_ids import number

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _agreed(press: Press) -> Message | None:
    return await agreed.listed(press.turn, press.who)


async def _agree(press: Press) -> Message | None:
    return await agreed.change(press.turn, press.who, press.argument)


async def _seen(press: Press) -> Message | None:
    return await seen.listed(press.turn, press.who, number(press.argument or "0"))


async def _download(press: Press) -> Message | None:
    await my_data.send(press.turn, press.who)
    return None


MINE: dict[str, Act] = {
    "agreed": _agreed,
    "agree": _agree,
    "seen": _seen,
    "download": _download,
}
