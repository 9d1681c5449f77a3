"""What a resident has with the municipality: consents, codes, tonight, applications, appointments, rent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Row, Tx


async def say_consent(
    tx: Tx, consent_id: int, person_id: int, recipient: str, purpose: str, given: bool, at: int
) -> None:
    """Log a yes or a no for one recipient and purpose; the newest counts."""
    await tx.execute(
        "INSERT INTO consents (id, person_id, recipient, purpose, given, at) VALUES (?,?,?,?,?,?)",
        consent_id,
        person_id,
        recipient,
        purpose,
        int(given),
        at,
    )


async def consented(tx: Tx, person_id: int, recipient: str, purpose: str) -> bool:
    """Whether the newest answer for this recipient and purpose is yes; unasked is no."""
    return bool(
        await tx.value(
            "SELECT given FROM consents WHERE person_id = ? AND recipient = ? AND purpose = ? "
            "ORDER BY at DESC, id DESC LIMIT 1",
            person_id,
            recipient,
            purpose,
        )
    )


class Code(msgspec.Struct, frozen=True):
    """A way in: `kind` is personal (once, expiring) or place (for many, revocable)."""

    id: int
    hash: bytes
    kind: str
    role: str
    worker_id: int | None
    person_id: int | None
    place: str | None
    name: bytes | None
    created_at: int
    expires_at: int | None
    used_at: int | None = None
    revoked_at: int | None = None


_CODE = (
    "id, hash, kind, role, worker_id, person_id, place, name, created_at, expires_at, used_at,"
    " revoked_at"
)


async def add_code(tx: Tx, code: Code) -> None:
    """Keep a code, as a hash only."""
    await tx.execute(
        f"INSERT INTO codes ({_CODE}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(code),
    )


async def code(tx: Tx, digest: bytes) -> Code | None:
    """The code with this hash, used or not."""
    row = await tx.one(f"SELECT {_CODE} FROM codes WHERE hash = ?", digest)
    if not row:
        return None
    return Code(row[0], bytes(row[1]), *(row[i] for i in range(2, 12)))


async def use_code(tx: Tx, code_id: int, at: int) -> None:
    """A personal code works once; the name that came with it is the person's own from now on."""
    await tx.execute("UPDATE codes SET used_at = ?, name = NULL WHERE id = ?", at, code_id)


async def revoke_place(tx: Tx, place: str, at: int) -> int:
    """End every code of a place; how many."""
    return await tx.count(
        "UPDATE codes SET revoked_at = ? WHERE place = ? AND revoked_at IS NULL", at, place
    )


async def note_wrong_code(tx: Tx, row_id: int, account_id: int, at: int) -> None:
    """Remember a failed attempt, without the code."""
    await tx.execute(
        "INSERT INTO code_tries (id, account_id, at) VALUES (?,?,?)", row_id, account_id, at
    )


async def wrong_codes(tx: Tx, account_id: int, since: int) -> int:
    """How many attempts failed from this account since then."""
    return (
        await tx.value(
            "SELECT COUNT(*) FROM code_tries WHERE account_id = ? AND at > ?", account_id, since
        )
        or 0
    )


class Tonight(msgspec.Struct, frozen=True):
    """A request for a safe place tonight; `body` is sealed JSON of what the person told."""

    id: int
    resident_id: int
    body: bytes
    asked_at: int
    rung: int = 0
    state: str = "open"
    opened_at: int | None = None
    opened_by: int | None = None
    told_id: int | None = None
    reported_at: int | None = None


_TONIGHT = (
    "id, resident_id, body, asked_at, rung, state, opened_at, opened_by, told_id, reported_at"
)


def _tonight(row: Row) -> Tonight:
    return Tonight(row[0], row[1], bytes(row[2]), *(row[i] for i in range(3, 10)))


async def add_tonight(tx: Tx, request: Tonight) -> None:
    """Keep a request."""
    await tx.execute(
        f"INSERT INTO tonight ({_TONIGHT}) VALUES (?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(request),
    )


