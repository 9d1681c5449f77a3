"""The table is the test: every cell of access.md, tried both ways."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from bot.rules.access import Allowed, Refused, Relation, Role, Thing, Verb, may, roles_now

TABLE = """
| | resident | follow-up worker | stand-in | duty worker | coordinator | case officer | housing office | caretaker | consultant | administrator |
|---|---|---|---|---|---|---|---|---|---|---|
| name used, way to reach | own W | asg R | std R | rsn R | R | con R | with an offer or a tenancy R | with a repair R | – | – |
| safety contact («hvem kan vi ringe») | own W | rsn R | rsn R | rsn R | rsn R | – | – | – | – | – |
| thread messages | own W | asg W | std W | flagged or escalated to them W | rsn R; W on what stands in their own queue | – | – | – | – | – |
| staff notes | – | asg W | std W | – | rsn R | – | – | – | – | – |
| peer messages | own W | a flagged one R | a flagged one R | a flagged one R | – | – | – | – | addressed W | – |
| tonight requests | own W | asg R | std R | W | W | – | – | – | – | – |
| application answers, wishes | own W | con R, asg W in assisted mode | con R | – | con R | con W | need R | – | – | – |
| timeline, decision card | own R | con R | con R | – | R | con W | – | – | – | – |
| offers | own W | con R | con R | – | R | W | W | – | – | – |
| discharge checklist | own W | asg W | std W | – | W | items owned W | – | – | – | – |
| appointments | own W | asg W | std W | – | R | own W | own W | own W | – | – |
| invitations to an appointment | own W | con W | con W | con W | con W | con W | con W | con W | – | – |
| tenancy, rent rule | own W | con R | con R | – | – | – | W | – | – | – |
| «kan ikke betale», letters | own W | asg W | std W | – | R | – | – | – | – | – |
| repairs, safety of the house | own W | con R | – | – | – | – | R | W | – | – |
| plan, talk questions | own W | con R | – | – | – | – | – | – | – | – |
| check-ins | own W | con R; a worry W | std W on a worry | W while on duty to read them, or flagged | – | – | – | – | – | – |
| consents | own W | asg R | std R | – | R | R | – | – | – | – |
| tasks | – | own W | std W | W | W | own W | own W | own W | own W | own W (type and place of a fault, no content) |
| flow texts | suggest | comment | comment | – | approve as professional | comment | – | – | edit, approve | – |
| figures (never under five) | – | own queue R | – | – | R | R | – | – | R | R |
| roles, links, pack | – | invite asg | – | – | assign W | – | – | – | – | W |
| audit | own R | own R | own R | – | R | – | – | – | – | R |
| export of a thread to the archive | own | asg W | – | – | rsn W | – | – | – | – | – |
| hand over, assign | ask | asg W | – | – | W | – | – | – | – | – |
| away, stand-in | – | own W | own W | own W | anyone W | own W | own W | own W | own W | – |
| new phone | – | asg W | std W | – | W | – | – | – | – | – |
| passed away, moved away | – | ask | – | – | W, with one more coordinator or the assigned worker | – | – | – | – | – |
| interpreter task | own W | asg W | std W | W | W | own W | – | – | – | – |
| saved answers | – | team W | team R | R | W | own W | own W | own W | own W | – |
| keys, backups | – | – | – | – | – | – | – | – | – | W, without reading content |
"""

VERBS: tuple[Verb, ...] = (
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
)
ROLES = tuple(Role)
THINGS = tuple(Thing)
NOW = dt.datetime(2027, 1, 14, 12, tzinfo=dt.UTC)
STANDING: dict[str, object] = {"standing_in_since": NOW, "thing_at": NOW}
EVERYTHING = Relation(
    own=True,
    assigned=True,
    standing_in_since=NOW,
    thing_open=True,
    thing_at=NOW,
    older_consent=True,
    consent=True,
    reason="Jeg er redd for henne",
    assisted=True,
    addressed=True,
    flagged=True,
    escalated=True,
    own_queue=True,
    offer=True,
    tenancy=True,
    repair=True,
    owns_item=True,
    worry=True,
    reads_check_ins=True,
    agreed_by_another=True,
    team=True,
)

# What each phrase of the table means: ways in, each a set of facts, and the verbs they open.
Way = tuple[dict[str, object], frozenset[Verb]]
R: frozenset[Verb] = frozenset({"read"})
W: frozenset[Verb] = frozenset({"read", "write"})
REASON: dict[str, object] = {"reason": "Jeg er redd for henne"}


def verbs(*names: Verb) -> frozenset[Verb]:
    """These verbs."""
    return frozenset(names)


PHRASES: dict[str, list[Way]] = {
    "–": [],
    "R": [({}, R)],
    "W": [({}, W)],
    "own": [({"own": True}, W)],
    "own R": [({"own": True}, R)],
    "own W": [({"own": True}, W)],
    "asg R": [({"assigned": True}, R)],
    "asg W": [({"assigned": True}, W)],
    "std R": [(STANDING, R)],
    "std W": [(STANDING, W)],
    "con R": [({"consent": True}, R)],
    "con W": [({"consent": True}, W)],
    "rsn R": [(REASON, R)],
    "rsn W": [(REASON, W)],
    "need R": [({}, R)],
    "with an offer or a tenancy R": [({"offer": True}, R), ({"tenancy": True}, R)],
    "with a repair R": [({"repair": True}, R)],
    "flagged or escalated to them W": [({"flagged": True}, W), ({"escalated": True}, W)],
    "rsn R; W on what stands in their own queue": [(REASON, R), ({"own_queue": True}, W)],
    "a flagged one R": [({"flagged": True}, R)],
    "addressed W": [({"addressed": True}, W)],
    "con R, asg W in assisted mode": [
        ({"consent": True}, R),
        ({"assigned": True, "assisted": True}, W),
    ],
    "items owned W": [({"owns_item": True}, W)],
    "con R; a worry W": [({"consent": True}, R), ({"worry": True}, W)],
    "std W on a worry": [({**STANDING, "worry": True}, W)],
    "W while on duty to read them, or flagged": [
        ({"reads_check_ins": True}, W),
        ({"flagged": True}, W),
    ],
    "own W (type and place of a fault, no content)": [({"own": True}, W)],
    "suggest": [({}, verbs("read", "suggest"))],
    "comment": [({}, verbs("read", "comment"))],
    "approve as professional": [({}, verbs("read", "approve_as_professional"))],
    "edit, approve": [({}, verbs("read", "edit", "approve"))],
    "own queue R": [({"own_queue": True}, R)],
    "invite asg": [({"assigned": True}, verbs("invite"))],
    "assign W": [({}, verbs("read", "assign"))],
    "anyone W": [({}, W)],
    "team W": [({"team": True}, W)],
    "team R": [({"team": True}, R)],
    "W, with one more coordinator or the assigned worker": [({"agreed_by_another": True}, W)],
    "W, without reading content": [({}, W)],
}
# «ask» stands for a resident about themself, and for a worker about anyone.
ASK: dict[Role, list[Way]] = {
    Role.RESIDENT: [({"own": True}, verbs("ask"))],
    Role.WORKER: [({}, verbs("ask"))],
}
SCOPES = {"need R": "need", "own W (type and place of a fault, no content)": "fault"}


def cells() -> list[tuple[Thing, Role, str]]:
    """Every cell as (row, column, phrase), by the order of rows and columns."""
    rows = [line for line in TABLE.strip().splitlines() if not line.startswith("|---")][1:]
    assert len(rows) == len(THINGS)
    found = []
    for thing, row in zip(THINGS, rows, strict=True):
        phrases = [cell.strip() for cell in row.strip("|").split("|")][1:]
        found += [(thing, role, phrase) for role, phrase in zip(ROLES, phrases, strict=True)]
    return found


def ways(role: Role, phrase: str) -> list[Way]:
    """What a cell opens."""
    if phrase == "ask":
        return ASK[role]
    if phrase == "W" and role is Role.ADMINISTRATOR:
        return [({}, W)]
    return PHRASES[phrase]


@pytest.mark.parametrize(("thing", "role", "phrase"), cells())
def test_a_cell_allows_what_it_says(thing: Thing, role: Role, phrase: str) -> None:
    """Each way in opens its verbs with its facts alone, and no others."""
    for facts, opened in ways(role, phrase):
        for verb in VERBS:
            answer = may(role, verb, thing, Relation(**facts))  # type: ignore[arg-type]  # fields by name
            assert bool(answer) == (verb in opened), verb
            if isinstance(answer, Allowed):
                assert answer.scope == SCOPES.get(phrase, "all")
                assert answer.told == ("reason" in facts)


@pytest.mark.parametrize(("thing", "role", "phrase"), cells())
def test_a_cell_refuses_what_it_does_not_say(thing: Thing, role: Role, phrase: str) -> None:
    """With every fact in the world no other verb opens; without a way's facts its verbs do not."""
    opened = {verb for _, some in ways(role, phrase) for verb in some}
    for verb in VERBS:
        assert bool(may(role, verb, thing, EVERYTHING)) == (verb in opened), verb
    for verb in opened:
        needed = [set(facts) for facts, some in ways(role, phrase) if verb in some]
        if set() in needed:
            continue
        for name in set().union(*needed):
            # Without one fact only the ways that do not need it are left.
            left = any(name not in facts for facts in needed)
            assert bool(may(role, verb, thing, without(name))) == left, (verb, name)


