"""The tables of what becomes of an application: steps, offers, decisions. Times are microseconds, UTC."""

from __future__ import annotations

ALLOCATION = (
    """CREATE TABLE case_owners (
        resident_id :id PRIMARY KEY REFERENCES people,
        owner_id :id NOT NULL REFERENCES people,
        since :int NOT NULL
    )""",
    # day: of the meeting, as YYYY-MM-DD; body: what the resident was told.
    """CREATE TABLE case_steps (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        application_id :id NOT NULL,
        step :text NOT NULL,
        day :text,
        at :int NOT NULL,
        by_id :id NOT NULL REFERENCES people,
        body :blob
    )""",
    "CREATE INDEX case_steps_application ON case_steps (application_id, at)",
    "CREATE INDEX case_steps_resident ON case_steps (resident_id, at)",
    # Until when a colleague has seen what others did: who acts on less is told first.
    """CREATE TABLE case_seen (
        person_id :id NOT NULL REFERENCES people,
        resident_id :id NOT NULL REFERENCES people,
        at :int NOT NULL,
        PRIMARY KEY (person_id, resident_id)
    )""",
    """CREATE TABLE offers (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        by_id :id NOT NULL REFERENCES people,
        body :blob,
        made_at :int NOT NULL,
        answer_by :text NOT NULL,
        state :text NOT NULL
            CHECK (state IN ('open', 'talk', 'accepted', 'declined', 'withdrawn')),
        changed_at :int NOT NULL,
        revision :int NOT NULL
    )""",
    "CREATE INDEX offers_resident ON offers (resident_id, made_at)",
    """CREATE TABLE decisions (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        by_id :id NOT NULL REFERENCES people,
        body :blob,
        made_at :int NOT NULL,
        opened_at :int
    )""",
    "CREATE INDEX decisions_resident ON decisions (resident_id, made_at)",
)
