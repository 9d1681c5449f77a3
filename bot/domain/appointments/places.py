"""Where one meets, on a map: for the resident who asks, and beside what is ahead where a worker reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.appointments.appointments import LABEL, Details, theirs
from bot.domain.appointments.naming import on_map, place_of
from bot.domain.errors import Told
from bot.store import appointments

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Media, Message


async def show(turn: Turn, who: Person, reference: str) -> Message:
    """
    «Vis på kart»: where it is, because the person asked just now; never sent by itself.

    Raises Told for one that is over or changed, or of which nobody has said where it is.
    """
    found = await theirs(turn, who, reference)
    details = await turn.unseal(who.id, LABEL, found.id, found.body, Details)
    place = on_map(details, who.language)
    if place is None:
        raise Told("appointment.no_map", place=place_of(details, who.language))
    return place


async def ahead(turn: Turn, who: Person) -> list[tuple[appointments.Appointment, Media | None]]:
    """What the person has ahead, soonest first, each with where it is if that is on a map."""
    found: list[tuple[appointments.Appointment, Media | None]] = []
    for one in await appointments.coming_of(turn.tx, who.id, turn.at):
        details = await turn.unseal(who.id, LABEL, one.id, one.body, Details)
        place = on_map(details, who.language)
        found.append((one, place.media if place is not None else None))
    return found
