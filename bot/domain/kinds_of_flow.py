"""What sets some flows apart, by their ids: before a yes, on another's phone, in staff's own words."""

from __future__ import annotations

# These work before anybody has said yes to anything, and without being known.
WITHOUT_CONSENT = frozenset({"welcome", "tonight", "morning"})

# Filled in together on a worker's phone, these show the resident's own answers.
TOGETHER = frozenset({"apply", "welcome", "situation", "discharge"})

# Staff's own words about a resident: carried out, they are kept where they belong and nowhere else.
STAFFS_OWN = frozenset(
    {"read_reason", "note", "note_change", "later", "later_change", "appointment_people"}
)
