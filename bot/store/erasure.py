"""Emptying a person's rows in the live database.

The person's key goes first (`Keys.destroy_person`): from then on no copy of the data can be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.schema import SEALED

if TYPE_CHECKING:
    from bot.store.database import Tx

# Rows that go as a whole: without their words they would only say that there was somebody.
GONE = (
    ("archive_marks", "resident_id"),
    ("archived", "resident_id"),
    ("danger_told", "resident_id"),
    ("danger_told", "staff_id"),
    ("safety_contacts", "resident_id"),
    ("peer_threads", "resident_id"),
    ("interpreters", "resident_id"),
    ("case_owners", "resident_id"),
    ("case_steps", "resident_id"),
    ("case_seen", "resident_id"),
    ("case_seen", "person_id"),
    ("offers", "resident_id"),
    ("decisions", "resident_id"),
    ("held", "person_id"),
    ("held_items", "person_id"),
    ("farewells", "person_id"),
    ("notices", "resident_id"),
    ("notices", "reader_id"),
    ("open_persons", "resident_id"),
    ("open_persons", "worker_id"),
    ("threads", "resident_id"),
    ("tenancies", "resident_id"),
    ("repairs", "resident_id"),
    ("proposals", "resident_id"),
    ("participants", "resident_id"),
    ("participants", "staff_id"),
    ("deadlines", "resident_id"),
    ("series", "resident_id"),
    ("invitations", "staff_id"),
    ("invited", "resident_id"),
    ("discharge_items", "resident_id"),
    ("discharges", "resident_id"),
    ("timers", "person_id"),
    ("screens", "person_id"),
    ("uncovered", "resident_id"),
    ("phone_moves", "person_id"),
    ("departures", "resident_id"),
    ("own_lines", "resident_id"),
    ("showings", "resident_id"),
    ("showings", "reader_id"),
    ("album_parts", "person_id"),
    ("reactions", "resident_id"),
    ("sent_files", "resident_id"),
    ("reactions", "person_id"),
    ("answer_reminders", "resident_id"),
    ("answer_notices", "resident_id"),
    ("answer_notices", "reader_id"),
    ("closed_told", "resident_id"),
    ("contacts", "resident_id"),
    ("phoneless", "resident_id"),
    ("begun_help", "resident_id"),
    ("desk_members", "person_id"),
    ("desk_links", "person_id"),
    ("desk_sessions", "person_id"),
    ("desk_calls", "person_id"),
    ("desk_pushes", "person_id"),
)
TABLES = tuple(
    dict.fromkeys(
        [sealed.table for sealed in SEALED]
        + [table for table, _ in GONE]
        + ["platform_messages", "codes", "code_tries", "inbox"]
    )
)


async def empty(tx: Tx, person_id: int, at: int) -> None:
    """Empty every sealed column and mark the person as erased.

    Accounts, roles and assignments end, runs and what was to go out are dropped, what is open about
    them is closed, where messages stood is forgotten, and GONE is deleted. Afterwards
    `store.data.scrub(*TABLES)` takes it out of the files.
    """
    await _end(tx, person_id, at)
    for sealed in SEALED:
        await tx.execute(
            f"UPDATE {sealed.table} SET {sealed.column} = NULL WHERE {sealed.person} = ?",
            person_id,
        )
    await tx.execute("UPDATE people SET state = 'erased', erase_at = NULL WHERE id = ?", person_id)


async def _end(tx: Tx, person_id: int, at: int) -> None:
    await tx.execute(
        "UPDATE deliveries SET state = 'dropped', reason = 'erased', settled_at = ?"
        " WHERE settled_at IS NULL AND state = 'queued' AND (recipient_id = ? OR subject_id = ?)",
        at,
        person_id,
        person_id,
    )
    await tx.execute(
        "DELETE FROM platform_messages WHERE message_id IN"
        " (SELECT id FROM messages WHERE person_id = ?)",
        person_id,
    )
    for table, column in GONE:
        await tx.execute(f"DELETE FROM {table} WHERE {column} = ?", person_id)
    await _forget_arrivals(tx, person_id)
    await tx.execute(
        "UPDATE tasks SET state = 'done', done_at = ? WHERE subject_id = ? AND state = 'open'",
        at,
        person_id,
    )
    await tx.execute(
        "UPDATE tonight SET state = 'closed' WHERE resident_id = ? AND state <> 'closed'", person_id
    )
    # What is under way to them ends here: settled later it would give somebody who is not there.
    await tx.execute(
        "UPDATE hand_overs SET state = 'undone', done_at = ?"
        " WHERE resident_id = ? AND state = 'telling'",
        at,
        person_id,
    )
    await tx.execute(
        "UPDATE later_messages SET state = 'undone' WHERE resident_id = ? AND state = 'planned'",
        person_id,
    )
    await tx.execute("UPDATE danger_flags SET state = 'done' WHERE resident_id = ?", person_id)
    await tx.execute("UPDATE appointments SET state = 'cancelled' WHERE resident_id = ?", person_id)
    await tx.execute(
        "UPDATE runs SET state = 'dropped', updated_at = ?"
        " WHERE subject_id = ? AND state IN ('open', 'paused')",
        at,
        person_id,
    )
    for table, column in (
        ("accounts", "person_id"),
        ("roles", "person_id"),
        ("assignments", "resident_id"),
    ):
        await tx.execute(
            f"UPDATE {table} SET valid_to = ? WHERE {column} = ? AND valid_to IS NULL",
            at,
            person_id,
        )


async def _forget_arrivals(tx: Tx, person_id: int) -> None:
    """What was set aside of theirs in the inbox, and the codes they tried."""
    rows = await tx.all("SELECT id FROM accounts WHERE person_id = ?", person_id)
    for (account_id,) in rows:
        await tx.execute(
            "UPDATE inbox SET payload = NULL WHERE lane = ? AND state <> 'new'", str(account_id)
        )
        await tx.execute("DELETE FROM code_tries WHERE account_id = ?", account_id)
