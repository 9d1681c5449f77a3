"""What the ledger of reminders holds beside the plan. Times are microseconds, UTC."""

from __future__ import annotations

REMINDERS = (
    # When a row was first due, once it has been put off; the ledger tells of that moment.
    "ALTER TABLE timers ADD COLUMN first_due :int",
)
