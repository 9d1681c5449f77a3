"""A stand-in reads what is open and what comes; what was written before only with the resident's yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, say
from bot.domain.relay import thread_access
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.store import consents, timers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message
    from bot.rules.access import Relation

PURPOSE = "older"
ASKED = "older.asked"


def recipient(staff_id: int) -> str:
    """The one human whom a yes is for."""
    return f"person:{staff_id}"


def offered(stands: Relation, resident_id: int) -> tuple[tuple[Button, ...], ...]:
    """The button for one who stands in and has no yes."""
    if stands.standing_in_since is None or stands.assigned or stands.older_consent:
        return ()
    return ((button("older.button", "older_ask", resident_id),),)


async def ask(turn: Turn, staff: Person, resident_id: int) -> Message:
    """Ask the resident, once for each stand-in; raises Refused, Told where there is nothing to ask."""
    stands = await thread_access.stands(turn, staff, resident_id)
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.refused")
    if not offered(stands, resident_id):
        raise Told("older.not_needed")
    if str(staff.id) in await timers.occurrences(turn.tx, ASKED, resident_id):
        raise Told("older.asked_before")
    await timers.record(
        turn.tx, turn.new_id(), ASKED, resident_id, resident_id, turn.at, str(staff.id)
    )
    worker_id = await people.worker_of(turn, resident_id)
    worker = await people.person(turn, worker_id) if worker_id is not None else None
    name = worker.name if worker else turn.house.team
    yes, no = button("older.yes", "older_yes", staff.id), button("older.no", "older_no", staff.id)
    asked = lines(
        t("older.ask", name=staff.name, worker=name),
        t("older.ask.free", name=staff.name),
        rows=((yes, no),),
    )
    await say(turn, Address(resident_id, resident_id), asked, purpose="news")
    await bury(turn, resident_id)
    await access.note(turn, staff, "asked to read what is older", resident_id)
    return lines(t("older.asked"), rows=((button("menu.button.menu", "menu"),),))


async def answer(turn: Turn, who: Person, staff_id: int, *, yes: bool) -> Message:
    """Yes, no, or a yes taken back; it counts from this moment, and the stand-in is told of a yes."""
    staff = await people.person(turn, staff_id)
    asked = str(staff_id) in await timers.occurrences(turn.tx, ASKED, who.id)
    if staff is None or not asked:
        raise Told("came.stale")
    await consents.say(turn.tx, turn.new_id(), who.id, recipient(staff_id), PURPOSE, yes, turn.at)
    await access.note(turn, who, "let older be read" if yes else "kept older unread", who.id)
    if not yes:
        again = (button("older.yes.after", "older_yes", staff_id),)
        return lines(t("older.kept", name=staff.name), rows=(again,))
    if await thread_access.may_write(turn, staff, who.id):
        opens = ((button("staff.notice.open", "open", who.id),),)
        notice = lines(t("older.notice"), rows=opens)
        await say(turn, Address(staff_id, who.id), notice, purpose="notice", silent=True)
    back = (button("older.take_back", "older_no", staff_id),)
    return lines(t("older.told", name=staff.name), rows=(back,))
