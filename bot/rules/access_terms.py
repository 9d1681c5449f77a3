"""The words of the access table: verbs, scopes, conditions, roles, and the things one may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Verb = Literal[
    "read",
    "write",
    "suggest",
    "comment",
    "approve",
    "approve_as_professional",
    "edit",
    "invite",
    "assign",
    "ask",
]
Scope = Literal["all", "need", "fault"]
Condition = Literal[
    "own",
    "assigned",
    "standing_in",
    "consent",
    "reason",
    "assisted",
    "addressed",
    "flagged",
    "flagged_or_escalated",
    "own_queue",
    "offer_or_tenancy",
    "repair",
    "owns_item",
    "worry",
    "reads_or_flagged",
    "agreed_by_another",
    "team",
]


class Role(StrEnum):
    """In which capacity somebody acts."""

    RESIDENT = "resident"
    WORKER = "worker"
    STAND_IN = "stand_in"
    DUTY = "duty"
    COORDINATOR = "coordinator"
    CASE_OFFICER = "case_officer"
    HOUSING_OFFICE = "housing_office"
    CARETAKER = "caretaker"
    CONSULTANT = "consultant"
    ADMINISTRATOR = "administrator"


class Thing(StrEnum):
    """What is read or done, one row each."""

    CONTACT = "contact"
    SAFETY_CONTACT = "safety_contact"
    THREAD = "thread"
    STAFF_NOTES = "staff_notes"
    PEER = "peer"
    TONIGHT = "tonight"
    APPLICATION = "application"
    TIMELINE = "timeline"
    OFFERS = "offers"
    DISCHARGE = "discharge"
    APPOINTMENTS = "appointments"
    INVITATIONS = "invitations"
    TENANCY = "tenancy"
    LETTERS = "letters"
    REPAIRS = "repairs"
    PLAN = "plan"
    CHECK_INS = "check_ins"
    CONSENTS = "consents"
    TASKS = "tasks"
    FLOW_TEXTS = "flow_texts"
    FIGURES = "figures"
    ROLES = "roles"
    AUDIT = "audit"
    EXPORT = "export"
    HAND_OVER = "hand_over"
    AWAY = "away"
    NEW_PHONE = "new_phone"
    PASSED_AWAY = "passed_away"
    INTERPRETER = "interpreter"
    SAVED_ANSWERS = "saved_answers"
    KEYS = "keys"


@dataclass(frozen=True)
class Grant:
    """These verbs, if every condition holds, for this much of the thing."""

    verbs: frozenset[Verb]
    conditions: tuple[Condition, ...]
    scope: Scope = "all"
