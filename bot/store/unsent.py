"""What was to reach a resident and did not: messages of staff and news of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.store.database import Tx


class Unsent(NamedTuple):
    """One message that did not come through: to whom, why (the channel's word), when (microseconds)."""

    resident_id: int
    reason: str
    at: int


async def since(tx: Tx, worker_id: int, moment: int, now: int) -> list[Unsent]:
    """
    What did not come through to the residents of a worker since `moment`, oldest first.

    Reminders are not here: their ledger is the plan's.
    """
    rows = await tx.all(
        "SELECT d.recipient_id, COALESCE(d.reason, ''), d.settled_at FROM deliveries d "
        "JOIN assignments a ON a.resident_id = d.recipient_id AND a.worker_id = ? "
        "AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?) "
        "WHERE d.state IN ('failed', 'dropped') AND d.settled_at >= ? AND d.kind = 'send' "
        "AND d.purpose IN ('relay', 'news') AND (d.state = 'failed' OR d.reason IN "
        "('blocked', 'no_account', 'expired')) ORDER BY d.settled_at, d.id",
        worker_id,
        now,
        now,
        moment,
    )
    return [Unsent(row[0], row[1], row[2]) for row in rows]
