"""
What is forgotten when its time is over.

Rows that others point at are emptied, as erasure does, and read by nobody from then on; the rest
goes as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Tx


async def quiet_threads(tx: Tx, before: int, after: int, limit: int) -> list[int]:
    """Whose thread has had no message since a moment, and needs no answer; a page of residents."""
    rows = await tx.all(
        "SELECT resident_id FROM threads WHERE last_at < ? AND waiting_since IS NULL"
        " AND resident_id > ? ORDER BY resident_id LIMIT ?",
        before,
        after,
        limit,
    )
    return [row[0] for row in rows]


async def thread(tx: Tx, resident_id: int) -> int:
    """One whole thread, with what was said of it to the archive; how many messages it had."""
    for table in ("archive_marks", "archived", "own_lines", "showings", "threads"):
        await tx.execute(f"DELETE FROM {table} WHERE resident_id = ?", resident_id)
    return await tx.count("DELETE FROM thread_messages WHERE resident_id = ?", resident_id)


async def applications(tx: Tx, before: int, *, unregistered: bool) -> int:
    """
    Those sent and entered before a moment; how many.

    One that nobody has entered stays, unless sending it from here is the application: what stands
    nowhere else is not deleted. Nor is one that somebody still has a task about.
    """
    entered = "" if unregistered else " AND registered_at IS NOT NULL"
    return await tx.count(
        f"UPDATE applications SET body = NULL WHERE sent_at < ? AND body IS NOT NULL AND COALESCE(registered_at, 0) < ?{entered}"
        " AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.subject_id = applications.resident_id"
        " AND t.state = 'open' AND t.kind IN ('register_application', 'complete_application'))",
        before,
        before,
    )


async def answers(tx: Tx, before: int) -> int:
    """Conversations that ended before a moment: their answers; how many."""
    return await tx.count(
        "UPDATE runs SET body = NULL WHERE state IN ('done', 'dropped') AND updated_at < ?"
        " AND body IS NOT NULL",
        before,
    )


async def appointments(tx: Tx, before: int) -> int:
    """Those that were before a moment; how many."""
    return await tx.count(
        "UPDATE appointments SET body = NULL WHERE starts_at < ? AND body IS NOT NULL", before
    )


async def nights(tx: Tx, before: int) -> int:
    """Requests for a place tonight made before a moment; how many."""
    return await tx.count(
        "UPDATE tonight SET body = NULL WHERE asked_at < ? AND body IS NOT NULL", before
    )


async def notes(tx: Tx, before: int) -> int:
    """What stood in tasks that were done before a moment; how many."""
    return await tx.count(
        "UPDATE tasks SET note = NULL WHERE state = 'done' AND done_at < ? AND note IS NOT NULL",
        before,
    )


async def tenancies(tx: Tx, before: int) -> int:
    """Rent rules that were stopped before a moment; how many."""
    return await tx.count("DELETE FROM tenancies WHERE stopped = 1 AND since < ?", before)


async def audit(tx: Tx, before: int) -> int:
    """The only way out of the audit: rows older than the municipality keeps; how many."""
    return await tx.count("DELETE FROM audit WHERE at < ?", before)
