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

DEADLINES = (
    """CREATE TABLE deadlines (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        body :blob,
        since :int NOT NULL,
        revision :int NOT NULL
    )""",
    "CREATE INDEX deadlines_resident ON deadlines (resident_id)",
)

SERIES = (
    """CREATE TABLE series (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        with_id :id NOT NULL REFERENCES people,
        repeats :text NOT NULL CHECK (repeats IN ('week', 'fortnight', 'month')),
        first_at :int NOT NULL,
        minutes :int NOT NULL,
        body :blob,
        ends_on :text
    )""",
    "CREATE INDEX series_resident ON series (resident_id)",
    "CREATE INDEX series_with ON series (with_id)",
    "ALTER TABLE appointments ADD COLUMN series_id :id",
    # The day that names it in its series, also after it was moved.
    "ALTER TABLE appointments ADD COLUMN occurrence :text",
    """CREATE UNIQUE INDEX appointments_series ON appointments (series_id, occurrence)
        WHERE series_id IS NOT NULL""",
)