def without(name: str) -> Relation:
    """Every fact but one; a thing without a time is then neither open nor agreed to."""
    taken: dict[str, object] = {name: getattr(Relation(), name)}
    if name == "thing_at":
        taken |= {"thing_open": False, "older_consent": False}
    return dataclasses.replace(EVERYTHING, **taken)  # type: ignore[arg-type]  # fields by name


def test_every_change_takes_effect_at_once() -> None:
    """The same question a moment later has another answer: nothing is remembered."""
    assert may(Role.WORKER, "read", Thing.THREAD, Relation(assigned=True))
    assert may(Role.WORKER, "read", Thing.THREAD, Relation()) == Refused("not_theirs")


def test_a_stand_in_reads_what_is_open_or_new_and_older_only_with_a_yes() -> None:
    """What came before the stand-in began stays closed until the resident says yes."""
    older = NOW - dt.timedelta(days=1)
    closed = Relation(standing_in_since=NOW, thing_at=older)
    for relation, yes in (
        (closed, False),
        (dataclasses.replace(closed, thing_open=True), True),
        (dataclasses.replace(closed, thing_at=NOW), True),
        (dataclasses.replace(closed, older_consent=True), True),
        (dataclasses.replace(closed, thing_open=True, standing_in_since=None), False),
    ):
        assert bool(may(Role.STAND_IN, "read", Thing.THREAD, relation)) is yes


