"""The tables of who has a resident, and what happens when that changes. Times are microseconds, UTC."""

from __future__ import annotations

OWNERS = (
    # telling: the resident is told first; done: the new worker has it.
    """CREATE TABLE hand_overs (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        from_id :id REFERENCES people,
        to_id :id NOT NULL REFERENCES people,
        by_id :id NOT NULL REFERENCES people,
        body :blob,
        begun_at :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('telling', 'done', 'undone')),
        done_at :int,
        read_at :int
    )""",
    "CREATE INDEX hand_overs_resident ON hand_overs (resident_id, begun_at)",
    "CREATE INDEX messages_subject ON messages (subject_id, person_id)",
    # An appointment with somebody who is away: its reminders wait for a human's word.
    """CREATE TABLE uncovered (
        appointment_id :id PRIMARY KEY REFERENCES appointments,
        resident_id :id NOT NULL REFERENCES people,
        worker_id :id NOT NULL REFERENCES people,
        task_id :id NOT NULL,
        state :text NOT NULL CHECK (state IN ('open', 'settled'))
    )""",
    "CREATE INDEX uncovered_worker ON uncovered (worker_id) WHERE state = 'open'",
    # cut: the old account is shut; linked: the new one has opened the code.
    """CREATE TABLE phone_moves (
        id :id PRIMARY KEY,
        person_id :id NOT NULL REFERENCES people,
        account_id :id NOT NULL,
        by_id :id NOT NULL REFERENCES people,
        at :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('cut', 'linked', 'undone'))
    )""",
    "CREATE INDEX phone_moves_person ON phone_moves (person_id, at)",
    "CREATE INDEX phone_moves_account ON phone_moves (account_id)",
    # Passed away or moved away: asked by one, confirmed by another.
    """CREATE TABLE departures (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        kind :text NOT NULL CHECK (kind IN ('passed_away', 'moved_away')),
        asked_by :id NOT NULL REFERENCES people,
        asked_at :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('asked', 'confirmed', 'undone')),
        confirmed_by :id REFERENCES people,
        confirmed_at :int,
        undone_by :id REFERENCES people,
        undone_at :int
    )""",
    "CREATE INDEX departures_resident ON departures (resident_id, asked_at)",
)
