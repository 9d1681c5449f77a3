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
    (Role.COORDINATOR, Role.DUTY),
    "a task is opened by whoever has it; others see that it has an owner",
)
DOERS = {Role.WORKER: "what was done is read by coordinators and by whoever did it"}
ENTERS = dict.fromkeys((Role.WORKER, Role.STAND_IN, Role.DUTY), "coordinators enter applications")
WRITER = {Role.STAND_IN: "what is planned is changed by whoever wrote it"}
TEAM: dict[str, object] = {"team": True}
AUTHOR = {Role.STAND_IN: "a note is changed by whoever wrote it"}
DOORS: dict[str, Door] = {
    "open": Door("read", Thing.THREAD),
    "next": Door("read", Thing.TONIGHT, ""),  # the first of one's own list, here the night
    "notes": Door("write", Thing.STAFF_NOTES),
    "note_new": Door("write", Thing.STAFF_NOTES),
    "note_own": Door("write", Thing.STAFF_NOTES, "note", AUTHOR),
    "note_change": Door("write", Thing.STAFF_NOTES, "resident", AUTHOR),
    "note_drop": Door("write", Thing.STAFF_NOTES, "note", AUTHOR),
    "note_back": Door("write", Thing.STAFF_NOTES, "note", AUTHOR),
    "saved": Door("read", Thing.SAVED_ANSWERS, "", facts=TEAM),
    "saved_one": Door("read", Thing.SAVED_ANSWERS, "answer", facts=TEAM),
    "saved_new": Door("write", Thing.SAVED_ANSWERS, "", facts=TEAM),
    "saved_change": Door("write", Thing.SAVED_ANSWERS, "", facts=TEAM),
    "saved_drop": Door("write", Thing.SAVED_ANSWERS, "answer", facts=TEAM),
    "saved_back": Door("write", Thing.SAVED_ANSWERS, "answer", facts=TEAM),
    "saved_for": Door("write", Thing.THREAD),
    "saved_try": Door("write", Thing.THREAD, "answer.resident"),
    "saved_send": Door("write", Thing.THREAD, "answer.resident"),
    "later": Door("write", Thing.THREAD),
    "planned_one": Door("write", Thing.THREAD, "planned", WRITER),
    "planned_move": Door("write", Thing.THREAD, "planned", WRITER),
    "planned_drop": Door("write", Thing.THREAD, "planned", WRITER),
    "planned_back": Door("write", Thing.THREAD, "planned", WRITER),
    "planned_now": Door("write", Thing.THREAD, "planned", WRITER),
    "threat": Door("write", Thing.THREAD),
    "urgent": Door("write", Thing.THREAD),
    "urgent_to_duty": Door("write", Thing.THREAD),
    "calm": Door("write", Thing.THREAD),
    "write": Door("write", Thing.THREAD),
    "done": Door("write", Thing.THREAD),
    "send_kept": Door("write", Thing.THREAD),
    "person": Door("write", Thing.APPOINTMENTS),  # and whatever else stands behind «Mer»
    "appointment": Door("write", Thing.APPOINTMENTS),
    "appointment_answer": Door("read", Thing.APPOINTMENTS, "appointment"),
    "meeting": Door("write", Thing.APPOINTMENTS, "appointment"),
    "meeting_add": Door("write", Thing.APPOINTMENTS),
    "meeting_out": Door("write", Thing.APPOINTMENTS, "participant"),
    "invited": Door("read", Thing.INVITATIONS, "appointment"),
    "invited_yes": Door("write", Thing.INVITATIONS, "appointment.0"),
    "invited_no": Door("write", Thing.INVITATIONS, "appointment.0"),
    "reached": Door("write", Thing.THREAD),
    "phoneless": Door("write", Thing.THREAD),
    "begun": Door("write", Thing.THREAD),
    "person_follow_up": Door("write", Thing.THREAD),
    "stay": Door("write", Thing.DISCHARGE),
    "stay_begin": Door("write", Thing.DISCHARGE),
    "stay_item": Door("write", Thing.DISCHARGE, "resident.home"),
    "stay_mark": Door("write", Thing.DISCHARGE, "resident.home.done"),
    "stay_give": Door("write", Thing.DISCHARGE, "resident.home.coordinator"),
    "situation": Door("read", Thing.APPLICATION),
    "answers": Door("read", Thing.APPLICATION, "application"),
    "together": Door("write", Thing.APPLICATION, facts={"assisted": True}),
    "task": Door("write", Thing.TASKS, "task", OWNER),
    "task_done": Door("write", Thing.TASKS, "task", OWNER),
    "task_back": Door("write", Thing.TASKS, "task", OWNER),
    "task_pass": Door("write", Thing.TASKS, "task", OWNER),
    "task_pass_to": Door("write", Thing.TASKS, "task.worker", OWNER),
    "tonight": Door("read", Thing.TONIGHT, "tonight"),
    "reported": Door("write", Thing.TONIGHT, "tonight"),
    "peer": Door("read", Thing.PEER),
    "peer_answer": Door("write", Thing.PEER),
    "peer_pass": Door("write", Thing.PEER),
    "peer_give": Door("write", Thing.PEER, "resident.worker"),
    "interpreter_of": Door("write", Thing.INTERPRETER),
    "interpreter_booked": Door("write", Thing.INTERPRETER),
    "interpreter_over": Door("write", Thing.INTERPRETER),
    "interpreter_unread": Door("write", Thing.INTERPRETER),
    "danger": Door("read", Thing.THREAD, "danger"),
    "safety": Door("read", Thing.SAFETY_CONTACT, facts={"reason": "redd for henne"}),
    "danger_done": Door("read", Thing.THREAD, "danger"),
    "danger_result": Door("write", Thing.TASKS, "danger", OWNER | DOERS),
    "register": Door("write", Thing.TASKS, "application", ENTERS),
    "case": Door("read", Thing.TIMELINE),
    "case_step": Door("write", Thing.TIMELINE),
    "case_decide": Door("write", Thing.TIMELINE),
    "case_take": Door("write", Thing.TIMELINE),
    "case_to": Door("write", Thing.TIMELINE),
    "case_give": Door("write", Thing.TIMELINE, "resident.officer"),
    "offer_make": Door("write", Thing.OFFERS),
    "offer_withdraw": Door("write", Thing.OFFERS, "offer"),
    "offer_withdraw_yes": Door("write", Thing.OFFERS, "offer.0"),
    "archive": Door("write", Thing.EXPORT),
    "archive_file": Door("write", Thing.EXPORT),
    "archive_thread": Door("write", Thing.EXPORT, "resident.0"),
    "archive_weeks": Door("write", Thing.EXPORT),
    "archive_week": Door("write", Thing.EXPORT, "resident.2027-W10.0"),
    "archive_messages": Door("write", Thing.EXPORT, "resident.0"),
    "archive_message": Door("write", Thing.EXPORT, "resident.message.0"),
    "cover": Door("read", Thing.APPOINTMENTS, "appointment"),
    "cover_keep": Door("write", Thing.APPOINTMENTS, "appointment"),
    "older_ask": Door("write", Thing.THREAD),
    "absent": Door("write", Thing.AWAY, "worker"),
    "absent_choose": Door("write", Thing.AWAY, "worker"),
    "absent_set": Door("write", Thing.AWAY, "worker"),
    "absent_back": Door("write", Thing.AWAY, "worker"),
    "repair": Door("read", Thing.REPAIRS, "repair"),
    "repair_seen": Door("write", Thing.REPAIRS, "repair"),
    "repair_visit": Door("write", Thing.REPAIRS, "repair"),
    "repair_more": Door("write", Thing.REPAIRS, "repair"),
    "repair_done": Door("write", Thing.REPAIRS, "repair"),
    "new_phone": Door("write", Thing.NEW_PHONE),
    "new_phone_yes": Door("write", Thing.NEW_PHONE),
    "new_phone_undo": Door("write", Thing.NEW_PHONE),
    "departed": Door("ask", Thing.PASSED_AWAY),
    "departed_ask": Door("ask", Thing.PASSED_AWAY),
    "hand_over": Door("write", Thing.HAND_OVER),
    "hand_over_note": Door("read", Thing.STAFF_NOTES),
    "take": Door("assign", Thing.ROLES),
    "give": Door("assign", Thing.ROLES, "resident.worker"),
}  # fmt: skip
# These are about whoever presses, and name others only where CONTACT may be read.
# What one has asked and another confirms is tried in tests/conversations/test_owners_departures.py.
CONFIRMED = frozenset({"departed_show", "departed_yes", "departed_undo"})
OWN = CONFIRMED | frozenset(
    {
        "archive_done",
        "away",
        "away_page",
        "away_until",
        "back",
        "cases",
        "colleagues",
        "drop_kept",
        "end_role",
        "end_role_yes",
        "fault_again",
        "list",
        "meetings",
        "peers",
        "needs",
        "people",
        "repairs",
        "staff_list",
        "tasks",
    }
)
MISSING = (
    "«{}» has no line in tests/promises/doors.py: add it to DOORS with the Thing of access.md"
    " that it opens and how, or to OWN if it is only about whoever presses it."
)
OWN |= {"planned", "today", "today_off", "today_on", "threat_undo", "pass_kept"}
