"""
An interpreter: asked for in one tap, owned by the contact, shown wherever somebody meets.

Anything that decides or commits goes to a human with an interpreter; nothing is translated here.
Source: tolkeloven (LOV-2021-06-11-79) § 6, facts.md §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, people, tasks
from bot.domain.outgoing import Address, say
from bot.domain.relay import thread_access
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, Text
from bot.rules.access import Thing
from bot.store import from_us
from bot.store import interpreters as stored
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

LABEL = "interpreter"
TASK = "interpreter"


class Wish(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the person wishes, as sentences; who they do not want to meet stands among them."""

    said: tuple[Text, ...] = ()


async def ask(turn: Turn, who: Person, wish: Wish | None = None) -> None:
    """The person needs an interpreter: somebody owns it from the first press, details may follow."""
    before = await stored.of(turn.tx, who.id)
    if wish is None and before is not None and before.state != "over":
        return
    row_id = turn.new_id()
    body = await turn.seal(who.id, LABEL, row_id, wish or Wish())
    await stored.put(turn.tx, stored.Row(who.id, row_id, body, turn.at))
    contact = await people.contact_of(turn, who.id)
    note = tasks.Note(lines=(wish or Wish()).said, at=turn.now)
    made = await tasks.open_once(
        turn, TASK, contact.role, subject=who.id, owner=contact.owner, note=note
    )
    if made is None:
        for row in await stored_tasks.open_about(turn.tx, who.id, TASK):
            await tasks.rewrite(turn, row, TASK, note)


async def _wish(turn: Turn, row: stored.Row) -> Wish:
    return await turn.unseal(row.resident_id, LABEL, row.id, row.body, Wish)


async def line(turn: Turn, resident_id: int) -> tuple[Text, ...]:
    """That this person has an interpreter, or waits for one; nothing if they need none."""
    row = await stored.of(turn.tx, resident_id)
    if row is None or row.state == "over":
        return ()
    return (t(f"interpreter.line.{row.state}"),)


async def shown(turn: Turn, staff: Person, resident_id: int) -> Message:
    """What the person wishes, and what can be done; raises Refused."""
    stands = await thread_access.stands(turn, staff, resident_id)
    await access.ask(turn, staff, "write", Thing.INTERPRETER, resident_id, thing_open=True)
    row = await stored.of(turn.tx, resident_id)
    resident = await people.the(turn, resident_id)
    rows = [(button("interpreter.cannot_read", "interpreter_unread", resident_id),)]
    body = [t("interpreter.none", name=resident.name)]
    if row is not None and row.state != "over":
        await access.note(turn, staff, "read interpreter", resident_id)
        at = Moment(from_us(row.since), "day")
        body = [t(f"interpreter.staff.{row.state}", name=resident.name, date=at)]
        body += (await _wish(turn, row)).said
        if row.state == "wanted":
            rows.append((button("interpreter.book", "interpreter_booked", resident_id),))
        rows.append((button("interpreter.end", "interpreter_over", resident_id),))
    if access.allowed(staff, "read", Thing.THREAD, stands):
        rows.append((button("menu.button.back", "open", resident_id),))
    rows.append((button("menu.button.menu", "menu"),))
    return lines(*body, rows=tuple(rows))


async def settle(turn: Turn, staff: Person, resident_id: int, state: str) -> Message:
    """«Bestilt», or no longer needed: the task is done, and the person is told. Raises Refused."""
    await access.ask(turn, staff, "write", Thing.INTERPRETER, resident_id, thing_open=True)
    await stored.set_state(turn.tx, resident_id, state)
    await access.note(turn, staff, f"interpreter {state}", resident_id)
    await tasks.finish_about(turn, staff, resident_id, TASK)
    told = lines(t(f"interpreter.told.{state}", name=staff.name))
    await say(turn, Address(resident_id, resident_id), told, purpose="news")
    await bury(turn, resident_id)
    return await shown(turn, staff, resident_id)


async def cannot_read(turn: Turn, staff: Person, resident_id: int) -> Message:
    """
    A message its reader cannot read: an interpreter is asked for, and the person is told so.

    The sentence is a reviewed one, in the person's language where there is a catalogue. Raises
    Refused.
    """
    await access.ask(turn, staff, "write", Thing.INTERPRETER, resident_id, thing_open=True)
    resident = await people.the(turn, resident_id)
    await ask(turn, resident)
    await access.note(turn, staff, "asked for interpreter", resident_id)
    told = lines(t("interpreter.meanwhile", name=staff.name))
    await say(turn, Address(resident_id, resident_id), told, purpose="news")
    await bury(turn, resident_id)
    return await shown(turn, staff, resident_id)


async def wish(turn: Turn, resident_id: int) -> tuple[Text, ...]:
    """What this person has asked for, for themselves to read."""
    row = await stored.of(turn.tx, resident_id)
    return () if row is None else (await _wish(turn, row)).said
