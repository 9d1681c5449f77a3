"""The table of who may do what, cell by cell as it stands in access.md; `access.may` reads it."""

from __future__ import annotations

from bot.rules.access_terms import Condition, Grant, Role, Scope, Thing, Verb


def _read(*conditions: Condition, scope: Scope = "all") -> Grant:
    return Grant(frozenset({"read"}), conditions, scope)


def _write(*conditions: Condition, scope: Scope = "all") -> Grant:
    return Grant(frozenset({"read", "write"}), conditions, scope)


def _can(*verbs: Verb, on: tuple[Condition, ...] = ()) -> Grant:
    return Grant(frozenset(verbs), on)


Row = dict[Role, tuple[Grant, ...]]

OWN_W = (_write("own"),)
ASG_R = (_read("assigned"),)
ASG_W = (_write("assigned"),)
STD_R = (_read("standing_in"),)
STD_W = (_write("standing_in"),)
CON_R = (_read("consent"),)
CON_W = (_write("consent"),)
RSN_R = (_read("reason"),)
R = (_read(),)
W = (_write(),)

RESIDENT = Role.RESIDENT
WORKER = Role.WORKER
STAND_IN = Role.STAND_IN
DUTY = Role.DUTY
COORDINATOR = Role.COORDINATOR
CASE_OFFICER = Role.CASE_OFFICER
HOUSING = Role.HOUSING_OFFICE
CARETAKER = Role.CARETAKER
CONSULTANT = Role.CONSULTANT
ADMINISTRATOR = Role.ADMINISTRATOR