async def tonight(tx: Tx, request_id: int) -> Tonight | None:
    """One request."""
    row = await tx.one(f"SELECT {_TONIGHT} FROM tonight WHERE id = ?", request_id)
    return _tonight(row) if row else None


async def tonight_since(tx: Tx, resident_id: int, since: int) -> Tonight | None:
    """The person's newest request asked after `since`."""
    row = await tx.one(
        f"SELECT {_TONIGHT} FROM tonight WHERE resident_id = ? AND asked_at > ? "
        "ORDER BY asked_at DESC LIMIT 1",
        resident_id,
        since,
    )
    return _tonight(row) if row else None


async def tonight_opener(tx: Tx, resident_id: int, since: int) -> int | None:
    """Who has the person's newest request that was asked or opened after `since`."""
    found: int | None = await tx.value(
        "SELECT opened_by FROM tonight WHERE resident_id = ? AND opened_by IS NOT NULL "
        "AND (asked_at > ? OR opened_at > ?) ORDER BY asked_at DESC LIMIT 1",
        resident_id,
        since,
        since,
    )
    return found


async def tonight_unopened(tx: Tx) -> list[Tonight]:
    """Requests that nobody has opened, oldest first."""
    rows = await tx.all(
        f"SELECT {_TONIGHT} FROM tonight WHERE state = 'open' AND opened_at IS NULL "
        "ORDER BY asked_at"
    )
    return [_tonight(row) for row in rows]


async def change_tonight(tx: Tx, request: Tonight) -> None:
    """Write a request as it now is."""
    await tx.execute(
        "UPDATE tonight SET body = ?, rung = ?, state = ?, opened_at = ?, opened_by = ?, "
        "told_id = ?, reported_at = ? WHERE id = ?",
        request.body,
        request.rung,
        request.state,
        request.opened_at,
        request.opened_by,
        request.told_id,
        request.reported_at,
        request.id,
    )


class Application(msgspec.Struct, frozen=True):
    """What was handed in; `body` is the sealed JSON of the answers as they stood."""

    id: int
    resident_id: int
    run_id: int
    body: bytes
    sent_at: int
    complete: bool
    registered_at: int | None = None
    registered_by: int | None = None


_APPLICATION = "id, resident_id, run_id, body, sent_at, complete, registered_at, registered_by"


def _application(row: Row) -> Application:
    return Application(row[0], row[1], row[2], bytes(row[3]), row[4], bool(row[5]), row[6], row[7])


async def hand_in(tx: Tx, application: Application) -> None:
    """Keep what was handed in; a later sending of the same run fills in the rest and keeps its date."""
    await tx.execute(
        f"INSERT INTO applications ({_APPLICATION}) VALUES (?,?,?,?,?,?,?,?) "
        "ON CONFLICT (run_id) DO UPDATE SET body = excluded.body, complete = excluded.complete",
        application.id,
        application.resident_id,
        application.run_id,
        application.body,
        application.sent_at,
        int(application.complete),
        application.registered_at,
        application.registered_by,
    )


async def application(tx: Tx, application_id: int) -> Application | None:
    """One application."""
    row = await tx.one(f"SELECT {_APPLICATION} FROM applications WHERE id = ?", application_id)
    return _application(row) if row else None


async def application_of_run(tx: Tx, run_id: int) -> Application | None:
    """What this run handed in."""
    row = await tx.one(f"SELECT {_APPLICATION} FROM applications WHERE run_id = ?", run_id)
    return _application(row) if row else None


async def newest_application(tx: Tx, resident_id: int) -> Application | None:
    """The resident's newest application."""
    row = await tx.one(
        f"SELECT {_APPLICATION} FROM applications WHERE resident_id = ? "
        "ORDER BY sent_at DESC, id DESC LIMIT 1",
        resident_id,
    )
    return _application(row) if row else None


