"""What a pack says about appointments must make sense: kinds, offsets, and places on a map."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.rules.reminders import OFFSET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.pack.parts.base import Words
    from bot.pack.parts.meetings import MeetingPlace
    from bot.pack.schema import Pack

NORTH, EAST = 90, 180


def meeting_problems(pack: Pack) -> Iterator[str]:
    """Each mistake as a sentence that begins with its key."""
    if not pack.appointment_kinds:
        yield "appointment_kinds is empty; name at least one kind of appointment."
    for place, kind in enumerate(pack.appointment_kinds):
        for offset in kind.reminders or ():
            if not OFFSET.fullmatch(offset):
                yield (
                    f"appointment_kinds[{place}].reminders has «{offset}»; write days or hours "
                    "such as 3d or 2h."
                )
    yield from _alike("appointment_kinds", [kind.name for kind in pack.appointment_kinds])
    yield from _alike("meeting_places", [place.name for place in pack.meeting_places])
    for number, spot in enumerate(pack.meeting_places):
        yield from _where(f"meeting_places[{number}]", spot)
    if (pack.office.latitude is None) != (pack.office.longitude is None):
        yield "office needs both latitude and longitude, or neither."


def _where(key: str, spot: MeetingPlace) -> Iterator[str]:
    if not spot.address.strip():
        yield f"{key}.address is empty; write where it is."
    if abs(spot.latitude) > NORTH:
        yield f"{key}.latitude must be from -90 to 90, not {spot.latitude}."
    if abs(spot.longitude) > EAST:
        yield f"{key}.longitude must be from -180 to 180, not {spot.longitude}."


def _alike(key: str, names: Iterable[Words]) -> Iterator[str]:
    named = list(names)
    for language in ("nb", "en"):
        counted = Counter(one.in_language(language).casefold() for one in named)
        for name in (one for one, count in counted.items() if count > 1):
            yield f"{key} has two named «{name}»; give each its own name."
