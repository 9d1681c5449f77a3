"""
What each button of staff must ask of access.md.

A new verb in `presses/` needs a line here: which Thing it opens, and how (read, write …). Who is
let in and who is not follows from the table; `a_case.py` has the house in which every one is tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.rules.access import Role, Thing

if TYPE_CHECKING:
    from bot.rules.access import Verb


class Door(NamedTuple):
    """
    A button about somebody: what of theirs it opens, and how.

    `argument` is what its data carries, the names of `Case.ids` filled in; `narrower` are roles to whom
    the house gives less than the table, with the reason.
    """

    verb: Verb
    thing: Thing
    argument: str = "resident"
    narrower: dict[Role, str] = {}  # noqa: RUF012 - never changed
    facts: dict[str, object] = {}  # noqa: RUF012 - never changed


OWNER = dict.fromkeys(
    (Role.COORDINATOR, Role.DUTY, Role.STAND_IN),
    "a task is opened by whoever has it; others see that it has an owner",
)
ENTERS = dict.fromkeys((Role.WORKER, Role.STAND_IN, Role.DUTY), "coordinators enter applications")
DOORS: dict[str, Door] = {
    "open": Door("read", Thing.THREAD),
    "write": Door("write", Thing.THREAD),
    "done": Door("write", Thing.THREAD),
    "send_kept": Door("write", Thing.THREAD),
    "person": Door("write", Thing.APPOINTMENTS),  # and whatever else stands behind «Mer»
    "appointment": Door("write", Thing.APPOINTMENTS),
    "situation": Door("read", Thing.APPLICATION),
    "answers": Door("read", Thing.APPLICATION, "application"),
    "together": Door("write", Thing.APPLICATION, facts={"assisted": True}),
    "task": Door("write", Thing.TASKS, "task", OWNER),
    "task_done": Door("write", Thing.TASKS, "task", OWNER),
    "tonight": Door("read", Thing.TONIGHT, "tonight"),
    "reported": Door("write", Thing.TONIGHT, "tonight"),
    "register": Door("write", Thing.TASKS, "application", ENTERS),
    "archive": Door("write", Thing.EXPORT),
    "archive_file": Door("write", Thing.EXPORT),
    "archive_thread": Door("write", Thing.EXPORT, "resident.0"),
    "archive_weeks": Door("write", Thing.EXPORT),
    "archive_week": Door("write", Thing.EXPORT, "resident.2027-W10.0"),
    "archive_messages": Door("write", Thing.EXPORT, "resident.0"),
    "archive_message": Door("write", Thing.EXPORT, "resident.message.0"),
    "take": Door("assign", Thing.ROLES),
    "give": Door("assign", Thing.ROLES, "resident.worker"),
}  # fmt: skip
# These are about whoever presses, and name others only where CONTACT may be read.
OWN = frozenset({"list", "people", "tasks", "away", "back", "archive_done", "drop_kept"})
MISSING = (
    "«{}» has no line in tests/promises/doors.py: add it to DOORS with the Thing of access.md"
    " that it opens and how, or to OWN if it is only about whoever presses it."
)