TABLE: dict[Thing, Row] = {
    Thing.CONTACT: {
        RESIDENT: OWN_W,
        WORKER: ASG_R,
        STAND_IN: STD_R,
        DUTY: RSN_R,
        COORDINATOR: R,
        CASE_OFFICER: CON_R,
        HOUSING: (_read("offer_or_tenancy"),),
        CARETAKER: (_read("repair"),),
    },
    Thing.SAFETY_CONTACT: {
        RESIDENT: OWN_W,
        WORKER: RSN_R,
        STAND_IN: RSN_R,
        DUTY: RSN_R,
        COORDINATOR: RSN_R,
    },
    Thing.THREAD: {
        RESIDENT: OWN_W,
        WORKER: ASG_W,
        STAND_IN: STD_W,
        DUTY: (_write("flagged_or_escalated"),),
        COORDINATOR: (_read("reason"), _write("own_queue")),
    },
    Thing.STAFF_NOTES: {WORKER: ASG_W, STAND_IN: STD_W, COORDINATOR: RSN_R},
    Thing.PEER: {
        RESIDENT: OWN_W,
        WORKER: (_read("flagged"),),
        STAND_IN: (_read("flagged"),),
        DUTY: (_read("flagged"),),
        CONSULTANT: (_write("addressed"),),
    },
    Thing.TONIGHT: {RESIDENT: OWN_W, WORKER: ASG_R, STAND_IN: STD_R, DUTY: W, COORDINATOR: W},
    Thing.APPLICATION: {
        RESIDENT: OWN_W,
        WORKER: (_read("consent"), _write("assigned", "assisted")),
        STAND_IN: CON_R,
        COORDINATOR: CON_R,
        CASE_OFFICER: CON_W,
        HOUSING: (_read(scope="need"),),
    },
    Thing.TIMELINE: {
        RESIDENT: (_read("own"),),
        WORKER: CON_R,
        STAND_IN: CON_R,
        COORDINATOR: R,
        CASE_OFFICER: CON_W,
    },
    Thing.OFFERS: {
        RESIDENT: OWN_W,
        WORKER: CON_R,
        STAND_IN: CON_R,
        COORDINATOR: R,
        CASE_OFFICER: W,
        HOUSING: W,
    },
    Thing.DISCHARGE: {
        RESIDENT: OWN_W,
        WORKER: ASG_W,
        STAND_IN: STD_W,
        COORDINATOR: W,
        CASE_OFFICER: (_write("owns_item"),),
    },
    Thing.APPOINTMENTS: {
        RESIDENT: OWN_W,
        WORKER: ASG_W,
        STAND_IN: STD_W,
        COORDINATOR: R,
        CASE_OFFICER: OWN_W,
        HOUSING: OWN_W,
        CARETAKER: OWN_W,
    },
    # Time, place, what it is called and the name, for one whom the resident lets come along.
    Thing.INVITATIONS: {
        RESIDENT: OWN_W,
        WORKER: CON_W,
        STAND_IN: CON_W,
        DUTY: CON_W,
        COORDINATOR: CON_W,
        CASE_OFFICER: CON_W,
        HOUSING: CON_W,
        CARETAKER: CON_W,
    },
    Thing.TENANCY: {RESIDENT: OWN_W, WORKER: CON_R, STAND_IN: CON_R, HOUSING: W},
    Thing.LETTERS: {RESIDENT: OWN_W, WORKER: ASG_W, STAND_IN: STD_W, COORDINATOR: R},
    Thing.REPAIRS: {RESIDENT: OWN_W, WORKER: CON_R, HOUSING: R, CARETAKER: W},
    Thing.PLAN: {RESIDENT: OWN_W, WORKER: CON_R},
    Thing.CHECK_INS: {
        RESIDENT: OWN_W,
        WORKER: (_read("consent"), _write("worry")),
        STAND_IN: (_write("standing_in", "worry"),),
        DUTY: (_write("reads_or_flagged"),),
    },
    Thing.CONSENTS: {
        RESIDENT: OWN_W,
        WORKER: ASG_R,
        STAND_IN: STD_R,
        COORDINATOR: R,
        CASE_OFFICER: R,
    },
    Thing.TASKS: {
        WORKER: OWN_W,
        STAND_IN: STD_W,
        DUTY: W,
        COORDINATOR: W,
        CASE_OFFICER: OWN_W,
        HOUSING: OWN_W,
        CARETAKER: OWN_W,
        CONSULTANT: OWN_W,
        ADMINISTRATOR: (_write("own", scope="fault"),),
    },
    Thing.FLOW_TEXTS: {
        RESIDENT: (_can("read", "suggest"),),
        WORKER: (_can("read", "comment"),),
        STAND_IN: (_can("read", "comment"),),
        COORDINATOR: (_can("read", "approve_as_professional"),),
        CASE_OFFICER: (_can("read", "comment"),),
        CONSULTANT: (_can("read", "edit", "approve"),),
    },
    Thing.FIGURES: {
        WORKER: (_read("own_queue"),),
        COORDINATOR: R,
        CASE_OFFICER: R,
        CONSULTANT: R,
        ADMINISTRATOR: R,
    },
    Thing.ROLES: {
        WORKER: (_can("invite", on=("assigned",)),),
        COORDINATOR: (_can("read", "assign"),),
        ADMINISTRATOR: W,
    },
    Thing.AUDIT: {
        RESIDENT: (_read("own"),),
        WORKER: (_read("own"),),
        STAND_IN: (_read("own"),),
        COORDINATOR: R,
        ADMINISTRATOR: R,
    },
    Thing.EXPORT: {RESIDENT: OWN_W, WORKER: ASG_W, COORDINATOR: (_write("reason"),)},
    Thing.HAND_OVER: {
        RESIDENT: (_can("ask", on=("own",)),),
        WORKER: ASG_W,
        COORDINATOR: W,
    },
    Thing.AWAY: {
        WORKER: OWN_W,
        STAND_IN: OWN_W,
        DUTY: OWN_W,
        COORDINATOR: W,
        CASE_OFFICER: OWN_W,
        HOUSING: OWN_W,
        CARETAKER: OWN_W,
        CONSULTANT: OWN_W,
    },
    Thing.NEW_PHONE: {WORKER: ASG_W, STAND_IN: STD_W, COORDINATOR: W},
    Thing.PASSED_AWAY: {
        WORKER: (_can("ask"),),
        COORDINATOR: (_write("agreed_by_another"),),
    },
    Thing.INTERPRETER: {
        RESIDENT: OWN_W,
        WORKER: ASG_W,
        STAND_IN: STD_W,
        DUTY: W,
        COORDINATOR: W,
        CASE_OFFICER: OWN_W,
    },
    Thing.SAVED_ANSWERS: {
        WORKER: (_write("team"),),
        STAND_IN: (_read("team"),),
        DUTY: R,
        COORDINATOR: W,
        CASE_OFFICER: OWN_W,
        HOUSING: OWN_W,
        CARETAKER: OWN_W,
        CONSULTANT: OWN_W,
    },
    Thing.KEYS: {ADMINISTRATOR: W},
}