async def register_application(tx: Tx, application_id: int, by: int, at: int) -> None:
    """A human has marked it as registered; the first mark stands."""
    await tx.execute(
        "UPDATE applications SET registered_at = ?, registered_by = ? "
        "WHERE id = ? AND registered_at IS NULL",
        at,
        by,
        application_id,
    )


class Appointment(msgspec.Struct, frozen=True):
    """
    A meeting; `body` is sealed JSON of place and kind; `answer` is none, coming, moving or talking.

    `since` is when this revision of it was made.
    """

    id: int
    resident_id: int
    with_id: int
    starts_at: int
    minutes: int
    body: bytes
    since: int
    revision: int = 0
    state: str = "planned"
    answer: str = "none"


_APPOINTMENT = "id, resident_id, with_id, starts_at, minutes, body, since, revision, state, answer"


def _appointment(row: Row) -> Appointment:
    return Appointment(
        row[0], row[1], row[2], row[3], row[4], bytes(row[5]), *(row[i] for i in range(6, 10))
    )


async def add_appointment(tx: Tx, appointment: Appointment) -> None:
    """Keep an appointment."""
    await tx.execute(
        f"INSERT INTO appointments ({_APPOINTMENT}) VALUES (?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(appointment),
    )


async def appointment(tx: Tx, appointment_id: int) -> Appointment | None:
    """One appointment."""
    row = await tx.one(f"SELECT {_APPOINTMENT} FROM appointments WHERE id = ?", appointment_id)
    return _appointment(row) if row else None


async def coming_appointments(tx: Tx, resident_id: int, now: int) -> list[Appointment]:
    """What the resident has ahead, soonest first."""
    rows = await tx.all(
        f"SELECT {_APPOINTMENT} FROM appointments WHERE resident_id = ? AND starts_at > ? "
        "AND state = 'planned' ORDER BY starts_at",
        resident_id,
        now,
    )
    return [_appointment(row) for row in rows]


async def appointments_of(tx: Tx, with_id: int, now: int) -> list[Appointment]:
    """What a worker has ahead, soonest first."""
    rows = await tx.all(
        f"SELECT {_APPOINTMENT} FROM appointments WHERE with_id = ? AND starts_at > ? "
        "AND state = 'planned' ORDER BY starts_at",
        with_id,
        now,
    )
    return [_appointment(row) for row in rows]


async def change_appointment(tx: Tx, item: Appointment) -> None:
    """Write an appointment as it now stands: moved or cancelled, one revision on."""
    await tx.execute(
        "UPDATE appointments SET starts_at = ?, since = ?, revision = ?, state = ?, answer = ? "
        "WHERE id = ?",
        item.starts_at,
        item.since,
        item.revision,
        item.state,
        item.answer,
        item.id,
    )


async def answer_appointment(tx: Tx, appointment_id: int, answer: str) -> None:
    """Write what the resident said about it."""
    await tx.execute("UPDATE appointments SET answer = ? WHERE id = ?", answer, appointment_id)


class Tenancy(msgspec.Struct, frozen=True):
    """
    The person's own rent rule: how they pay, due day, when their money comes, when to remind.

    `body` is sealed JSON of KID and account; `since` is when this revision was chosen.
    """

    resident_id: int
    id: int
    method: str
    due_day: int | None
    payday: int | None
    money_from: str | None
    body: bytes | None
    since: int
    remind: str
    show: str
    revision: int
    stopped: bool


_TENANCY = (
    "resident_id, id, method, due_day, payday, money_from, body, since, remind, show, revision,"
    " stopped"
)


def _tenancy(row: Row) -> Tenancy:
    body = bytes(row[6]) if row[6] is not None else None
    return Tenancy(
        row[0], row[1], row[2], row[3], row[4], row[5], body, row[7], row[8], row[9], row[10],
        bool(row[11]),
    )  # fmt: skip


async def tenancy(tx: Tx, resident_id: int) -> Tenancy | None:
    """The resident's rent rule."""
    row = await tx.one(f"SELECT {_TENANCY} FROM tenancies WHERE resident_id = ?", resident_id)
    return _tenancy(row) if row else None


