"""The tables, described once for both databases.

Times are microseconds since 1970 in UTC (`to_us`). A blob is sealed with the key of the person
whom the row is about, bound to its row id; SEALED names them all, and erasure empties them.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.store import schema_workday
from bot.store.migrations import Step
from bot.store.schema_allocation import ALLOCATION
from bot.store.schema_archive import ARCHIVE
from bot.store.schema_cases import CASES, THREADS, TIMERS
from bot.store.schema_danger import DANGER
from bot.store.schema_desk import DESK
from bot.store.schema_discharge import DISCHARGE
from bot.store.schema_edges import EDGES, FAREWELLS
from bot.store.schema_files import FILES
from bot.store.schema_invitations import INVITATIONS
from bot.store.schema_meetings import MEETINGS
from bot.store.schema_owners import OWNERS
from bot.store.schema_push import PUSHES
from bot.store.schema_reactions import REACTIONS
from bot.store.schema_relay import RELAY
from bot.store.schema_remember import REMEMBER
from bot.store.schema_reminders import DEADLINES, OUTCOMES, REMINDERS, SERIES
from bot.store.schema_repairs import REPAIRS

PEOPLE = (
    """CREATE TABLE people (
        id :id PRIMARY KEY,
        state :text NOT NULL CHECK (state IN ('provisional', 'active', 'erased')),
        language :text NOT NULL,
        created_at :int NOT NULL,
        erase_at :int,
        profile :blob
    )""",
    "CREATE INDEX people_erase ON people (erase_at) WHERE erase_at IS NOT NULL",
    """CREATE TABLE accounts (
        id :id PRIMARY KEY,
        person_id :id NOT NULL REFERENCES people,
        platform :text NOT NULL,
        chat :blob,
        valid_from :int NOT NULL,
        valid_to :int,
        blocked_at :int
    )""",
    "CREATE INDEX accounts_person ON accounts (person_id)",
    """CREATE TABLE roles (
        id :id PRIMARY KEY,
        person_id :id NOT NULL REFERENCES people,
        role :text NOT NULL,
        valid_from :int NOT NULL,
        valid_to :int
    )""",
    "CREATE INDEX roles_person ON roles (person_id)",
    "CREATE INDEX roles_role ON roles (role)",
    """CREATE TABLE assignments (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        worker_id :id NOT NULL REFERENCES people,
        valid_from :int NOT NULL,
        valid_to :int
    )""",
    "CREATE INDEX assignments_resident ON assignments (resident_id)",
    "CREATE INDEX assignments_worker ON assignments (worker_id)",
    """CREATE TABLE stand_ins (
        id :id PRIMARY KEY,
        worker_id :id NOT NULL REFERENCES people,
        stand_in_id :id REFERENCES people,
        valid_from :int NOT NULL,
        valid_to :int
    )""",
    "CREATE INDEX stand_ins_worker ON stand_ins (worker_id)",
    "CREATE INDEX stand_ins_stand_in ON stand_ins (stand_in_id)",
)

INBOX = (
    # id is the order of arrival; seal_id is made before the insert and binds the payload.
    """CREATE TABLE inbox (
        id :sequence,
        seal_id :id NOT NULL,
        source :text NOT NULL,
        external_id :text NOT NULL,
        lane :text NOT NULL,
        day :text NOT NULL,
        payload :blob,
        received_at :int NOT NULL,
        state :text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'parked')),
        tries :int NOT NULL DEFAULT 0,
        error_type :text,
        error_place :text,
        UNIQUE (source, external_id)
    )""",
    "CREATE INDEX inbox_new ON inbox (id) WHERE state = 'new'",
)

RUNS = (
    """CREATE TABLE runs (
        id :id PRIMARY KEY,
        subject_id :id NOT NULL REFERENCES people,
        actor_id :id NOT NULL REFERENCES people,
        flow :text NOT NULL,
        version :int NOT NULL,
        state :text NOT NULL CHECK (state IN ('open', 'paused', 'done', 'dropped')),
        body :blob,
        created_at :int NOT NULL,
        updated_at :int NOT NULL
    )""",
    "CREATE INDEX runs_actor ON runs (actor_id)",
    "CREATE INDEX runs_subject ON runs (subject_id)",
    """CREATE TABLE screens (
        person_id :id PRIMARY KEY REFERENCES people,
        message_id :id NOT NULL,
        run_id :id,
        buried :bool NOT NULL,
        shown_at :int NOT NULL
    )""",
)

MESSAGES = (
    """CREATE TABLE messages (
        id :id PRIMARY KEY,
        person_id :id NOT NULL REFERENCES people,
        purpose :text NOT NULL,
        subject_id :id REFERENCES people,
        created_at :int NOT NULL,
        state :text NOT NULL
            CHECK (state IN ('received', 'waiting', 'sent', 'failed', 'unknown', 'gone'))
    )""",
    "CREATE INDEX messages_person ON messages (person_id, created_at)",
    """CREATE TABLE platform_messages (
        account_id :id NOT NULL,
        platform_message_id :id NOT NULL,
        message_id :id NOT NULL REFERENCES messages ON DELETE CASCADE,
        sent_at :int NOT NULL,
        PRIMARY KEY (account_id, platform_message_id)
    )""",
    "CREATE INDEX platform_messages_message ON platform_messages (message_id)",
    # place is the order of queueing; it stays when a newer content takes a waiting one's place.
    """CREATE TABLE deliveries (
        place :sequence,
        id :id NOT NULL UNIQUE,
        recipient_id :id NOT NULL REFERENCES people,
        subject_id :id NOT NULL REFERENCES people,
        stream :text NOT NULL,
        priority :int NOT NULL,
        purpose :text NOT NULL,
        kind :text NOT NULL CHECK (kind IN ('send', 'edit', 'delete')),
        message_id :id REFERENCES messages,
        body :blob,
        state :text NOT NULL DEFAULT 'queued'
            CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'dropped')),
        not_before :int NOT NULL,
        expires_at :int,
        tries :int NOT NULL DEFAULT 0,
        reason :text,
        created_at :int NOT NULL,
        settled_at :int
    )""",
    """CREATE INDEX deliveries_queued ON deliveries
        (priority, place, not_before, expires_at, stream, recipient_id) WHERE state = 'queued'""",
    "CREATE INDEX deliveries_open ON deliveries (stream, place) WHERE settled_at IS NULL",
    "CREATE INDEX deliveries_message ON deliveries (message_id)",
    "CREATE INDEX deliveries_sending ON deliveries (place) WHERE state = 'sending'",
)

WORK = (
    """CREATE TABLE tasks (
        id :id PRIMARY KEY,
        kind :text NOT NULL,
        subject_id :id REFERENCES people,
        owner_role :text NOT NULL,
        owner_id :id REFERENCES people,
        state :text NOT NULL CHECK (state IN ('open', 'done')),
        due_at :int,
        created_at :int NOT NULL,
        done_at :int,
        done_by :id REFERENCES people,
        note :blob
    )""",
    "CREATE INDEX tasks_open ON tasks (owner_role, due_at) WHERE state = 'open'",
    "CREATE INDEX tasks_subject ON tasks (subject_id)",
    """CREATE TABLE audit (
        id :id PRIMARY KEY,
        at :int NOT NULL,
        actor_id :id NOT NULL,
        action :text NOT NULL,
        subject_id :id,
        reason :blob
    )""",
    "CREATE INDEX audit_subject ON audit (subject_id, at)",
    "CREATE TABLE settings_kv (key :text PRIMARY KEY, value :text NOT NULL)",
)

STEPS = (
    Step("0001-first", PEOPLE + INBOX + RUNS + MESSAGES + WORK),
    Step("0002-cases", THREADS + TIMERS + CASES),
    Step("0003-relay", RELAY),
    Step("0004-workday", schema_workday.WORKDAY),
    Step("0005-owners", OWNERS),
    Step("0006-remember", REMEMBER),
    Step("0007-danger", DANGER),
    Step("0008-archive", ARCHIVE),
    Step("0009-edges", EDGES),
    Step("0010-reminders", REMINDERS),
    Step("0010-reminders-outcomes", OUTCOMES),
    Step("0010-reminders-deadlines", DEADLINES),
    Step("0010-reminders-series", SERIES),
    Step("0011-desk", DESK),
    Step("0011-farewells", FAREWELLS),
    Step("0012-reactions", REACTIONS),
    Step("0013-meetings", MEETINGS),
    Step("0014-invitations", INVITATIONS),
    Step("0015-discharge", DISCHARGE),
    Step("0016-files", FILES),
    Step("0017-repairs", REPAIRS),
    Step("0018-allocation", ALLOCATION),
    Step("0019-pushes", PUSHES),
)


class Sealed(NamedTuple):
    """A sealed column, and the column that says whose key seals it."""

    table: str
    column: str
    person: str


# inbox.payload is not here: its key is the day's. Nor audit.reason, though its key is the person's:
# rows of the audit are never changed, and it is unreadable once the key is gone.
# saved_answers.body is about nobody: its key is the staff's.
SEALED = (
    Sealed("people", "profile", "id"),
    Sealed("accounts", "chat", "person_id"),
    Sealed("runs", "body", "subject_id"),
    Sealed("deliveries", "body", "subject_id"),
    Sealed("tasks", "note", "subject_id"),
    Sealed("staff_notes", "body", "resident_id"),
    Sealed("later_messages", "body", "resident_id"),
    Sealed("thread_messages", "body", "resident_id"),
    Sealed("held", "body", "person_id"),
    Sealed("held_items", "body", "person_id"),
    Sealed("farewells", "body", "person_id"),
    Sealed("tonight", "body", "resident_id"),
    Sealed("applications", "body", "resident_id"),
    Sealed("case_steps", "body", "resident_id"),
    Sealed("offers", "body", "resident_id"),
    Sealed("decisions", "body", "resident_id"),
    Sealed("appointments", "body", "resident_id"),
    Sealed("participants", "body", "resident_id"),
    Sealed("tenancies", "body", "resident_id"),
    Sealed("album_parts", "body", "person_id"),
    Sealed("reactions", "body", "resident_id"),
    Sealed("sent_files", "body", "resident_id"),
    Sealed("deadlines", "body", "resident_id"),
    Sealed("series", "body", "resident_id"),
    Sealed("discharges", "body", "resident_id"),
    Sealed("hand_overs", "body", "resident_id"),
    Sealed("danger_flags", "body", "resident_id"),
    Sealed("danger_flags", "outcome", "resident_id"),
    Sealed("safety_contacts", "body", "resident_id"),
    Sealed("peer_messages", "body", "resident_id"),
    Sealed("interpreters", "body", "resident_id"),
    Sealed("invitations", "body", "staff_id"),
    Sealed("desk_calls", "address", "person_id"),
    Sealed("repairs", "body", "resident_id"),
    Sealed("desk_pushes", "body", "person_id"),
)
