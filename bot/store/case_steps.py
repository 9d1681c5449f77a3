"""What has been marked of applications, whose each is, and who has seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Row, Tx


class CaseStep(msgspec.Struct, frozen=True):
    """One thing a human has marked; `day` is a meeting's, `body` the sealed words the resident got."""

    id: int
    resident_id: int
    application_id: int
    step: str
    day: str | None
    at: int
    by_id: int
    body: bytes | None


class Case(msgspec.Struct, frozen=True):
    """A resident's newest application, with the newest step and whose it is."""

    application_id: int
    resident_id: int
    sent_at: int
    complete: bool
    registered_at: int | None
    step: str | None
    day: str | None
    since: int
    owner_id: int | None


_STEP = "id, resident_id, application_id, step, day, at, by_id, body"
_NEWEST = (
    "NOT EXISTS (SELECT 1 FROM applications b WHERE b.resident_id = a.resident_id"
    " AND b.body IS NOT NULL"
    " AND (b.sent_at > a.sent_at OR (b.sent_at = a.sent_at AND b.id > a.id)))"
)
_CASES = (
    "SELECT a.id, a.resident_id, a.sent_at, a.complete, a.registered_at, s.step, s.day,"
    " COALESCE(s.at, a.registered_at, a.sent_at), o.owner_id FROM applications a"
    " LEFT JOIN case_owners o ON o.resident_id = a.resident_id"
    " LEFT JOIN case_steps s ON s.id = (SELECT c.id FROM case_steps c"
    " WHERE c.application_id = a.id ORDER BY c.at DESC, c.id DESC LIMIT 1)"
    f" WHERE a.body IS NOT NULL AND {_NEWEST}"
)
_OPEN = "COALESCE(s.step, '') NOT IN ('decided', 'closed')"


def _cases(rows: Sequence[Row]) -> list[Case]:
    return [
        msgspec.structs.replace(one, complete=bool(one.complete)) for one in rows_of(Case, rows)
    ]


async def open_cases(tx: Tx, limit: int, skip: int = 0) -> list[Case]:
    """Applications that wait for something, the one where nothing has happened for longest first."""
    rows = await tx.all(
        f"{_CASES} AND {_OPEN} ORDER BY COALESCE(s.at, a.registered_at, a.sent_at), a.id"
        " LIMIT ? OFFSET ?",
        limit,
        skip,
    )
    return _cases(rows)


async def over(tx: Tx, limit: int) -> list[Case]:
    """Applications that are decided or closed, the newest first."""
    rows = await tx.all(f"{_CASES} AND NOT {_OPEN} ORDER BY s.at DESC, a.id LIMIT ?", limit)
    return _cases(rows)


async def at_meeting(tx: Tx, day: str) -> list[Case]:
    """Applications that are taken up at a meeting (YYYY-MM-DD)."""
    rows = await tx.all(f"{_CASES} AND s.step = 'meeting' AND s.day = ? ORDER BY s.at, a.id", day)
    return _cases(rows)


async def count_open(tx: Tx) -> int:
    """How many wait for something."""
    found: int = await tx.value(f"SELECT COUNT(*) FROM ({_CASES} AND {_OPEN}) AS waiting")
    return found


async def of(tx: Tx, resident_id: int) -> Case | None:
    """The case of one resident, open or over."""
    rows = await tx.all(f"{_CASES} AND a.resident_id = ?", resident_id)
    found = _cases(rows)
    return found[0] if found else None


async def owned_by(tx: Tx, owner_id: int) -> list[int]:
    """The residents whose case is this person's."""
    rows = await tx.all(
        "SELECT resident_id FROM case_owners WHERE owner_id = ? ORDER BY since, resident_id",
        owner_id,
    )
    return [row[0] for row in rows]


async def own(tx: Tx, resident_id: int, owner_id: int | None, at: int) -> None:
    """Whose the case is from now on; None for everybody's in the role."""
    await tx.execute("DELETE FROM case_owners WHERE resident_id = ?", resident_id)
    if owner_id is not None:
        await tx.execute(
            "INSERT INTO case_owners (resident_id, owner_id, since) VALUES (?, ?, ?)",
            resident_id,
            owner_id,
            at,
        )


async def add(tx: Tx, row: CaseStep) -> None:
    """Keep what was marked; it is never changed, the next step follows it."""
    await tx.execute(
        f"INSERT INTO case_steps ({_STEP}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(row),
    )


async def all_of(tx: Tx, resident_id: int, application_id: int | None = None) -> list[CaseStep]:
    """What was marked for a resident, of one application or all, the oldest first."""
    rows = await tx.all(
        f"SELECT {_STEP} FROM case_steps WHERE resident_id = ?"
        " AND (CAST(? AS :id) IS NULL OR application_id = ?) ORDER BY at, id",
        resident_id,
        application_id,
        application_id,
    )
    return rows_of(CaseStep, rows)


async def newest_by_another(tx: Tx, resident_id: int, than: int) -> CaseStep | None:
    """The newest step that somebody else marked."""
    row = await tx.one(
        f"SELECT {_STEP} FROM case_steps WHERE resident_id = ? AND by_id <> ?"
        " ORDER BY at DESC, id DESC LIMIT 1",
        resident_id,
        than,
    )
    return row_of(CaseStep, row)


async def seen(tx: Tx, person_id: int, resident_id: int) -> int:
    """Until when this colleague has seen the case; 0 for never."""
    found: int | None = await tx.value(
        "SELECT at FROM case_seen WHERE person_id = ? AND resident_id = ?", person_id, resident_id
    )
    return found or 0


async def see(tx: Tx, person_id: int, resident_id: int, at: int) -> None:
    """They have seen it as it stands now."""
    await tx.execute(
        "INSERT INTO case_seen (person_id, resident_id, at) VALUES (?, ?, ?)"
        " ON CONFLICT (person_id, resident_id) DO UPDATE SET at = excluded.at",
        person_id,
        resident_id,
        at,
    )


async def owned_since(tx: Tx, resident_id: int) -> int:
    """Since when whoever has the case has it; 0 for nobody."""
    found: int | None = await tx.value(
        "SELECT since FROM case_owners WHERE resident_id = ?", resident_id
    )
    return found or 0
