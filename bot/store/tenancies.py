"""How each resident pays rent, and when to remind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Row, Tx


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


_COLUMNS = (
    "resident_id, id, method, due_day, payday, money_from, body, since, remind, show, revision,"
    " stopped"
)


def _tenancy(row: Row) -> Tenancy:
    body = bytes(row[6]) if row[6] is not None else None
    return Tenancy(
        row[0], row[1], row[2], row[3], row[4], row[5], body, row[7], row[8], row[9], row[10],
        bool(row[11]),
    )  # fmt: skip


async def of(tx: Tx, resident_id: int) -> Tenancy | None:
    """The resident's rent rule."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM tenancies WHERE resident_id = ?", resident_id)
    return _tenancy(row) if row else None


async def in_force(tx: Tx, after: int, limit: int) -> list[Tenancy]:
    """Rent rules in force, by resident id, for the nightly extension of the plan."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM tenancies WHERE resident_id > ? AND stopped = 0 "
        "ORDER BY resident_id LIMIT ?",
        after,
        limit,
    )
    return [_tenancy(row) for row in rows]


async def put(tx: Tx, item: Tenancy) -> None:
    """Write the rent rule as the person now wants it."""
    await tx.execute(
        f"INSERT INTO tenancies ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?) "
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
