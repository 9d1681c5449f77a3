"""What the ledger of reminders holds beside the plan. Times are microseconds, UTC."""

from __future__ import annotations

REMINDERS = (
    # When a row was first due, once it has been put off; the ledger tells of that moment.
    "ALTER TABLE timers ADD COLUMN first_due :int",
)

OUTCOMES = (
    # What became of it: missed, or NULL while nobody has said; and when that was said.
    "ALTER TABLE appointments ADD COLUMN outcome :text",
    "ALTER TABLE appointments ADD COLUMN outcome_at :int",
    """CREATE TABLE proposals (
        id :id PRIMARY KEY,
        appointment_id :id NOT NULL REFERENCES appointments,
        resident_id :id NOT NULL REFERENCES people,
        revision :int NOT NULL,
        starts_at :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('open', 'taken', 'gone'))
    )""",
    "CREATE INDEX proposals_appointment ON proposals (appointment_id)",
    "CREATE INDEX proposals_resident ON proposals (resident_id)",
)
