"""What sets some flows apart, by their ids: before a yes, on another's phone, in staff's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.texts import button

if TYPE_CHECKING:
    from bot.flow.message import Button

# These work before anybody has said yes to anything, and without being known.
WITHOUT_CONSENT = frozenset({"welcome", "tonight", "morning"})

# Filled in together on a worker's phone, these show the resident's own answers.
TOGETHER = frozenset({"apply", "welcome", "situation", "discharge"})

# Staff's own words about a resident: carried out, they are kept where they belong and nowhere else.
STAFFS_OWN = frozenset(
    {
        "read_reason",
        "note",
        "note_change",
        "later",
        "later_change",
        "appointment_people",
        "repair_visit",
        "repair_more",
    }
)

# About what is broken in somebody's home: the way on is the caretaker's room, never the person's.
OF_REPAIRS = frozenset({"repair_visit", "repair_more"})


def way_on(flow: str, resident_id: int) -> Button:
    """Where staff go from a conversation about somebody: back to them, or to the room it belongs to."""
    if flow in OF_REPAIRS:
        return button("broken.list.button", "repairs")
    return button("situation.person", "open", resident_id)
