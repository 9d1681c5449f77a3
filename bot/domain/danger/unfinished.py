"""Opened, and then nothing: whoever opened a flag is told again, and the coordinators with them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import due, people
from bot.domain.danger import duty
from bot.domain.outgoing import Address, say
from bot.domain.texts import button, lines, t
from bot.pack import worker_opening
from bot.rules.opening import next_open
from bot.store import danger

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.store.danger import Flag

RULE = "unfinished"


async def watch(turn: Turn, flag: Flag) -> None:
    """Somebody has it; unless they write what was done within the pack's urgent hours, it is told."""
    hours = dt.timedelta(hours=turn.house.pack.promises.urgent_hours)
    await _plan(turn, flag, turn.now + hours)


async def stop(turn: Turn, flag: Flag) -> None:
    """It is written what was done, or it is told of anew."""
    await due.cancel(turn, RULE, flag.id, "written")


async def came_due(turn: Turn, flag_id: int) -> None:
    """Nobody has written what was done: told now, and once at the opening of each working day."""
    flag = await danger.by_id(turn.tx, flag_id)
    if flag is None or flag.state != "open" or flag.opened_by is None:
        return
    opener = await people.the(turn, flag.opened_by)
    told = await danger.told(turn.tx, flag.id)
    await _tell(turn, flag, opener.id, "danger.staff.yours")
    for one in await people.holders(turn, "coordinator"):
        if one == opener.id:
            continue
        if one not in told:
            await danger.tell(turn.tx, flag.id, one, flag.resident_id)
        await _tell(turn, flag, one, "danger.staff.unfinished")
    hours = worker_opening(turn.house.pack)
    morning = next_open(hours, turn.now + dt.timedelta(hours=12), turn.house.zone)
    await _plan(turn, flag, morning or turn.now + dt.timedelta(days=1))


async def _tell(turn: Turn, flag: Flag, reader: int, key: str) -> None:
    notice = lines(t(key), rows=((button("staff.notice.open", "danger", flag.id),),))
    about = f"{duty.RULE}:{flag.id}"
    await say(turn, Address(reader, flag.resident_id), notice, purpose="notice", about=about)


async def _plan(turn: Turn, flag: Flag, when: dt.datetime) -> None:
    named = f"{when:%Y-%m-%d %H:%M} {turn.at}"
    await due.at(turn, RULE, flag.id, flag.resident_id, when, occurrence=named)