def test_a_reason_must_be_typed() -> None:
    """Without one the answer says that one would help; blanks are none."""
    for reason in ("", "   "):
        answer = may(Role.COORDINATOR, "read", Thing.THREAD, Relation(reason=reason))
        assert answer == Refused("reason_needed")
    answer = may(Role.COORDINATOR, "read", Thing.THREAD, Relation(reason="Redd for ham"))
    assert answer == Allowed(told=True)


def test_a_way_without_a_reason_goes_before_one_with() -> None:
    """What stands in the coordinator's own queue is read without being told of as an opening."""
    relation = Relation(reason="Redd for ham", own_queue=True)
    assert may(Role.COORDINATOR, "read", Thing.THREAD, relation) == Allowed()


def test_several_roles_have_what_any_of_them_has() -> None:
    """A worker who stands in is asked as both; a landlord's side never reads a thread."""
    relation = Relation(standing_in_since=NOW, thing_open=True)
    roles = roles_now({Role.WORKER}, relation)
    assert roles == {Role.WORKER, Role.STAND_IN}
    assert may(roles, "write", Thing.THREAD, relation)
    assert roles_now({Role.WORKER}, Relation()) == {Role.WORKER}
    landlord = {Role.HOUSING_OFFICE, Role.CARETAKER}
    assert may(landlord, "read", Thing.THREAD, EVERYTHING) == Refused("never")


def test_nobody_without_a_role_may_do_anything() -> None:
    """An empty set of roles is refused everywhere."""
    assert all(may((), "read", thing, EVERYTHING) == Refused("never") for thing in Thing)
