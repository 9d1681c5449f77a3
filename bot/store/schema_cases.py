"""The tables of what a resident has with the municipality. Times are microseconds, UTC."""

from __future__ import annotations

THREADS = (
    # waiting_since is when the oldest unanswered words of the resident came.
    """CREATE TABLE threads (
        resident_id :id PRIMARY KEY REFERENCES people,
        last_at :int NOT NULL,
        waiting_since :int
    )""",
    "CREATE INDEX threads_waiting ON threads (waiting_since) WHERE waiting_since IS NOT NULL",
    """CREATE TABLE thread_messages (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        author_id :id NOT NULL REFERENCES people,
        inbound :int NOT NULL,
        kind :text NOT NULL,
        body :blob,
        created_at :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
        shown_id :id,
        receipt_id :id,
        sent_at :int,
        opened_at :int,
        opened_by :id REFERENCES people
    )""",
    "CREATE INDEX thread_messages_resident ON thread_messages (resident_id, created_at)",
    # A flow begun from within another goes back to it when it is done.
    "ALTER TABLE runs ADD COLUMN parent_id :id",
    "CREATE INDEX thread_messages_shown ON thread_messages (shown_id) WHERE shown_id IS NOT NULL",
    """CREATE TABLE held (
        person_id :id PRIMARY KEY REFERENCES people,
        id :id NOT NULL,
        body :blob,
        reason :text NOT NULL,
        asked_at :int NOT NULL,
        asks :int NOT NULL,
        message_id :id
    )""",
    """CREATE TABLE notices (
        reader_id :id NOT NULL REFERENCES people,
        resident_id :id NOT NULL REFERENCES people,
        message_id :id NOT NULL,
        PRIMARY KEY (reader_id, resident_id)
    )""",
    """CREATE TABLE open_persons (
        worker_id :id PRIMARY KEY REFERENCES people,
        resident_id :id NOT NULL REFERENCES people,
        since :int NOT NULL
    )""",
)

TIMERS = (
    """CREATE TABLE timers (
        id :id PRIMARY KEY,
        rule :text NOT NULL,
        subject :id NOT NULL,
        occurrence :text NOT NULL,
        revision :int NOT NULL,
        person_id :id NOT NULL REFERENCES people,
        due_at :int NOT NULL,
        useless_after :int,
        state :text NOT NULL
            CHECK (state IN ('planned', 'taken', 'done', 'skipped', 'cancelled')),
        reason :text,
        UNIQUE (rule, subject, occurrence, revision)
    )""",
    "CREATE INDEX timers_due ON timers (due_at) WHERE state = 'planned'",
    "CREATE INDEX timers_person ON timers (person_id, due_at)",
)

CASES = (
    """CREATE TABLE consents (
        id :id PRIMARY KEY,
        person_id :id NOT NULL REFERENCES people,
        recipient :text NOT NULL,
        purpose :text NOT NULL,
        given :int NOT NULL,
        at :int NOT NULL
    )""",
    "CREATE INDEX consents_person ON consents (person_id, recipient, purpose, at)",
    """CREATE TABLE codes (
        id :id PRIMARY KEY,
        hash :blob NOT NULL UNIQUE,
        kind :text NOT NULL CHECK (kind IN ('personal', 'place')),
        role :text NOT NULL,
        worker_id :id REFERENCES people,
        person_id :id REFERENCES people,
        place :text,
        name :blob,
        created_at :int NOT NULL,
        expires_at :int,
        used_at :int,
        revoked_at :int
    )""",
    "CREATE TABLE code_tries (id :id PRIMARY KEY, account_id :id NOT NULL, at :int NOT NULL)",
    "CREATE INDEX code_tries_account ON code_tries (account_id, at)",
    """CREATE TABLE tonight (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        body :blob,
        asked_at :int NOT NULL,
        rung :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('open', 'opened', 'exhausted', 'closed')),
        opened_at :int,
        opened_by :id REFERENCES people,
        told_id :id,
        reported_at :int
    )""",
    "CREATE INDEX tonight_resident ON tonight (resident_id, asked_at)",
    "CREATE INDEX tonight_open ON tonight (asked_at) WHERE opened_at IS NULL",
    """CREATE TABLE applications (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        run_id :id NOT NULL UNIQUE,
        body :blob,
        sent_at :int NOT NULL,
        complete :int NOT NULL,
        registered_at :int,
        registered_by :id REFERENCES people
    )""",
    "CREATE INDEX applications_resident ON applications (resident_id, sent_at)",
    """CREATE TABLE appointments (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        with_id :id NOT NULL REFERENCES people,
        starts_at :int NOT NULL,
        minutes :int NOT NULL,
        body :blob,
        since :int NOT NULL,
        revision :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('planned', 'cancelled')),
        answer :text NOT NULL
    )""",
    "CREATE INDEX appointments_resident ON appointments (resident_id, starts_at)",
    """CREATE TABLE tenancies (
        resident_id :id PRIMARY KEY REFERENCES people,
        id :id NOT NULL UNIQUE,
        method :text NOT NULL,
        due_day :int,
        payday :int,
        money_from :text,
        body :blob,
        since :int NOT NULL,
        remind :text NOT NULL,
        show :text NOT NULL,
        revision :int NOT NULL,
        stopped :int NOT NULL
    )""",
)
