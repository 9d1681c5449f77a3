"""The table of files that staff sent from the desk, which no channel keeps for us. Times are microseconds, UTC."""

from __future__ import annotations

FILES = (
    # Sealed with the resident's key. `thread_id` is the message they belong to, none before it is sent.
    """CREATE TABLE sent_files (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        author_id :id NOT NULL REFERENCES people,
        thread_id :id,
        kind :text NOT NULL,
        type :text NOT NULL,
        name :text NOT NULL,
        at :int NOT NULL,
        body :blob
    )""",
    "CREATE INDEX sent_files_resident ON sent_files (resident_id)",
    "CREATE INDEX sent_files_thread ON sent_files (thread_id) WHERE thread_id IS NOT NULL",
    "CREATE INDEX sent_files_unsent ON sent_files (at) WHERE thread_id IS NULL",
)
