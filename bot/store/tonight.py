"""Requests for a safe place tonight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Row, Tx


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


_COLUMNS = (
    "id, resident_id, body, asked_at, rung, state, opened_at, opened_by, told_id, reported_at"
)


def _request(row: Row) -> Tonight:
    return Tonight(row[0], row[1], bytes(row[2]), *(row[i] for i in range(3, 10)))


async def add(tx: Tx, request: Tonight) -> None:
    """Keep a request."""
    await tx.execute(
        f"INSERT INTO tonight ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(request),
    )


async def by_id(tx: Tx, request_id: int) -> Tonight | None:
    """One request; None once it is emptied with its person."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM tonight WHERE id = ? AND body IS NOT NULL", request_id
    )
    return _request(row) if row else None


async def newest_since(tx: Tx, resident_id: int, since: int) -> Tonight | None:
    """The person's newest request asked after `since`."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM tonight WHERE resident_id = ? AND asked_at > ? "
        "ORDER BY asked_at DESC LIMIT 1",
        resident_id,
        since,
    )
    return _request(row) if row else None


async def opener(tx: Tx, resident_id: int, since: int) -> int | None:
    """Who has the person's newest request that was asked or opened after `since`."""
    found: int | None = await tx.value(
        "SELECT opened_by FROM tonight WHERE resident_id = ? AND opened_by IS NOT NULL "
        "AND (asked_at > ? OR opened_at > ?) ORDER BY asked_at DESC LIMIT 1",
        resident_id,
        since,
        since,
    )
    return found


async def change(tx: Tx, request: Tonight) -> None:
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


async def standing(tx: Tx, since: int) -> list[Tonight]:
    """Every request asked after `since` that still stands: those nobody has opened first, then the oldest."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM tonight WHERE asked_at > ? AND state <> 'closed'"
        " AND body IS NOT NULL ORDER BY opened_at IS NOT NULL, asked_at, id",
        since,
    )
    return [_request(row) for row in rows]
