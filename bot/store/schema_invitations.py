"""Invitations that staff have handed in, and what was made of them. Times are microseconds, UTC."""

from __future__ import annotations

INVITATIONS = (
    # One that waits to be fetched, to be asked about, or for an answer; gone once it was answered.
    """CREATE TABLE invitations (
        id :id PRIMARY KEY,
        staff_id :id NOT NULL REFERENCES people,
        at :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('to_fetch', 'read', 'asked')),
        body :blob
    )""",
    "CREATE INDEX invitations_staff ON invitations (staff_id)",
    # The file's own name of what was made, hashed, so that a newer one of the same is known again.
    """CREATE TABLE invited (
        appointment_id :id PRIMARY KEY REFERENCES appointments,
        resident_id :id NOT NULL REFERENCES people,
        uid :text NOT NULL,
        version :int NOT NULL
    )""",
    "CREATE INDEX invited_uid ON invited (uid)",
    "CREATE INDEX invited_resident ON invited (resident_id)",
)
