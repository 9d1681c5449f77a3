"""What staff hear of an appointment: a notice that names nobody, and what was answered once it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people, tasks
from bot.domain.errors import Refused
from bot.domain.meetings import together
from bot.domain.outgoing import Address, say
from bot.domain.texts import button, lines, t
from bot.flow.message import Message, Moment, Text
from bot.rules.access import Thing
from bot.store import appointments, from_us, proposals, repairs

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def answered(turn: Turn, found: appointments.Appointment) -> None:
    """Whoever hears it is told at once that there is an answer: a phone on a table shows no name."""
    opens = ((button("staff.notice.open", "appointment_answer", found.id),),)
    notice = lines(t("appointment.staff.answer"), rows=opens)
    for reader in await answerers(turn, found):
        await say(turn, Address(reader, found.resident_id), notice, purpose="notice", silent=True)


async def by_who_mends(turn: Turn, found: appointments.Appointment, reply: str) -> bool:
    """A caretaker comes to mend something, and hears of it in their own room; False for other appointments."""
    row = await repairs.of_appointment(turn.tx, found.id)
    if row is None:
        return False
    if reply == "coming":
        opens = ((button("staff.notice.open", "repair", row.id),),)
        notice = lines(t("appointment.staff.answer"), rows=opens)
        to = Address(found.with_id, found.resident_id)
        about = f"repair:{row.id}"
        await say(turn, to, notice, purpose="notice", reads=Thing.REPAIRS, about=about, silent=True)
        return True
    note = tasks.Note(at=from_us(found.starts_at), row=row.id)
    await tasks.open_task(
        turn, "repair_move", "caretaker", subject=row.resident_id, owner=found.with_id, note=note
    )
    return True


async def opened(turn: Turn, staff: Person, appointment_id: int) -> tuple[int, Message]:
    """Whom it is about, and what counts now; raises Refused for one that is not theirs to read."""
    found = await appointments.by_id(turn.tx, appointment_id)
    if found is None:
        raise Refused("came.not_yours")
    about = found.resident_id
    await access.ask(turn, staff, "read", Thing.APPOINTMENTS, about, thing_open=True)
    told = await standing(turn, found)
    opens = (button("task.person", "open", about), button("menu.button.menu", "menu"))
    if not await together.of(turn, found):
        return about, lines(told, rows=(opens,))
    comes = (button("with.staff.who", "meeting", found.id),)
    return about, lines(told, *await together.line(turn, found), rows=(comes, opens))


async def standing(turn: Turn, found: appointments.Appointment) -> Text:
    """What the resident has said of it, as one sentence for whoever it is with."""
    resident = await people.the(turn, found.resident_id)
    key = await _stands(turn, found)
    return t(key, name=resident.name, at=Moment(from_us(found.starts_at)))


async def _stands(turn: Turn, found: appointments.Appointment) -> str:
    if found.state != "planned":
        return "appointment.staff.called_off"
    if found.answer != "coming":
        return "appointment.staff.open"
    agreed = await proposals.taken(turn.tx, found.id) == found.starts_at
    return "appointment.staff.agreed" if agreed else "appointment.staff.coming"


async def answerers(turn: Turn, found: appointments.Appointment) -> tuple[int, ...]:
    """Whoever hears an answer: the worker, or those who answer while they are away."""
    reader, role = await reader_of(turn, found)
    return (reader,) if reader else tuple(await people.holders(turn, role))


async def reader_of(turn: Turn, found: appointments.Appointment) -> tuple[int | None, str]:
    """Who hears the answer, and in which role: the worker, or whoever answers while they are away."""
    if await people.answers_for(turn, found.with_id) == found.with_id:
        return found.with_id, "worker"
    contact = await people.contact_of(turn, found.resident_id)
    return contact.owner, contact.role
