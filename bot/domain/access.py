"""Asks the table of who may do what, with the relation as it stands in the store right now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from bot.domain.errors import Refused
from bot.domain.people import worker_of
from bot.domain.roles import UNITS
from bot.rules import access as table
from bot.rules.access import Allowed, Relation, Role, Thing
from bot.store import audit, consents, from_us, offers
from bot.store import people as stored_people

if TYPE_CHECKING:
    import datetime as dt
    from typing import Unpack

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.rules.access import Refused as Denied
    from bot.rules.access import Verb


LABEL = "audit.reason"
UNIT = "housing_office"
"""To whom a resident says yes when the case officers may read; both sit at the housing office."""
OF_COLLEAGUES = frozenset({Thing.AWAY})
"""What is asked about somebody who works here: everything else is asked about residents."""


class Facts(TypedDict, total=False):
    """
    What the asker knows of the thing, beside who is whose.

    `thing_open` and `thing_at` matter to a stand-in; `consent` is the resident's own yes for this
    recipient and purpose; `own_queue` says that the thing stands in the reader's own queue,
    `escalated` that it was put before this reader, `flagged` that it may mean danger and is theirs to
    look at, `addressed` that it was written to them, `owns_item` that something on the list of a
    discharge is theirs, `reason` is what they typed; `repair` that it is asked with one of theirs.
    """

    thing_open: bool
    thing_at: dt.datetime | None
    consent: bool
    own_queue: bool
    escalated: bool
    flagged: bool
    addressed: bool
    assisted: bool
    agreed_by_another: bool
    owns_item: bool
    repair: bool
    reason: str
    offer: bool


async def relation(turn: Turn, who: Person, resident_id: int, **facts: Unpack[Facts]) -> Relation:
    """
    How somebody stands to a resident right now.

    A colleague is nobody's resident: a button with their id in it opens nothing, or whoever may give
    a resident a new phone could take over an administrator's account.
    """
    stands = await _relation(turn, who, resident_id, **facts)
    if who.id == resident_id:
        return stands
    row = await stored_people.by_id(turn.tx, resident_id)
    # Whoever never held a role has it in their own row: nearly everybody who is asked about.
    works_here = row is not None and row.staff
    if works_here and await stored_people.roles(turn.tx, resident_id, turn.at):
        return replace(stands, gone=True)
    return stands


async def _of_a_unit(turn: Turn, who: Person, resident_id: int) -> Facts:
    """What gives a unit somebody's name: their yes to reading the application, or a home on offer."""
    found = Facts()
    if "case_officer" in who.roles:
        found["consent"] = await consents.given(turn.tx, resident_id, UNIT, "application")
    if "housing_office" in who.roles:
        found["offer"] = await offers.has_any(turn.tx, resident_id)
    return found


async def _relation(turn: Turn, who: Person, resident_id: int, **facts: Unpack[Facts]) -> Relation:
    since = None
    assigned = False
    if who.is_staff:
        assigned = await worker_of(turn, resident_id) == who.id
        began = await stored_people.standing_in_since(turn.tx, who.id, resident_id, turn.at)
        since = from_us(began) if began is not None else None
    row = await stored_people.by_id(turn.tx, resident_id)
    return Relation(
        own=who.id == resident_id,
        assigned=assigned,
        standing_in_since=since,
        older_consent=since is not None
        and await consents.given(turn.tx, resident_id, f"person:{who.id}", "older"),
        gone=row is None or row.state == "erased",
        **facts,
    )


def allowed(who: Person, verb: Verb, thing: Thing, stands: Relation) -> Allowed | Denied:
    """What the table says of somebody who stands so."""
    own_roles = {Role(role) for role in who.roles} or {Role.RESIDENT}
    return table.may(table.roles_now(own_roles, stands), verb, thing, stands)


async def ask(
    turn: Turn, who: Person, verb: Verb, thing: Thing, resident_id: int, **facts: Unpack[Facts]
) -> Allowed:
    """Whether this person may do this to a resident's thing now; raises Refused with what to say."""
    stands = await _about(turn, who, thing, resident_id, **facts)
    answer = allowed(who, verb, thing, stands)
    if isinstance(answer, Allowed) and whole(answer):
        return answer
    raise Refused("staff.refused")


def ask_of_all(who: Person, verb: Verb, thing: Thing) -> None:
    """Whether this is everybody's of this kind to them, whoever it is about; raises Refused."""
    if not whole(allowed(who, verb, thing, Relation())):
        raise Refused("staff.refused")


async def may(
    turn: Turn, who: Person, verb: Verb, thing: Thing, resident_id: int, **facts: Unpack[Facts]
) -> bool:
    """As `ask`, but an answer instead of an exception."""
    stands = await _about(turn, who, thing, resident_id, **facts)
    return whole(allowed(who, verb, thing, stands))


async def _about(
    turn: Turn, who: Person, thing: Thing, subject_id: int, **facts: Unpack[Facts]
) -> Relation:
    find = _relation if thing in OF_COLLEAGUES else relation
    if thing is Thing.CONTACT and who.roles.intersection(UNITS):
        facts = await _of_a_unit(turn, who, subject_id) | facts
    return await find(turn, who, subject_id, **facts)


def whole(answer: Allowed | Denied) -> bool:
    """Whether it opens all of the thing: a summary of what is needed is another door than the thing."""
    return isinstance(answer, Allowed) and answer.scope == "all"


async def note(
    turn: Turn, who: Person, action: str, resident_id: int | None, reason: str = ""
) -> None:
    """
    Write in the audit who read or changed whose data, without content.

    A typed `reason` is kept beside it, sealed with the key of the resident it is about: the row is
    never changed, and the reason goes with the key when they are erased.
    """
    row_id = turn.new_id()
    sealed: bytes | None = None
    if reason.strip() and resident_id is not None:
        sealed = await turn.seal(resident_id, LABEL, row_id, reason.strip())
    await audit.note(turn.tx, audit.Row(row_id, turn.at, who.id, action, resident_id, sealed))
