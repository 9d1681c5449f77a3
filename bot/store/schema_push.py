"""The browsers in which staff want to be called. Times are microseconds, UTC."""

from __future__ import annotations

PUSHES = (
    # `hash` is of the address, so that a browser stands here once; `body` has it, and its keys.
    """CREATE TABLE desk_pushes (
        hash :blob PRIMARY KEY,
        id :id NOT NULL UNIQUE,
        person_id :id NOT NULL REFERENCES people,
        at :int NOT NULL,
        body :blob
    )""",
    "CREATE INDEX desk_pushes_person ON desk_pushes (person_id)",
)
