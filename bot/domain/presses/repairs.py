"""Buttons about what is broken: the resident's own, and the caretaker's room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, conversations, screens
from bot.domain.outgoing import Address, say
from bot.domain.presses.everybody import start_flow
from bot.domain.presses.reminders import in_place
from bot.domain.repairs import mending, reporting, room
from bot.domain.row_ids import number
from bot.domain.texts import button, lines
from bot.flow.message import Message
from bot.rules.access import Thing
from bot.store import repairs

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press

# The resident's ---------------------------------------------------------------------------------


async def _home(press: Press) -> Message | None:
    """What they have told of, or at once the question what is broken."""
    if await repairs.of(press.turn.tx, press.who.id):
        return await reporting.mine(press.turn, press.who)
    return await start_flow(press, "repair")


async def _new(press: Press) -> Message | None:
    return await start_flow(press, "repair")


async def _mine(press: Press) -> Message | None:
    return await reporting.mine(press.turn, press.who)


async def _my_one(press: Press) -> Message | None:
    return await reporting.shown(press.turn, press.who, press.number)


async def _add(press: Press) -> Message | None:
    await reporting.theirs(press.turn, press.who, press.number)
    await conversations.start(press.turn, press.who, "repair_add", press.came, fresh=True)
    return None


async def _ok(press: Press) -> Message | None:
    return await in_place(press, await reporting.in_order(press.turn, press.who, press.number))


async def _not_ok(press: Press) -> Message | None:
    said = await reporting.not_in_order(press.turn, press.who, press.number)
    return await in_place(press, said)


async def _withdraw(press: Press) -> Message | None:
    return await reporting.withdraw(press.turn, press.who, press.number)


# The caretaker's --------------------------------------------------------------------------------


async def _list(press: Press) -> Message | None:
    return await room.screen(press.turn, press.who, number(press.argument or "0") % 10**6)


async def _open(press: Press) -> Message | None:
    return await _show(press, await room.open_one(press.turn, press.who, press.number))


async def _show(press: Press, one: room.One) -> Message | None:
    """A message of its own about this resident: erasing empties it, and each file is above it."""
    turn, to = press.turn, Address(press.who.id, one.resident_id)
    about = f"repair:{one.id}"
    for file in one.files:
        shown = Message((), media=file)
        await say(turn, to, shown, purpose="answer", reads=Thing.REPAIRS, about=about)
    back = (button("broken.list.button", "repairs"), button("menu.button.menu", "menu"))
    shown = lines(one.what, *one.lines, rows=(*((key,) for key in one.buttons), back))
    await say(turn, to, shown, purpose="answer", reads=Thing.REPAIRS, about=about)
    await screens.bury(turn, press.who.id)
    return None


async def _seen(press: Press) -> Message | None:
    await mending.seen(press.turn, press.who, press.number)
    return await _show(press, await room.look(press.turn, press.who, press.number))


async def _finished(press: Press) -> Message | None:
    await mending.finished(press.turn, press.who, press.number)
    return await _show(press, await room.look(press.turn, press.who, press.number))


async def _flow(press: Press, flow: str) -> Message | None:
    row = await room.asked(press.turn, press.who, press.number)
    resident_id = row.resident_id
    await access.ask(press.turn, press.who, "write", Thing.REPAIRS, resident_id)
    await conversations.start(
        press.turn, press.who, flow, press.came, subject=resident_id, fresh=True
    )
    return None


async def _visit(press: Press) -> Message | None:
    return await _flow(press, "repair_visit")


async def _more(press: Press) -> Message | None:
    return await _flow(press, "repair_more")


REPAIRS_RESIDENT: dict[str, Act] = {
    "repairs_home": _home,
    "repair_new": _new,
    "repairs_mine": _mine,
    "my_repair": _my_one,
    "repair_add": _add,
    "repair_ok": _ok,
    "repair_not_ok": _not_ok,
    "repair_withdraw": _withdraw,
}
REPAIRS_STAFF: dict[str, Act] = {
    "repairs": _list,
    "repair": _open,
    "repair_seen": _seen,
    "repair_visit": _visit,
    "repair_more": _more,
    "repair_done": _finished,
}
