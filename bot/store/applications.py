"""What residents have handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Row, Tx


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


_COLUMNS = "id, resident_id, run_id, body, sent_at, complete, registered_at, registered_by"


def _application(row: Row) -> Application:
    return Application(row[0], row[1], row[2], bytes(row[3]), row[4], bool(row[5]), row[6], row[7])


async def hand_in(tx: Tx, application: Application) -> None:
    """Keep what was handed in; a later sending of the same run fills in the rest and keeps its date."""
    await tx.execute(
        f"INSERT INTO applications ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?) "
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


async def by_id(tx: Tx, application_id: int) -> Application | None:
    """One application; None once it is emptied with its person."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM applications WHERE id = ? AND body IS NOT NULL", application_id
    )
    return _application(row) if row else None


async def of_run(tx: Tx, run_id: int) -> Application | None:
    """What this run handed in."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM applications WHERE run_id = ?", run_id)
    return _application(row) if row else None


async def newest(tx: Tx, resident_id: int) -> Application | None:
    """The resident's newest application."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM applications WHERE resident_id = ? "
        "ORDER BY sent_at DESC, id DESC LIMIT 1",
        resident_id,
    )
    return _application(row) if row else None


async def waiting(tx: Tx, limit: int) -> list[Application]:
    """Each resident's newest one that is neither decided nor closed, the longest wait first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM applications a WHERE body IS NOT NULL AND NOT EXISTS ("
        "SELECT 1 FROM applications b WHERE b.resident_id = a.resident_id AND b.body IS NOT NULL"
        " AND (b.sent_at > a.sent_at OR (b.sent_at = a.sent_at AND b.id > a.id)))"
        " AND COALESCE((SELECT c.step FROM case_steps c WHERE c.application_id = a.id"
        " ORDER BY c.at DESC, c.id DESC LIMIT 1), '') NOT IN ('decided', 'closed')"
        " ORDER BY sent_at, id LIMIT ?",
        limit,
    )
    return [_application(row) for row in rows]


async def register(tx: Tx, application_id: int, by: int, at: int) -> None:
    """A human has marked it as registered; the first mark stands."""
    await tx.execute(
        "UPDATE applications SET registered_at = ?, registered_by = ? "
        "WHERE id = ? AND registered_at IS NULL",
        at,
        by,
        application_id,
    )
