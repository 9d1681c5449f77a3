"""«Den ble ikke av»: a task for a human to get in touch; no message to the person, and no blame."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import access, people, tasks
from bot.domain.errors import Refused, Told
from bot.domain.texts import t
from bot.rules.access import Thing
from bot.store import appointments, from_us, to_us
from bot.store import people as stored_people

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text

LATELY = dt.timedelta(days=7)
"""So long afterwards one may say that an appointment did not happen."""


async def to_change(turn: Turn, staff: Person) -> list[appointments.Appointment]:
    """What a worker may still say something of: what is ahead, and what was lately."""
    ahead = await appointments.coming_with(turn.tx, staff.id, turn.at)
    for worker in await stored_people.stood_in_for(turn.tx, staff.id, turn.at):
        ahead += await appointments.coming_with(turn.tx, worker, turn.at)
    since = to_us(turn.now - LATELY)
    return ahead + await appointments.lately_with(turn.tx, staff.id, since, turn.at)


async def missed(turn: Turn, staff: Person, appointment_id: int) -> Text:
    """It did not happen: whoever follows them up gets in touch. Raises Told for one still ahead."""
    found = await appointments.by_id(turn.tx, appointment_id)
    if found is None:
        raise Refused("came.not_yours")
    about = found.resident_id
    await access.ask(turn, staff, "write", Thing.APPOINTMENTS, about, thing_open=True)
    if found.state != "planned":
        raise Told("appointment.staff.over")
    if found.starts_at > turn.at:
        raise Told("appointment.staff.not_yet")
    resident = await people.the(turn, about)
    if await appointments.came_out(turn.tx, found.id, "missed", turn.at):
        contact = await people.contact_of(turn, about)
        note = tasks.Note(at=from_us(found.starts_at), row=found.id)
        await tasks.open_task(
            turn, "missed", contact.role, subject=about, owner=contact.owner, note=note
        )
        await access.note(turn, staff, "appointment did not happen", about)
    return t("appointment.staff.missed", name=resident.name)
