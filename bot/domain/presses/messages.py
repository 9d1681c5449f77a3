"""Buttons of what staff send: saved answers, messages for later, words passed on, and the alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import conversations
from bot.domain.errors import Told
from bot.domain.presses.staff import STAFF
from bot.domain.presses.workday import about, begin, opened_one, who_is_open
from bot.domain.row_ids import number
from bot.domain.team import answering, later, saved, threat

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _saved(press: Press) -> Message | None:
    return await saved.listed(press.turn, press.who, None)


async def _saved_for(press: Press) -> Message | None:
    """For the one named, or the one who is open, or with nobody open just the list."""
    whose, _, skip = press.argument.partition(".")
    resident_id = number(whose) if whose else await who_is_open(press)
    return await saved.listed(press.turn, press.who, resident_id or None, number(skip or "0"))


async def _saved_one(press: Press) -> Message | None:
    return await saved.shown(press.turn, press.who, press.number)


def _two(press: Press) -> tuple[int, int]:
    one, _, other = press.argument.partition(".")
    return number(one), number(other)


async def _saved_try(press: Press) -> Message | None:
    return await saved.preview(press.turn, press.who, *_two(press))


async def _saved_send(press: Press) -> Message | None:
    answer, _, rest = press.argument.partition(".")
    resident, _, shown = rest.partition(".")
    return await saved.send(press.turn, press.who, number(answer), number(resident), shown)


async def _saved_new(press: Press) -> Message | None:
    saved.ask(press.who, "write")
    await conversations.start(press.turn, press.who, "saved_answer", press.came, fresh=True)
    return None


async def _saved_change(press: Press) -> Message | None:
    saved.ask(press.who, "write")
    if not await saved.titles(press.turn):
        raise Told("saved.gone")
    await conversations.start(press.turn, press.who, "saved_change", press.came, fresh=True)
    return None


async def _saved_drop(press: Press) -> Message | None:
    return await saved.remove(press.turn, press.who, press.number)


async def _saved_back(press: Press) -> Message | None:
    return await saved.restore(press.turn, press.who, press.number)


async def _later(press: Press) -> Message | None:
    resident_id = press.number if press.argument else await opened_one(press)
    await later.may_plan(press.turn, press.who, resident_id)
    return await begin(press, "later", resident_id)


async def _planned(press: Press) -> Message | None:
    return await later.listed(press.turn, press.who)


async def _planned_one(press: Press) -> Message | None:
    resident_id, shown = await later.shown(press.turn, press.who, press.number)
    return await about(press, resident_id, shown)


async def _planned_move(press: Press) -> Message | None:
    row, _, when = press.argument.partition(".")
    resident_id, shown = await later.move(press.turn, press.who, number(row), when)
    return await about(press, resident_id, shown)


async def _planned_drop(press: Press) -> Message | None:
    resident_id, shown = await later.undo(press.turn, press.who, press.number)
    return await about(press, resident_id, shown)


async def _planned_back(press: Press) -> Message | None:
    resident_id, shown = await later.redo(press.turn, press.who, press.number)
    return await about(press, resident_id, shown)


async def _planned_now(press: Press) -> Message | None:
    return await later.now(press.turn, press.who, press.number)


async def _threat(press: Press) -> Message | None:
    shown = await threat.alarm(press.turn, press.who, press.number)
    return await about(press, press.number, shown)


async def _threat_undo(press: Press) -> Message | None:
    return await threat.undo(press.turn, press.who, press.number)


async def _task(press: Press) -> Message | None:
    """As ever; and whoever pressed the alarm is told that a leader has opened it."""
    screen = await STAFF["task"](press)
    await threat.seen(press.turn, press.who, press.number)
    return screen


async def _pass_kept(press: Press) -> Message | None:
    return await answering.pass_on(press.turn, press.who, press.number)


MESSAGES: dict[str, Act] = {
    "saved": _saved,
    "saved_for": _saved_for,
    "saved_one": _saved_one,
    "saved_try": _saved_try,
    "saved_send": _saved_send,
    "saved_new": _saved_new,
    "saved_change": _saved_change,
    "saved_drop": _saved_drop,
    "saved_back": _saved_back,
    "later": _later,
    "planned": _planned,
    "planned_one": _planned_one,
    "planned_move": _planned_move,
    "planned_drop": _planned_drop,
    "planned_back": _planned_back,
    "planned_now": _planned_now,
    "threat": _threat,
    "threat_undo": _threat_undo,
    "task": _task,
    "pass_kept": _pass_kept,
}
