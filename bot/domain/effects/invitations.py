"""What the conversations about an invitation send: it is made, moved, cancelled, or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.appointments import appointments, changes, invitations, invited, same_time, series
from bot.domain.effects.staff import details_from, starts_from
from bot.domain.errors import Told
from bot.domain.talk import interpreter
from bot.domain.texts import t
from bot.rules.recurring import REPEATS
from bot.store import invitations as stored

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def made(turn: Turn, who: Person, sent: Sent) -> tuple[Text, ...]:
    """An appointment of it, as the worker has looked through it; raises Told for a time that has been."""
    staff, resident_id = sent.actor, int(sent.word("resident"))
    row_id = await appointments.make(
        turn,
        staff,
        resident_id,
        starts=starts_from(turn, sent),
        minutes=sent.number("length") or 0,
        details=details_from(turn, sent),
    )
    there = await invited.asked(turn, staff)
    found = there[1].found if there is not None else None
    repeats = sent.word("repeats")
    if repeats in REPEATS:
        last = found.last if found is not None and found.repeats == repeats else None
        await series.repeat(turn, staff, row_id, repeats, last=last)
    if found is not None and found.uid:
        await stored.made(turn.tx, row_id, resident_id, found.uid, found.sequence)
    await invitations.done(turn, staff)
    resident = await people.the(turn, resident_id)
    told = t("appointment.staff.made", name=resident.name)
    together = await same_time.told(turn, staff, row_id)
    return (told, *together, *await interpreter.line(turn, resident_id))


async def said_no(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """«Nei»: nothing is made, and the next that waits comes."""
    if sent.word("make") == "no":
        await invitations.done(turn, sent.actor)
    return None


async def change(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """
    What was made of it before is moved or cancelled, with what comes after it in its series; or not.

    Raises Told for one that is over, and for an invitation that is gone.
    """
    staff = sent.actor
    there = await invited.asked(turn, staff)
    if there is None or there[1].found is None:
        raise Told("invited.gone")
    about, found = there[1].about, there[1].found
    said = t("invited.left")
    if sent.word("cancel") == "yes":
        await series.end_from(turn, staff, about)
        said = await changes.cancel(turn, staff, about)
    elif sent.word("move") == "yes" and (starts := invited.moment(turn, found)) is not None:
        said = await changes.move(turn, staff, about, starts)
        await series.move_from(turn, staff, about, starts)
        moved = await appointments.planned(turn, staff, about)
        await stored.made(turn.tx, about, moved.resident_id, found.uid, found.sequence)
    await invitations.done(turn, staff)
    return said


INVITATIONS: dict[str, Effect] = {
    "invitation_made": made,
    "invitation_no": said_no,
    "invitation_change": change,
}
