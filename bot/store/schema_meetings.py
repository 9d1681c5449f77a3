"""Who else comes to an appointment. Times are microseconds, UTC."""

from __future__ import annotations

MEETINGS = (
    # One who works here has staff_id; of one from outside name and role stand in body. With a series
    # it is for that occurrence and every later one.
    """CREATE TABLE participants (
        id :id PRIMARY KEY,
        appointment_id :id NOT NULL REFERENCES appointments,
        resident_id :id NOT NULL REFERENCES people,
        staff_id :id REFERENCES people,
        body :blob,
        series_id :id,
        from_day :text,
        state :text NOT NULL CHECK (state IN ('asked', 'yes', 'no', 'out')),
        since :int NOT NULL
    )""",
    "CREATE INDEX participants_appointment ON participants (appointment_id)",
    "CREATE INDEX participants_series ON participants (series_id) WHERE series_id IS NOT NULL",
    "CREATE INDEX participants_resident ON participants (resident_id)",
    "CREATE INDEX participants_staff ON participants (staff_id) WHERE staff_id IS NOT NULL",
    # What they said of one occurrence, as it stood at that revision of it.
    """CREATE TABLE participant_answers (
        participant_id :id NOT NULL REFERENCES participants ON DELETE CASCADE,
        appointment_id :id NOT NULL REFERENCES appointments,
        answer :text NOT NULL CHECK (answer IN ('coming', 'cannot')),
        revision :int NOT NULL,
        PRIMARY KEY (participant_id, appointment_id)
    )""",
)
