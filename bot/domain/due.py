"""Putting things in the plan, and taking them out: one table, one mechanism for all that is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import timers, to_us

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.turn import Turn
    from bot.rules.reminders import Due


async def at(
    turn: Turn,
    rule: str,
    subject: int,
    person_id: int,
    when: dt.datetime,
    *,
    occurrence: str = "",
    revision: int = 0,
    useless_after: dt.datetime | None = None,
) -> None:
    """Plan one thing; planned twice it is one thing."""
    await timers.plan(
        turn.tx,
        [
            timers.Timer(
                id=turn.new_id(),
                rule=rule,
                subject=subject,
                occurrence=occurrence,
                revision=revision,
                person_id=person_id,
                due_at=to_us(when),
                useless_after=to_us(useless_after) if useless_after else None,
            )
        ],
    )


def row(turn: Turn, person_id: int, planned: Due, rule: str) -> timers.Timer:
    """What the planner made, as a row of the plan under this rule."""
    return timers.Timer(
        id=turn.new_id(),
        rule=rule,
        subject=planned.subject,
        occurrence=planned.occurrence,
        revision=planned.revision,
        person_id=person_id,
        due_at=to_us(planned.due_at),
        useless_after=to_us(planned.useless_after),
    )


async def cancel(turn: Turn, rule: str, subject: int, reason: str) -> None:
    """What is planned for this rule and subject falls away; the reason stands in the ledger."""
    await timers.cancel(turn.tx, rule, subject, reason)
