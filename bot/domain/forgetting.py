"""
Once a night: what is older than the municipality keeps it, kind by kind, is deleted.

What is to go to the archive and has not gone becomes a task first: it is never lost in silence.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people, tasks
from bot.domain.archive import parts
from bot.domain.housing import deadlines
from bot.domain.turn import Turn
from bot.store import archive, desk, forgetting, invitations, random_id, sent_files, to_us
from bot.store import deadlines as stored_deadlines

if TYPE_CHECKING:
    from bot.domain.turn import House
    from bot.store import Store, Tx

PAGE = 50
TASK = "to_archive"
INVITATIONS = 7  # days that one waits for an answer of the worker who handed it in
SCRUBBED = (
    "thread_messages", "applications", "runs", "appointments", "tonight", "tasks", "tenancies",
    "audit", "deadlines", "series", "archive_exports", "invitations", "sent_files",
    *(
        table
        for kinds in (
            forgetting.WITH_THREADS, forgetting.WITH_APPLICATIONS, forgetting.WITH_APPOINTMENTS,
            forgetting.WITH_AUDIT, forgetting.WITH_CHECK_INS,
        )
        for table, _ in kinds
    ),
)  # fmt: skip


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
    found["deadlines"] = await _deadlines(store, house, now, kept.appointments)
    day = (now - dt.timedelta(days=kept.appointments)).astimezone(house.zone).date().isoformat()

    async def over(tx: Tx) -> int:
        # After the threads: what leans on one that is quiet now goes with it.
        gone = await forgetting.over(tx, forgetting.WITH_THREADS, before(kept.thread))
        appointments = before(kept.appointments)
        gone += await forgetting.over(tx, forgetting.WITH_APPOINTMENTS, appointments)
        gone += await forgetting.over(tx, forgetting.WITH_CHECK_INS, before(kept.check_ins))
        gone += await forgetting.over(tx, forgetting.WITH_TENANCIES, before(kept.tenancy))
        # After the applications themselves, which went a moment ago.
        gone += await forgetting.over(tx, forgetting.WITH_APPLICATIONS, before(kept.application))
        gone += await forgetting.series(tx, day) + await forgetting.exports(tx, before(kept.audit))
        gone += await forgetting.over(tx, forgetting.WITH_AUDIT, before(kept.audit))
        gone += await invitations.forget(tx, before(INVITATIONS))
        await desk.forget(tx, before(1))
        gone += await sent_files.forget_unsent(tx, before(1))
        return gone

    found["over"] = await store.transact(over)
    if any(found.values()):
        await store.data.scrub(*SCRUBBED)
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


async def _deadlines(store: Store, house: House, now: dt.datetime, days: int) -> int:
    """Deadlines whose day is over; which day that was is sealed, so each is opened. How many."""
    after, gone = 0, 0
    while True:

        async def page(tx: Tx, after: int = after) -> tuple[int, int]:
            turn = Turn(tx, now, random_id, house)
            residents = await stored_deadlines.residents_after(tx, after, PAGE)
            count = 0
            for resident_id in residents:
                who = await people.person(turn, resident_id)
                if who is not None:
                    count += await deadlines.forget(turn, who, dt.timedelta(days=days))
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
