"""What keeps anything from being forgotten. Times are microseconds, UTC."""

from __future__ import annotations

REMEMBER = (
    # Who was reminded of words that wait since `since`; reader_id 0 is the coordinators' queue.
    """CREATE TABLE answer_reminders (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        since :int NOT NULL,
        reader_id :id NOT NULL,
        at :int NOT NULL
    )""",
    "CREATE INDEX answer_reminders_resident ON answer_reminders (resident_id, since)",
    # Notices of such reminders that stand in somebody's chat.
    """CREATE TABLE answer_notices (
        message_id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        reader_id :id NOT NULL REFERENCES people
    )""",
    "CREATE INDEX answer_notices_resident ON answer_notices (resident_id)",
    # For which closed period, by the opening that ends it, a resident has been told when it is read.
    """CREATE TABLE closed_told (
        resident_id :id PRIMARY KEY REFERENCES people,
        opens_at :int NOT NULL
    )""",
    # Contact outside the chat: how (phone, visit, met, other), and who noted it.
    """CREATE TABLE contacts (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        how :text NOT NULL,
        at :int NOT NULL,
        by_id :id NOT NULL REFERENCES people,
        noted_at :int NOT NULL
    )""",
    "CREATE INDEX contacts_resident ON contacts (resident_id, at)",
    # Times in which the resident has no phone; silence then is no silence.
    """CREATE TABLE phoneless (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        begins_at :int NOT NULL,
        ends_at :int NOT NULL,
        by_id :id NOT NULL REFERENCES people
    )""",
    "CREATE INDEX phoneless_resident ON phoneless (resident_id, begins_at)",
    # Help begun before there is a decision; ended_how: decided or ended.
    """CREATE TABLE begun_help (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        began_on :text NOT NULL,
        by_id :id NOT NULL REFERENCES people,
        noted_at :int NOT NULL,
        ended_at :int,
        ended_how :text
    )""",
    "CREATE INDEX begun_help_resident ON begun_help (resident_id)",
)
