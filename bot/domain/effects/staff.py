"""What the flows of staff send: an appointment, a reason to read, a code for somebody."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import access, codes, people
from bot.domain.appointments import (
    appointments,
    changes,
    moves,
    naming,
    outcomes,
    same_time,
    series,
)
from bot.domain.at_desk import signing_in
from bot.domain.effects.workday import WORKDAY
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, say
from bot.domain.owners import away, handing_over, my_absence
from bot.domain.relay import reading
from bot.domain.screens import bury
from bot.domain.talk import interpreter
from bot.domain.texts import button, t
from bot.flow.message import Media, Message, Moment, Text, verbatim
from bot.pack import doors_of
from bot.rules.calendar import ONE_DAY, local_moment

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Button
    from bot.pack.schema import Door


def details_from(turn: Turn, sent: Sent) -> appointments.Details:
    """What it is called and where, as answered; raises Told for what the pack names no longer."""
    pack, place = turn.house.pack, sent.word("place")
    kind = naming.kind_in(pack, sent.word("kind"))
    if kind is None:
        raise Told("appointment.staff.kind_gone")
    chosen = sent.ticks("spot")
    spot = naming.spot_in(pack, chosen[0] if chosen else place)
    if chosen and spot is None:
        raise Told("appointment.staff.spot_gone")
    where, offers = sent.line("place"), sent.line("offers") if sent.ticks("offers") else None
    elsewhere = place == "elsewhere" or where is None
    shared = pack.reminders.appointment
    return appointments.Details(
        place=naming.NOWHERE if elsewhere or where is None else where.answer,
        kind=verbatim(kind.shown.nb),
        address=pack.office.address
        if place == "office"
        else sent.word("spot" if elsewhere else "address"),
        away=place not in {"home", "phone"},
        offers=offers.answer if offers else None,
        known_as=kind.shown,
        spot=spot,
        offsets=shared if kind.reminders is None else kind.reminders,
    )


async def appointment(turn: Turn, who: Person, sent: Sent) -> tuple[Text, ...]:
    """A worker makes an appointment; raises Told for a time that has been."""
    resident_id = int(sent.word("resident"))
    row_id = await appointments.make(
        turn,
        sent.actor,
        resident_id,
        starts=starts_from(turn, sent),
        minutes=int(sent.word("length") or 0),
        details=details_from(turn, sent),
    )
    resident = await people.the(turn, resident_id)
    made = t("appointment.staff.made", name=resident.name)
    together = await same_time.told(turn, sent.actor, row_id)
    return (made, *together, *await interpreter.line(turn, resident_id))


def starts_from(turn: Turn, sent: Sent, end: str = "") -> dt.datetime:
    """The day and the time of day that were answered, here."""
    day = dt.date.fromisoformat(sent.word(f"day{end}"))
    clock = dt.time.fromisoformat(sent.word(f"time{end}"))
    return local_moment(day, clock, turn.house.zone)


async def appointment_change(turn: Turn, who: Person, sent: Sent) -> Text | tuple[Text, ...] | None:
    """A worker moves or cancels an appointment; raises Told for a time that has been, or one moved meanwhile."""
    row = await changes.as_it_stood(turn, sent.actor, sent.word("which"))
    match sent.word("what"):
        case "repeat":
            return await series.repeat(turn, sent.actor, row, sent.word("repeats"))
        case "cancel":
            if sent.word("how_many") == "all":
                await series.end_from(turn, sent.actor, row)
            return await changes.cancel(turn, sent.actor, row)
        case "missed":
            return await outcomes.missed(turn, sent.actor, row)
        case "propose":
            ends = [end for end in ("", "_two", "_three") if sent.word(f"day{end}")]
            times = [starts_from(turn, sent, end) for end in ends]
            return await moves.propose(turn, sent.actor, row, times)
        case _:
            starts = starts_from(turn, sent)
            said = await changes.move(turn, sent.actor, row, starts)
            if sent.word("how_many") == "all":
                await series.move_from(turn, sent.actor, row, starts)
            return (said, *await same_time.told(turn, sent.actor, row))


async def planned_away(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """Somebody is away from a day, until a day or until they say; raises Told, Refused."""
    if not sent.actor.roles & my_absence.MAY:
        raise Refused("staff.refused")
    first, last = dt.date.fromisoformat(sent.word("first")), sent.word("last")
    zone, midnight = turn.house.zone, dt.time()
    await away.set_away(
        turn,
        sent.actor,
        sent.actor.id,
        int(sent.word("stand_in")) or None,
        since=local_moment(first, midnight, zone),
        until=local_moment(dt.date.fromisoformat(last) + ONE_DAY, midnight, zone) if last else None,
    )
    return t("away.planned")


async def hand_over(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A resident gets another worker; raises Told, Refused."""
    to_id = int(sent.word("worker"))
    return await handing_over.begin(turn, sent.actor, who, to_id, sent.word("note"))


