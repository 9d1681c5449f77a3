"""From the plan into the inbox: what is due is taken once, by whichever tick comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.dialect import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Tx

_AT_ONCE = 100
_LATER = frozenset({"appointment", "rent", "deadline"})


def may_come_later(rule: str) -> bool:
    """Whether what is due by this rule lets what people do go first: the reminders, by their families."""
    return rule.partition(".")[0] in _LATER


async def take_due(tx: Tx, ids: Sequence[int], now: int) -> set[int]:
    """Take those of what was due a moment ago that still are; one may be taken, put off or unwanted since."""
    taken: set[int] = set()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        rows = await tx.all(
            f"UPDATE timers SET state = 'taken' WHERE id IN ({marks(len(some))})"
            " AND state = 'planned' AND due_at <= ? RETURNING id",
            *some,
            now,
        )
        taken.update(row[0] for row in rows)
    return taken
