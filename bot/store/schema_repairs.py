"""The table of what is broken in homes. Times are microseconds, UTC."""

from __future__ import annotations

REPAIRS = (
    # Since when it waits, for whom, and how it stands; what it is about is sealed. caretaker_id is
    # whoever has it, none while it is every caretaker's.
    """CREATE TABLE repairs (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        need :int NOT NULL,
        state :text NOT NULL
            CHECK (state IN ('new', 'opened', 'seen', 'asked', 'coming', 'done', 'over')),
        since :int NOT NULL,
        caretaker_id :id REFERENCES people,
        task_id :id,
        appointment_id :id,
        ended_at :int,
        body :blob
    )""",
    "CREATE INDEX repairs_open ON repairs (need, since) WHERE ended_at IS NULL",
    "CREATE INDEX repairs_resident ON repairs (resident_id, since)",
)
