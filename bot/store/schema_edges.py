"""What makes a flood from one person cheap: their rows of the inbox found by lane, each of their held words a row; and last words."""

from __future__ import annotations

FAREWELLS = (
    # Sealed with the person's key, which is destroyed right after: then it is said, and gone.
    """CREATE TABLE farewells (
        person_id :id PRIMARY KEY REFERENCES people,
        body :blob
    )""",
)

EDGES = (
    "CREATE INDEX inbox_lane ON inbox (lane, id) WHERE state = 'new'",
    # Beside `held`, which holds what is asked about them; its own body may hold older words.
    """CREATE TABLE held_items (
        place :sequence,
        id :id NOT NULL UNIQUE,
        person_id :id NOT NULL REFERENCES people,
        body :blob
    )""",
    "CREATE INDEX held_items_person ON held_items (person_id, place)",
)
