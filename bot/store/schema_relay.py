"""The tables of what crosses between a resident and staff. Times are microseconds, UTC."""

from __future__ import annotations

RELAY = (
    "ALTER TABLE thread_messages ADD COLUMN edited_at :int",
    "ALTER TABLE thread_messages ADD COLUMN deleted_at :int",
    "ALTER TABLE thread_messages ADD COLUMN deleted_by :id",
    """CREATE INDEX thread_messages_receipt ON thread_messages (receipt_id)
        WHERE receipt_id IS NOT NULL""",
    # own_id is our id of the writer's own line in the writer's chat; an album has several.
    """CREATE TABLE own_lines (
        own_id :id PRIMARY KEY,
        thread_id :id NOT NULL,
        resident_id :id NOT NULL REFERENCES people,
        part :int NOT NULL
    )""",
    "CREATE INDEX own_lines_thread ON own_lines (thread_id)",
    "CREATE INDEX own_lines_resident ON own_lines (resident_id)",
    # Which of our messages shows which of the thread's to whom; `place` is the paragraph, or the
    # file where it is below zero.
    """CREATE TABLE showings (
        shown_id :id NOT NULL,
        thread_id :id NOT NULL,
        reader_id :id NOT NULL REFERENCES people,
        resident_id :id NOT NULL REFERENCES people,
        place :int NOT NULL,
        PRIMARY KEY (shown_id, thread_id, place)
    )""",
    "CREATE INDEX showings_thread ON showings (thread_id)",
    "CREATE INDEX showings_resident ON showings (resident_id)",
    "CREATE INDEX showings_reader ON showings (reader_id)",
    # Parts wait until the album is whole; afterwards they say where a late one belongs.
    """CREATE TABLE album_parts (
        id :id PRIMARY KEY,
        person_id :id NOT NULL REFERENCES people,
        album :text NOT NULL,
        number :int NOT NULL,
        own_id :id,
        thread_id :id,
        waits :int NOT NULL,
        body :blob
    )""",
    "CREATE INDEX album_parts_own ON album_parts (own_id) WHERE own_id IS NOT NULL",
    "CREATE INDEX album_parts_person ON album_parts (person_id, album)",
    "CREATE INDEX album_parts_waiting ON album_parts (person_id) WHERE waits = 1",
)
