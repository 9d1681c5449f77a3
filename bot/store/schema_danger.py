"""Flags of words that may mean danger, the safety contact, the peer inbox, interpreters.

Times are microseconds, UTC; every body is sealed with the resident's key.
"""

from __future__ import annotations

DANGER = (
    """CREATE TABLE danger_flags (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        task_id :id NOT NULL,
        body :blob,
        created_at :int NOT NULL,
        last_at :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('open', 'done')),
        shown_id :id,
        shown_at :int,
        opened_at :int,
        opened_by :id REFERENCES people,
        outcome :blob,
        done_at :int,
        done_by :id REFERENCES people
    )""",
    "CREATE INDEX danger_flags_resident ON danger_flags (resident_id, created_at)",
    # Whom it has been put before: they may read what was flagged, and nothing else for it.
    """CREATE TABLE danger_told (
        flag_id :id NOT NULL REFERENCES danger_flags,
        staff_id :id NOT NULL REFERENCES people,
        resident_id :id NOT NULL REFERENCES people,
        PRIMARY KEY (flag_id, staff_id)
    )""",
    "CREATE INDEX danger_told_resident ON danger_told (resident_id, staff_id)",
    """CREATE TABLE safety_contacts (
        resident_id :id PRIMARY KEY REFERENCES people,
        id :id NOT NULL UNIQUE,
        body :blob,
        since :int NOT NULL
    )""",
    """CREATE TABLE peer_threads (
        resident_id :id PRIMARY KEY REFERENCES people,
        consultant_id :id REFERENCES people,
        last_at :int NOT NULL,
        waiting_since :int
    )""",
    """CREATE TABLE peer_messages (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        author_id :id NOT NULL REFERENCES people,
        inbound :int NOT NULL,
        body :blob,
        created_at :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
        shown_id :id,
        receipt_id :id,
        opened_at :int,
        opened_by :id REFERENCES people
    )""",
    "CREATE INDEX peer_messages_resident ON peer_messages (resident_id, created_at)",
    "CREATE INDEX peer_messages_shown ON peer_messages (shown_id) WHERE shown_id IS NOT NULL",
    """CREATE TABLE interpreters (
        resident_id :id PRIMARY KEY REFERENCES people,
        id :id NOT NULL UNIQUE,
        body :blob,
        since :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('wanted', 'booked', 'over'))
    )""",
)
