"""The tables of what goes to the municipality's archive. Times are microseconds, UTC."""

from __future__ import annotations

ARCHIVE = (
    # scope is thread, week or message; place is empty, «2027-W10», or the message's id.
    """CREATE TABLE archive_marks (
        resident_id :id NOT NULL REFERENCES people,
        scope :text NOT NULL CHECK (scope IN ('thread', 'week', 'message')),
        place :text NOT NULL,
        to_archive :int NOT NULL,
        by_id :id NOT NULL REFERENCES people,
        at :int NOT NULL,
        PRIMARY KEY (resident_id, scope, place)
    )""",
    # message_id is the file as it stands in the chat of whoever made it, until it is taken away.
    """CREATE TABLE archive_exports (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        by_id :id NOT NULL REFERENCES people,
        at :int NOT NULL,
        period :text NOT NULL,
        message_id :id NOT NULL,
        removed_at :int
    )""",
    "CREATE INDEX archive_exports_resident ON archive_exports (resident_id, at)",
    """CREATE TABLE archived (
        thread_id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        export_id :id NOT NULL REFERENCES archive_exports
    )""",
    "CREATE INDEX archived_resident ON archived (resident_id)",
)
