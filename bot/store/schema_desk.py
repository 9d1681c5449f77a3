"""The tables of the desk: for whom it is a door, the links in, and who is signed in. Times: microseconds, UTC."""

from __future__ import annotations

DESK = (
    "CREATE TABLE desk_members (person_id :id PRIMARY KEY REFERENCES people, since :int NOT NULL)",
    # What opens something is kept as a hash only.
    """CREATE TABLE desk_links (
        id :id PRIMARY KEY,
        hash :blob NOT NULL UNIQUE,
        person_id :id NOT NULL REFERENCES people,
        created_at :int NOT NULL,
        expires_at :int NOT NULL,
        used_at :int
    )""",
    "CREATE INDEX desk_links_person ON desk_links (person_id)",
    """CREATE TABLE desk_sessions (
        id :id PRIMARY KEY,
        hash :blob NOT NULL UNIQUE,
        person_id :id NOT NULL REFERENCES people,
        created_at :int NOT NULL,
        seen_at :int NOT NULL,
        ends_at :int NOT NULL
    )""",
    "CREATE INDEX desk_sessions_person ON desk_sessions (person_id)",
    """CREATE TABLE desk_calls (
        person_id :id PRIMARY KEY REFERENCES people,
        address :blob,
        hours :text NOT NULL,
        wanted_at :int,
        called_at :int,
        visited_at :int
    )""",
    "CREATE INDEX desk_calls_wanted ON desk_calls (wanted_at) WHERE wanted_at IS NOT NULL",
)