async def read_with_reason(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A coordinator has typed why: the thread is shown to them, and the reason to the resident."""
    if sent.word("reason"):
        await reading.read_with_reason(turn, sent.actor, who, sent.word("reason"))
    return None


async def invite(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """
    A code for one resident, from a worker only; raises Refused for one who is that no longer.

    `code` was drawn before the transaction, since this may run twice.
    """
    if "worker" not in sent.actor.roles:
        raise Refused("staff.refused")
    worker, name, language = sent.actor, sent.word("name"), sent.word("language")
    person: Person | None = None
    if sent.word("how") == "together":
        person = await codes.begin_together(turn, worker, name, language)
    made = await codes.invite(
        turn,
        sent.code,
        worker_id=worker.id,
        person_id=person.id if person else None,
        name=name,
        language=language,
    )
    to = Address(worker.id, person.id if person else worker.id)
    rows = ((button("staff.together", "together", person.id),),) if person else ()
    await _hand_over(turn, to, made, name, rows)
    return None


async def invite_staff(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A code for a colleague with one role; asked of an administrator only. Raises Refused."""
    if "administrator" not in sent.actor.roles:
        raise Refused("staff.refused")
    name, role = sent.word("name"), sent.word("role")
    if _door(turn, role, sent.word("door")) == "desk":
        colleague = await signing_in.new_colleague(turn, name, role)
        made = await signing_in.make_link(turn, colleague, sent.code)
    else:
        made = await codes.invite(turn, sent.code, role=role, name=name)
    await access.note(turn, sent.actor, f"invited {role}", None)
    await _hand_over(turn, Address(sent.actor.id, sent.actor.id), made, name, ())
    return None


def _door(turn: Turn, role: str, wanted: str) -> Door:
    """Where a colleague works: raises Told where this municipality gives the role no such door."""
    chosen: Door = "desk" if wanted == "desk" and turn.house.desk else "telegram"
    if chosen not in doors_of(turn.house.pack, role):
        if not turn.house.desk:
            raise Told("staff.invite.no_desk", role=t(f"staff.role.{role}"))
        raise Told(f"staff.invite.not_by_{chosen}", role=t(f"staff.role.{role}"))
    return chosen


async def _hand_over(
    turn: Turn,
    to: Address,
    made: codes.Invitation,
    name: str,
    rows: tuple[tuple[Button, ...], ...],
) -> None:
    """The link and its picture, to pass on; only the hash is kept."""
    until = Moment(made.until)
    text = t("staff.invite.made", name=verbatim(name), link=made.link, until=until)
    await say(turn, to, Message((text,), rows, Media("qr", made.link)), purpose="answer")
    await bury(turn, to.recipient_id)


STAFF: dict[str, Effect] = WORKDAY | {
    "appointment": appointment,
    "appointment_change": appointment_change,
    "away": planned_away,
    "hand_over": hand_over,
    "invite": invite,
    "invite_staff": invite_staff,
    "read_with_reason": read_with_reason,
}
