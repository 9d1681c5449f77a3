"""What lies ahead in the plan, asked for without changing it; times are microseconds, UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.timers import named

if TYPE_CHECKING:
    from bot.store.database import Tx


async def next_of(tx: Tx, rule: str, person_id: int) -> int | None:
    """When the next planned row of a rule is due for a person; `rule` may end in %."""
    found: int | None = await tx.value(
        f"SELECT MIN(due_at) FROM timers WHERE person_id = ? AND {named(rule)} AND state = 'planned'",
        person_id,
        rule,
    )
    return found


async def waits(tx: Tx, rule: str, subject: int, occurrence: str) -> bool:
    """Whether something is planned for this rule, subject and occurrence, or being handled."""
    return bool(
        await tx.value(
            "SELECT 1 FROM timers WHERE rule = ? AND subject = ? AND occurrence = ?"
            " AND state IN ('planned', 'taken') LIMIT 1",
            rule,
            subject,
            occurrence,
        )
    )
