"""Asks the table of who may do what, with the relation as it stands in the store right now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import Refused
from bot.domain.people import worker_of
from bot.rules import access as table
from bot.rules.access import Allowed, Relation, Role, Thing
from bot.store import audit, cases, from_us

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.rules.access import Verb


async def ask(
    turn: Turn,
    who: Person,
    verb: Verb,
    thing: Thing,
    resident_id: int,
    *,
    thing_open: bool = False,
    thing_at: dt.datetime | None = None,
    consent: bool = False,
    own_queue: bool = False,
    escalated: bool = False,
) -> Allowed:
    """
    Whether this person may do this to a resident's thing now; raises Refused with what to say.

    `thing_open` and `thing_at` matter to a stand-in; `consent` is the resident's own yes for this
    recipient and purpose; `own_queue` says that the thing stands in the reader's own queue,
    `escalated` that it was put before this reader.
    """
    since = None
    assigned = False
    if who.is_staff:
        assigned = await worker_of(turn, resident_id) == who.id
        began = await cases.standing_in_since(turn.tx, who.id, resident_id, turn.at)
        since = from_us(began) if began is not None else None
    relation = Relation(
        own=who.id == resident_id,
        assigned=assigned,
        standing_in_since=since,
        thing_open=thing_open,
        thing_at=thing_at,
        consent=consent,
        own_queue=own_queue,
        escalated=escalated,
    )
    own_roles = {Role(role) for role in who.roles} or {Role.RESIDENT}
    answer = table.may(table.roles_now(own_roles, relation), verb, thing, relation)
    if isinstance(answer, Allowed):
        return answer
    raise Refused("staff.refused")


async def may(
    turn: Turn,
    who: Person,
    verb: Verb,
    thing: Thing,
    resident_id: int,
    *,
    thing_open: bool = False,
    consent: bool = False,
    own_queue: bool = False,
    escalated: bool = False,
) -> bool:
    """As `ask`, but an answer instead of an exception."""
    try:
        await ask(
            turn, who, verb, thing, resident_id, thing_open=thing_open, consent=consent,
            own_queue=own_queue, escalated=escalated,
        )  # fmt: skip
    except Refused:
        return False
    return True


async def note(turn: Turn, who: Person, action: str, resident_id: int | None) -> None:
    """Write in the audit who read or changed whose data, without content."""
    await audit.note(turn.tx, audit.Row(turn.new_id(), turn.at, who.id, action, resident_id))
