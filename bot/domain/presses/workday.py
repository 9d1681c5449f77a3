"""Buttons of a worker's day: the list, the next one, notes, what is urgent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import conversations, screens
from bot.domain.errors import Told
from bot.domain.outgoing import Address, say
from bot.domain.presses.staff import STAFF
from bot.domain.row_ids import number
from bot.domain.staff import OPEN_LASTS
from bot.domain.team import listing, notes, opened, today, urgent
from bot.rules.access import Thing
from bot.store import open_persons, to_us

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _list(press: Press) -> Message | None:
    # Whoever has been here since before there was a morning gets one from now on.
    await today.plan(press.turn, press.who)
    return await listing.screen(press.turn, press.who, number(press.argument or "0") % 10**6)


async def _next(press: Press) -> Message | None:
    after = press.number if press.argument else None
    data = await listing.next_after(press.turn, press.who, after)
    if data is None:
        return await listing.screen(press.turn, press.who)
    _, name, argument = data.split(":")
    return await STAFF[name](press._replace(argument=argument))


async def _done(press: Press) -> Message | None:
    return await opened.done(press.turn, press.who, await _named_or_open(press))


async def about(
    press: Press, resident_id: int, shown: Message, reads: Thing = Thing.THREAD
) -> Message | None:
    """A message of its own, about this resident: a reply to it finds them, erasing empties it."""
    to = Address(press.who.id, resident_id)
    await say(press.turn, to, shown, purpose="answer", reads=reads)
    await screens.bury(press.turn, press.who.id)
    return None


async def _notes(press: Press) -> Message | None:
    shown = await notes.listed(press.turn, press.who, press.number)
    return await about(press, press.number, shown, Thing.STAFF_NOTES)


async def _note_new(press: Press) -> Message | None:
    resident_id = await _named_or_open(press)
    await notes.may_write(press.turn, press.who, resident_id)
    return await begin(press, "note", resident_id)


async def _note_own(press: Press) -> Message | None:
    resident_id, shown = await notes.own(press.turn, press.who, press.number)
    return await about(press, resident_id, shown, Thing.STAFF_NOTES)


async def _note_change(press: Press) -> Message | None:
    await notes.may_write(press.turn, press.who, press.number)
    if not await notes.owns(press.turn, press.who.id, press.number):
        raise Told("notes.gone")
    return await begin(press, "note_change", press.number)


async def who_is_open(press: Press) -> int | None:
    """Whom this person is writing to now, if anybody."""
    since = to_us(press.turn.now - OPEN_LASTS)
    return await open_persons.of(press.turn.tx, press.who.id, since)


async def opened_one(press: Press) -> int:
    """Who is open, for a command that names nobody; raises Told where nobody is."""
    found = await who_is_open(press)
    if found is None:
        raise Told("list.nobody_open")
    return found


async def _named_or_open(press: Press) -> int:
    return press.number if press.argument else await opened_one(press)


async def begin(press: Press, flow: str, resident_id: int) -> Message | None:
    """A flow of staff about a resident."""
    await conversations.start(
        press.turn, press.who, flow, press.came, subject=resident_id, fresh=True
    )
    return None


async def _note_drop(press: Press) -> Message | None:
    return await notes.remove(press.turn, press.who, press.number)


async def _note_back(press: Press) -> Message | None:
    resident_id, shown = await notes.restore(press.turn, press.who, press.number)
    return await about(press, resident_id, shown, Thing.STAFF_NOTES)


async def _urgent(press: Press) -> Message | None:
    shown = await urgent.mark(press.turn, press.who, press.number)
    return await about(press, press.number, shown)


async def _urgent_to_duty(press: Press) -> Message | None:
    shown = await urgent.to_duty(press.turn, press.who, press.number)
    return await about(press, press.number, shown)


async def _calm(press: Press) -> Message | None:
    shown = await urgent.calm(press.turn, press.who, press.number)
    return await about(press, press.number, shown)


async def _today(press: Press) -> Message | None:
    await today.plan(press.turn, press.who)
    return await today.screen(press.turn, press.who)


async def _today_off(press: Press) -> Message | None:
    return await today.switch(press.turn, press.who, on=False)


async def _today_on(press: Press) -> Message | None:
    return await today.switch(press.turn, press.who, on=True)


WORKDAY: dict[str, Act] = {
    "today": _today,
    "today_off": _today_off,
    "today_on": _today_on,
    "list": _list,
    "next": _next,
    "done": _done,
    "notes": _notes,
    "note_new": _note_new,
    "note_own": _note_own,
    "note_change": _note_change,
    "note_drop": _note_drop,
    "note_back": _note_back,
    "urgent": _urgent,
    "urgent_to_duty": _urgent_to_duty,
    "calm": _calm,
}
