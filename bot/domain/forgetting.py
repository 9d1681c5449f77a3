"""
Once a night: what is older than the municipality keeps it, kind by kind, is deleted.

What is to go to the archive and has not gone becomes a task first: it is never lost in silence.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people, tasks
from bot.domain.archive import parts
from bot.domain.turn import Turn
from bot.store import archive, forgetting, random_id, to_us

if TYPE_CHECKING:
    from bot.domain.turn import House
    from bot.store import Store, Tx

PAGE = 50
TASK = "to_archive"


async def forget(store: Store, house: House, now: dt.datetime) -> dict[str, int]:
    """Delete what is over; how much of each kind, and nothing else about it."""
    kept = house.pack.retention

    def before(days: int) -> int:
        return to_us(now - dt.timedelta(days=days))

    async def rows(tx: Tx) -> dict[str, int]:
        counts = house.pack.application.is_the_application
        application, thread = before(kept.application), before(kept.thread)
        return {
            "applications": await forgetting.applications(tx, application, unregistered=counts),
            "answers": await forgetting.answers(tx, application),
            "appointments": await forgetting.appointments(tx, before(kept.appointments)),
            "nights": await forgetting.nights(tx, thread),
            "notes": await forgetting.notes(tx, thread),
            "tenancies": await forgetting.tenancies(tx, before(kept.tenancy)),
            "audit": await forgetting.audit(tx, before(kept.audit)),
        }

    found = await store.transact(rows)
    found["messages"] = await _threads(store, house, now, before(kept.thread))
    if any(found.values()):
        await store.data.scrub(
            "thread_messages", "applications", "runs", "appointments", "tonight", "tasks",
            "tenancies", "audit",
        )  # fmt: skip
    return {kind: count for kind, count in found.items() if count}


async def _threads(store: Store, house: House, now: dt.datetime, before: int) -> int:
    """Thread by thread, a page in each transaction; how many messages."""
    after, gone = 0, 0
    while True:

        async def page(tx: Tx, after: int = after) -> tuple[int, int]:
            turn = Turn(tx, now, random_id, house)
            residents = await forgetting.quiet_threads(tx, before, after, PAGE)
            count = 0
            for resident_id in residents:
                if not await _owed(turn, resident_id):
                    count += await forgetting.thread(tx, resident_id)
            return (residents[-1] if residents else 0), count

        after, count = await store.transact(page)
        gone += count
        if not after:
            return gone


async def _owed(turn: Turn, resident_id: int) -> bool:
    """Whether something is to go to the archive first; then somebody has it as a task."""
    marks = await parts.marks(turn, resident_id)
    done = await archive.done_of(turn.tx, resident_id)
    every = await parts.all_messages(turn, resident_id)
    owed = [
        one for one in every if one.id not in done and marks.goes(one.id, parts.week(turn, one))
    ]
    if owed:
        contact = await people.contact_of(turn, resident_id)
        await tasks.open_once(turn, TASK, contact.role, subject=resident_id, owner=contact.owner)
    return bool(owed)