async def tenancies(tx: Tx, after: int, limit: int) -> list[Tenancy]:
    """Rent rules in force, by resident id, for the nightly extension of the plan."""
    rows = await tx.all(
        f"SELECT {_TENANCY} FROM tenancies WHERE resident_id > ? AND stopped = 0 "
        "ORDER BY resident_id LIMIT ?",
        after,
        limit,
    )
    return [_tenancy(row) for row in rows]


async def set_tenancy(tx: Tx, item: Tenancy) -> None:
    """Write the rent rule as the person now wants it."""
    await tx.execute(
        f"INSERT INTO tenancies ({_TENANCY}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (resident_id) DO UPDATE SET "
        "method = excluded.method, due_day = excluded.due_day, payday = excluded.payday, "
        "money_from = excluded.money_from, body = excluded.body, since = excluded.since, "
        "remind = excluded.remind, show = excluded.show, revision = excluded.revision, "
        "stopped = excluded.stopped",
        item.resident_id,
        item.id,
        item.method,
        item.due_day,
        item.payday,
        item.money_from,
        item.body,
        item.since,
        item.remind,
        item.show,
        item.revision,
        int(item.stopped),
    )


async def open_person(tx: Tx, worker_id: int, resident_id: int | None, at: int) -> None:
    """Note whom a worker is writing to now; None for nobody."""
    if resident_id is None:
        await tx.execute("DELETE FROM open_persons WHERE worker_id = ?", worker_id)
        return
    await tx.execute(
        "INSERT INTO open_persons (worker_id, resident_id, since) VALUES (?,?,?) "
        "ON CONFLICT (worker_id) DO UPDATE SET resident_id = excluded.resident_id, "
        "since = excluded.since",
        worker_id,
        resident_id,
        at,
    )


async def opened_person(tx: Tx, worker_id: int, since: int) -> int | None:
    """Whom a worker is writing to, if opened after `since`."""
    found: int | None = await tx.value(
        "SELECT resident_id FROM open_persons WHERE worker_id = ? AND since > ?", worker_id, since
    )
    return found


async def standing_in_since(tx: Tx, reader_id: int, resident_id: int, at: int) -> int | None:
    """Since when somebody stands in for this resident's worker; None if they do not now."""
    found: int | None = await tx.value(
        "SELECT MIN(s.valid_from) FROM stand_ins s JOIN assignments a ON a.worker_id = s.worker_id "
        "WHERE s.stand_in_id = ? AND a.resident_id = ? "
        "AND s.valid_from <= ? AND (s.valid_to IS NULL OR s.valid_to > ?) "
        "AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?)",
        reader_id,
        resident_id,
        at,
        at,
        at,
        at,
    )
    return found


async def counts(tx: Tx, person_id: int) -> tuple[int, int]:
    """How many conversations with answers, and how many messages of theirs, are stored."""
    runs = await tx.value("SELECT COUNT(*) FROM runs WHERE subject_id = ?", person_id)
    messages = await tx.value(
        "SELECT COUNT(*) FROM thread_messages WHERE resident_id = ? AND inbound = 1", person_id
    )
    return runs or 0, messages or 0


async def set_parent(tx: Tx, run_id: int, parent_id: int) -> None:
    """When this run is done, the other goes on."""
    await tx.execute("UPDATE runs SET parent_id = ? WHERE id = ?", parent_id, run_id)


async def parent(tx: Tx, run_id: int) -> int | None:
    """The run that goes on when this one is done."""
    found: int | None = await tx.value("SELECT parent_id FROM runs WHERE id = ?", run_id)
    return found


async def waiting_since(tx: Tx, resident_id: int) -> int | None:
    """Since when the resident's words wait for an answer, if they do."""
    found: int | None = await tx.value(
        "SELECT waiting_since FROM threads WHERE resident_id = ?", resident_id
    )
    return found
