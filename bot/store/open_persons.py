"""Whom each worker is writing to now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Tx


async def put(tx: Tx, worker_id: int, resident_id: int | None, at: int) -> None:
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


async def of(tx: Tx, worker_id: int, since: int) -> int | None:
    """Whom a worker is writing to, if opened after `since`."""
    found: int | None = await tx.value(
        "SELECT resident_id FROM open_persons WHERE worker_id = ? AND since > ?", worker_id, since
    )
    return found
