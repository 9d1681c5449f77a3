"""What an appointment is called and where it is, in the reader's language, as it was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain.texts import t
from bot.flow import Choice
from bot.flow.message import Media, Message, Text, verbatim
from bot.pack import Words

if TYPE_CHECKING:
    from bot.domain.appointments.appointments import Details
    from bot.pack.parts.meetings import AppointmentKind
    from bot.pack.schema import Pack

NOWHERE = verbatim("")


class Spot(msgspec.Struct, frozen=True):
    """A place of the municipality's as it was when the appointment was made, in degrees on the map."""

    name: Words
    address: str
    latitude: float
    longitude: float


def kind_of(details: Details, language: str) -> Text:
    """What it is called."""
    if details.known_as is None:
        return details.kind
    return verbatim(details.known_as.in_language(language))


def place_of(details: Details, language: str) -> Text:
    """Where it is: the place, with the address when one was given."""
    spot = details.spot
    if spot is not None and details.place == NOWHERE:
        name = verbatim(spot.name.in_language(language))
        return t("appointment.place", place=name, address=spot.address)
    if not details.address:
        return details.place
    if details.place == NOWHERE:
        return verbatim(details.address)
    return t("appointment.place", place=details.place, address=details.address)


def on_map(details: Details, language: str) -> Message | None:
    """The place on a map; None where nobody has said where that is."""
    if details.spot is None:
        return None
    spot = details.spot
    facts = (("title", spot.name.in_language(language)), ("address", spot.address))
    return Message((), media=Media("venue", f"{spot.latitude},{spot.longitude}", facts=facts))


def kind_in(pack: Pack, id_: str) -> AppointmentKind | None:
    """The kind of this id, if the pack names it today."""
    return next((one for one in pack.appointment_kinds if one.id == id_), None)


def spot_in(pack: Pack, id_: str) -> Spot | None:
    """The place of this id; «office» is where one goes in, if the pack says where on the map that is."""
    office = pack.office
    if id_ == "office" and office.latitude is not None and office.longitude is not None:
        return Spot(office.name, office.address, office.latitude, office.longitude)
    for one in pack.meeting_places:
        if one.id == id_:
            return Spot(one.name, one.address, one.latitude, one.longitude)
    return None


def kinds(pack: Pack, language: str) -> tuple[Choice, ...]:
    """What a worker can choose, each with what the resident will read where that is another name."""
    return tuple(Choice(one.id, _label(one, language)) for one in pack.appointment_kinds)


def places(pack: Pack, language: str) -> tuple[Choice, ...]:
    """The places a worker can choose."""
    return tuple(
        Choice(one.id, verbatim(one.name.in_language(language))) for one in pack.meeting_places
    )


def _label(kind: AppointmentKind, language: str) -> Text:
    name, shown = kind.name.in_language(language), kind.shown.in_language(language)
    if name == shown:
        return verbatim(name)
    return t("appointment.kind.choice", text=name, shown=shown)
