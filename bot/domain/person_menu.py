"""What can be done for the person who is open: a little at hand, the rest behind «Mer»."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import access, people
from bot.domain.danger import safety_contact
from bot.domain.errors import Refused
from bot.domain.relay import thread_access
from bot.domain.texts import button, lines, t
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message
    from bot.rules.access import Relation, Verb


class Offer(NamedTuple):
    """
    A button about the person who is open: its label, what it does, and what one must be allowed.

    A `wide` one has a row of its own, because of its words or so that it is not pressed by mistake.
    """

    key: str
    does: str
    verb: Verb
    thing: Thing
    wide: bool = False


DAY = (
    Offer("notes.button", "notes", "write", Thing.STAFF_NOTES),
    Offer("saved.button", "saved_for", "write", Thing.THREAD),
    Offer("planned.write", "later", "write", Thing.THREAD),
    Offer("urgent.button", "urgent", "write", Thing.THREAD),
    Offer("threat.button", "threat", "write", Thing.THREAD, wide=True),
)
"""What a day's work needs, first behind «Mer»."""
AT_HAND = (Offer("staff.appointment", "appointment", "write", Thing.APPOINTMENTS),)
MORE = (
    Offer("staff.situation", "situation", "write", Thing.APPOINTMENTS),
    Offer("leaving.staff.door", "stay", "write", Thing.DISCHARGE),
    Offer("archive.menu", "archive", "write", Thing.EXPORT),
    Offer("handing.button", "hand_over", "write", Thing.HAND_OVER),
    Offer("phone.button", "new_phone", "write", Thing.NEW_PHONE),
    Offer("departed.button", "departed", "write", Thing.HAND_OVER),
    Offer("handing.note.button", "hand_over_note", "read", Thing.STAFF_NOTES),
    Offer("interpreter.staff.button", "interpreter_of", "write", Thing.INTERPRETER),
    Offer("contact.door", "reached", "write", Thing.THREAD),
    Offer("phoneless.door", "phoneless", "write", Thing.THREAD),
    Offer("begun.door", "begun", "write", Thing.THREAD),
    Offer("follow_up.staff.door", "person_follow_up", "write", Thing.THREAD),
)


def at_hand(staff: Person, stands: Relation, resident_id: int) -> tuple[tuple[Button, ...], ...]:
    """One row of what is needed most, and «Mer» where there is more."""
    near = tuple(_button(one, resident_id) for one in _may(AT_HAND, staff, stands))
    if _may((*DAY, *MORE), staff, stands):
        near = (*near, button("staff.more", "person", resident_id))
    return (near,) if near else ()


async def more(turn: Turn, staff: Person, resident_id: int) -> Message:
    """Everything else that this person may do for that resident; raises Refused for one who may nothing."""
    stands = await thread_access.stands(turn, staff, resident_id)
    found = _may((*DAY, *MORE), staff, stands)
    if not found:
        raise Refused("staff.refused")
    rows = _rows(found, resident_id)
    if await safety_contact.offered(turn, staff, resident_id):
        # Not theirs to read as it is: it opens with a typed reason, which the person is told.
        rows = (*rows, (button("safety.staff.button", "safety", resident_id),))
    resident = await people.the(turn, resident_id)
    back = (button("menu.button.back", "open", resident_id), button("menu.button.menu", "menu"))
    return lines(t("staff.more.title", name=resident.name), rows=(*rows, back))


def _may(offers: tuple[Offer, ...], staff: Person, stands: Relation) -> list[Offer]:
    return [one for one in offers if access.allowed(staff, one.verb, one.thing, stands)]


def _rows(offers: list[Offer], resident_id: int) -> tuple[tuple[Button, ...], ...]:
    """Two beside each other, so that all of it is seen at once on a phone."""
    rows: list[tuple[Button, ...]] = []
    half = False
    for offer in offers:
        one = _button(offer, resident_id)
        if half and not offer.wide:
            rows[-1] = (*rows[-1], one)
        else:
            rows.append((one,))
        half = not offer.wide and not half
    return tuple(rows)


def _button(offer: Offer, resident_id: int) -> Button:
    return button(offer.key, offer.does, resident_id)
