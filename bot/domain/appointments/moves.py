"""A new time that both sides agree on: staff propose two or three, the resident takes one.

The old time stands, with its reminders, until one is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, people, tasks
from bot.domain.appointments import heard
from bot.domain.appointments.appointments import (
    LABEL,
    RULE,
    Details,
    has_map,
    plan_reminders,
    summed_up,
    theirs,
)
from bot.domain.appointments.buttons import after_yes
from bot.domain.appointments.naming import kind_of
from bot.domain.errors import Refused, Told
from bot.domain.meetings import invited
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t, verb
from bot.flow.message import Button, Media, Message, Moment, Text
from bot.rules.access import Thing
from bot.store import appointments, from_us, proposals, timers, to_us

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def propose(
    turn: Turn, staff: Person, appointment_id: int, times: Sequence[dt.datetime]
) -> Text:
    """Ask the resident to choose; what was proposed before falls away. Raises Told for a time that has been."""
    found = await appointments.by_id(turn.tx, appointment_id)
    if found is None:
        raise Refused("came.not_yours")
    about = found.resident_id
    await access.ask(turn, staff, "write", Thing.APPOINTMENTS, about, thing_open=True)
    if found.state != "planned" or found.starts_at <= turn.at:
        raise Told("appointment.staff.over")
    wished = sorted(set(times))
    if not wished or wished[0] <= turn.now:
        raise Told("appointment.staff.past")
    await proposals.close(turn.tx, found.id)
    rows: list[tuple[Button, ...]] = []
    for starts in wished:
        row = proposals.Proposal(turn.new_id(), found.id, about, found.revision, to_us(starts))
        await proposals.add(turn.tx, row)
        label = t("appointment.choice", at=Moment(starts))
        rows.append((Button(label, verb("take_time", row.id)),))
    rows.append((button("appointment.none_fits", "no_time", found.id),))
    details = await turn.unseal(about, LABEL, found.id, found.body, Details)
    resident = await people.the(turn, about)
    asked = lines(
        t("appointment.proposed", worker=staff.name, kind=kind_of(details, resident.language)),
        t("appointment.old_stands", at=Moment(from_us(found.starts_at))),
        rows=tuple(rows),
    )
    await say(turn, Address(about, about), asked, purpose="news")
    await bury(turn, about)
    await tasks.finish_about(turn, staff, about, "move")
    await tasks.finish_about(turn, staff, about, "wish_move")
    return t("appointment.staff.proposed", name=resident.name)


async def take(turn: Turn, who: Person, proposal_id: int) -> Message:
    """
    The resident takes one of the times: now both have agreed, and the reminders follow.

    Raises Told where another time counts by now, or this one has passed; Refused for another's.
    """
    chosen = await proposals.by_id(turn.tx, proposal_id)
    if chosen is None or chosen.resident_id != who.id:
        raise Refused("came.not_yours")
    found = await appointments.by_id(turn.tx, chosen.appointment_id)
    if (
        found is None
        or found.state != "planned"
        or chosen.state != "open"
        or chosen.revision != found.revision
    ):
        raise Told("appointment.changed", now=await summed_up(turn, who))
    if chosen.starts_at <= turn.at:
        raise Told("appointment.too_late", now=await summed_up(turn, who))
    moved = msgspec.structs.replace(
        found,
        starts_at=chosen.starts_at,
        revision=found.revision + 1,
        since=turn.at,
        answer="coming",
    )
    await appointments.change(turn.tx, moved)
    await proposals.close(turn.tx, found.id, taken=chosen.id)
    await timers.cancel(turn.tx, RULE, found.id, "moved")
    await plan_reminders(turn, who, moved)
    await heard.answered(turn, moved)
    await invited.changed(turn, moved)
    at = Moment(from_us(moved.starts_at))
    worker = await people.person(turn, moved.with_id)
    name = worker.name if worker else turn.house.team
    on_map = await has_map(turn, moved)
    return lines(t("appointment.agreed", worker=name, at=at), rows=after_yes(moved, on_map=on_map))


async def none_fits(turn: Turn, who: Person, appointment_id: int) -> Message:
    """None of them: a human is told, and the old time stands meanwhile."""
    found = await appointments.by_id(turn.tx, appointment_id)
    if found is None or found.resident_id != who.id:
        raise Refused("came.not_yours")
    if found.state != "planned" or found.starts_at <= turn.at:
        raise Told("appointment.past")
    await proposals.close(turn.tx, found.id)
    contact = await people.contact_of(turn, who.id)
    at = from_us(found.starts_at)
    note = tasks.Note(at=at, row=found.id)
    await tasks.open_once(
        turn, "move", contact.role, subject=who.id, owner=contact.owner, note=note
    )
    return lines(
        t("appointment.none_noted", worker=contact.name, at=Moment(at)),
        rows=((button("appointment.suggest", "flow", "move_appointment"),),),
    )


async def calendar_file(turn: Turn, who: Person, reference: str) -> Message:
    """The appointment for the phone's own calendar; raises Told for one that is over or changed."""
    found = await theirs(turn, who, reference)
    starts = from_us(found.starts_at).isoformat()
    what = f"{found.id} {found.revision} {starts} {found.minutes}"
    return Message((t("appointment.calendar.file"),), (), Media("event", what))
