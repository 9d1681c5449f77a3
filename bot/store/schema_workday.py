"""The tables of a worker's day: notes, answers shared by the team, messages for later."""

from __future__ import annotations

WORKDAY = (
    # Under the resident's key: a note about somebody is theirs to have erased.
    """CREATE TABLE staff_notes (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        author_id :id NOT NULL REFERENCES people,
        body :blob,
        written_at :int NOT NULL,
        changed_at :int,
        removed_at :int
    )""",
    "CREATE INDEX staff_notes_resident ON staff_notes (resident_id, written_at)",
    # Under the staff key: it is about nobody.
    """CREATE TABLE saved_answers (
        id :id PRIMARY KEY,
        author_id :id NOT NULL REFERENCES people,
        body :blob NOT NULL,
        saved_at :int NOT NULL,
        removed_at :int
    )""",
    """CREATE TABLE later_messages (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        author_id :id NOT NULL REFERENCES people,
        body :blob,
        send_at :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('planned', 'sent', 'undone', 'passed_on'))
    )""",
    "CREATE INDEX later_messages_author ON later_messages (author_id) WHERE state = 'planned'",
    "CREATE INDEX later_messages_resident ON later_messages (resident_id)",
    # What asks who needs somebody, and what did not go out.
    "CREATE INDEX tasks_open_all ON tasks (kind) WHERE state = 'open'",
    "CREATE INDEX deliveries_not_sent ON deliveries (settled_at) WHERE state IN ('failed', 'dropped')",
)
