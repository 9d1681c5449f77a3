"""Who may read and answer a thread now: asked when it is opened, and once more when it goes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.tonight import requests
from bot.rules.access import Thing
from bot.store import danger, from_us, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.rules.access import Relation


async def stands(turn: Turn, staff: Person, resident_id: int, reason: str = "") -> Relation:
    """How somebody stands to a resident's thread now; `reason` is what they typed, if they did."""
    put_before = await danger.put_before(turn.tx, staff.id, resident_id)
    found = await access.relation(
        turn,
        staff,
        resident_id,
        own_queue=put_before or await in_own_queue(turn, staff, resident_id),
        escalated=await _escalated(turn, staff, resident_id),
        thing_open=True,
        reason=reason,
    )
    follows_up = found.assigned or found.standing_in_since is not None
    flagged = put_before or (follows_up and bool(await danger.open_about(turn.tx, resident_id)))
    return replace(found, flagged=flagged)


async def _escalated(turn: Turn, staff: Person, resident_id: int) -> bool:
    """Whether it is put before this reader: tonight's request, or while on duty what has nobody else."""
    if await requests.opened_by(turn, staff.id, resident_id):
        return True
    if "duty" not in staff.roles:
        return False
    contact = await people.contact_of(turn, resident_id)
    return contact.on_duty and staff.id in contact.ids


async def in_own_queue(turn: Turn, staff: Person, resident_id: int) -> bool:
    """
    Whether the thread stands in the coordinators' queue.

    It does while the resident has nobody who reads, and while something they wrote did not reach
    whom they have.
    """
    if "coordinator" not in staff.roles:
        return False
    contact = await people.contact_of(turn, resident_id)
    return contact.is_team or await threads.not_reaching(turn.tx, resident_id)


async def may_write(turn: Turn, staff: Person, resident_id: int) -> bool:
    """Whether this person may answer this resident now."""
    relation = await stands(turn, staff, resident_id)
    return bool(access.allowed(staff, "write", Thing.THREAD, relation))


async def readable(
    turn: Turn,
    staff: Person,
    relation: Relation,
    resident_id: int,
    messages: Sequence[threads.ThreadMessage],
) -> list[threads.ThreadMessage]:
    """Those of these messages that this person may read: a stand-in reads what is open or newer."""
    waiting = await threads.waiting_since(turn.tx, resident_id)
    in_queue = await in_own_queue(turn, staff, resident_id)

    def may(message: threads.ThreadMessage) -> bool:
        unanswered = waiting is not None and message.created_at >= waiting
        is_open = unanswered or (message.inbound and message.opened_at is None)
        about = replace(relation, thing_open=is_open, thing_at=from_us(message.created_at))
        # A flag opens what is open, not what was said before.
        flagged, queued = relation.flagged and is_open, in_queue or (relation.own_queue and is_open)
        about = replace(about, flagged=flagged, own_queue=queued)
        return bool(access.allowed(staff, "read", Thing.THREAD, about))

    return [message for message in messages if may(message)]


async def readers(turn: Turn, resident_id: int) -> tuple[int, ...]:
    """Whom a resident's words are for now: their contact, and who has their request for tonight."""
    contact = await people.contact_of(turn, resident_id)
    opener = await requests.opener(turn, resident_id)
    return tuple(dict.fromkeys((*contact.ids, *((opener,) if opener else ()))))
