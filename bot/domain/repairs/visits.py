"""«Kommer {dag}»: an appointment of the caretaker's own, with the reminders of every appointment."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from bot.domain import access
from bot.domain.appointments import appointments
from bot.domain.errors import Refused
from bot.domain.texts import t
from bot.rules.access import Thing
from bot.store import appointments as stored
from bot.store import from_us, timers

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.repairs.parts import Body
    from bot.domain.turn import Turn
    from bot.store.repairs import Repair


async def agree(turn: Turn, staff: Person, row: Repair, body: Body, starts: dt.datetime) -> int:
    """
    They come then, and the resident is told and reminded; the appointment's id.

    What was agreed before about the same repair falls away. Raises Refused, Told for a time that has
    passed.
    """
    stands = await access.relation(turn, staff, row.resident_id, repair=True)
    # Of appointments a caretaker has their own, and sees no other.
    own = dataclasses.replace(stands, own=True)
    if not access.allowed(staff, "write", Thing.APPOINTMENTS, own):
        raise Refused("staff.refused")
    details = appointments.Details(
        place=t("broken.visit.place"),
        kind=t("broken.visit", what=body.what),
        away=False,
    )
    made = await appointments.agreed(
        turn, staff, row.resident_id, starts=starts, minutes=0, details=details,
        key="broken.told.coming",
    )  # fmt: skip
    await fall_away(turn, row)
    return made


async def fall_away(turn: Turn, row: Repair) -> None:
    """Nobody comes for this any more: it is not reminded of."""
    if row.appointment_id is None:
        return
    found = await stored.by_id(turn.tx, row.appointment_id)
    if found is None or found.state != "planned" or from_us(found.starts_at) <= turn.now:
        return
    await stored.call_off(turn.tx, found.id, turn.at)
    await timers.cancel(turn.tx, appointments.RULE, found.id, "cancelled")
