"""The table of what stands on the words of a thread as an emoji. Times are microseconds, UTC."""

from __future__ import annotations

REACTIONS = (
    # One for each who reacted; `body` is the emoji, sealed with the resident's key.
    """CREATE TABLE reactions (
        thread_id :id NOT NULL,
        person_id :id NOT NULL REFERENCES people,
        resident_id :id NOT NULL REFERENCES people,
        body :blob,
        PRIMARY KEY (thread_id, person_id)
    )""",
    "CREATE INDEX reactions_resident ON reactions (resident_id)",
    "CREATE INDEX reactions_person ON reactions (person_id)",
)
