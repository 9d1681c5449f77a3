"""
What is forgotten when its time is over.

Rows that others point at are emptied, as erasure does, and read by nobody from then on; the rest
goes as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Tx

_ALONE = "NOT EXISTS (SELECT 1 FROM threads t WHERE t.resident_id = {}.resident_id)"
_QUIET = "SELECT resident_id FROM peer_threads WHERE waiting_since IS NULL AND last_at < ?"
_TAKEN_AWAY = f"(removed_at IS NOT NULL OR {_ALONE.format('staff_notes')})"
_SETTLED = "SELECT id FROM danger_flags WHERE state = 'done' AND COALESCE(done_at, last_at) < ?"

_NEWER = (
    "SELECT 1 FROM consents newer WHERE newer.person_id = consents.person_id"
    " AND newer.recipient = consents.recipient AND newer.purpose = consents.purpose"
    " AND newer.at > consents.at"
)

# What is over, by the column that says since when, in the order rows lean on each other. What is
# open, planned, wanted or asked for stays, however old it is.
WITH_THREADS = (
    ("danger_told", f"flag_id IN ({_SETTLED})"),
    ("danger_flags", f"id IN ({_SETTLED})"),
    ("peer_messages", f"resident_id IN ({_QUIET})"),
    ("peer_threads", "waiting_since IS NULL AND last_at < ?"),
    ("interpreters", "state = 'over' AND since < ?"),
    ("staff_notes", f"COALESCE(changed_at, written_at) < ? AND {_TAKEN_AWAY}"),
    ("later_messages", "state <> 'planned' AND send_at < ?"),
    ("hand_overs", "state <> 'telling' AND COALESCE(done_at, begun_at) < ?"),
    ("departures", "state = 'undone' AND undone_at < ?"),
    ("contacts", "at < ?"),
    ("phoneless", "ends_at < ?"),
    ("begun_help", "ended_at < ?"),
    ("answer_reminders", "at < ?"),
    ("closed_told", "opens_at < ?"),
    ("timers", "state IN ('done', 'skipped', 'cancelled') AND due_at < ?"),
)
_READ = "SELECT resident_id FROM applications WHERE body IS NOT NULL"
# What became of an application goes when the application has gone; an offer that is open stays.
WITH_APPLICATIONS = (
    ("case_steps", f"resident_id NOT IN ({_READ}) AND at < ?"),
    ("case_owners", f"resident_id NOT IN ({_READ}) AND since < ?"),
    ("case_seen", f"resident_id NOT IN ({_READ}) AND at < ?"),
    (
        "offers",
        f"state NOT IN ('open', 'talk') AND resident_id NOT IN ({_READ}) AND changed_at < ?",
    ),
    ("decisions", f"resident_id NOT IN ({_READ}) AND made_at < ?"),
)
_HAS_BEEN = "SELECT id FROM appointments WHERE starts_at < ?"
_GOES_ON = "(series_id IS NOT NULL AND EXISTS (SELECT 1 FROM series s WHERE s.id = series_id))"
WITH_APPOINTMENTS = (
    ("proposals", "starts_at < ?"),
    ("participant_answers", f"appointment_id IN ({_HAS_BEEN})"),
    ("participants", f"appointment_id IN ({_HAS_BEEN}) AND NOT {_GOES_ON}"),
    # As long as what it was made into comes again, a newer one of the same is known.
    ("invited", f"appointment_id IN ({_HAS_BEEN} AND NOT {_GOES_ON})"),
)
WITH_TENANCIES = (("repairs", "ended_at < ?"),)
# What tells who came how, and who said yes: as long as the audit, and what stands now for good.
WITH_AUDIT = (
    ("phone_moves", "state <> 'cut' AND at < ?"),
    ("codes", "kind = 'personal' AND COALESCE(used_at, revoked_at, expires_at) < ?"),
    ("consents", f"at < ? AND EXISTS ({_NEWER})"),
)
_ENDED = "SELECT id FROM discharges WHERE state = 'over' AND ended_at < ?"
WITH_CHECK_INS = (
    ("discharge_items", f"discharge_id IN ({_ENDED})"),
    ("discharges", "state = 'over' AND ended_at < ?"),
)


async def over(tx: Tx, kinds: tuple[tuple[str, str], ...], before: int) -> int:
    """Rows of these tables that were over before a moment; how many."""
    gone = 0
    for table, condition in kinds:
        gone += await tx.count(f"DELETE FROM {table} WHERE {condition}", before)
    return gone


async def series(tx: Tx, before: str) -> int:
    """Appointments that came again, and ended before a day (YYYY-MM-DD); how many."""
    return await tx.count("DELETE FROM series WHERE ends_on < ?", before)


async def exports(tx: Tx, before: int) -> int:
    """Files made for the archive before a moment, once nothing says any more what went into them."""
    return await tx.count(
        "DELETE FROM archive_exports WHERE at < ? AND removed_at IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM archived a WHERE a.export_id = archive_exports.id)",
        before,
    )


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
    for table in (
        "archive_marks",
        "archived",
        "own_lines",
        "showings",
        "reactions",
        "sent_files",
        "threads",
    ):
        await tx.execute(f"DELETE FROM {table} WHERE resident_id = ?", resident_id)
    await tx.execute("DELETE FROM album_parts WHERE person_id = ? AND waits = 0", resident_id)
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
