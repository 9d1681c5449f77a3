"""Asked once more when something is about to leave: may this still reach whom it is for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, applications
from bot.domain.relay import thread_access
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.outgoing import Content
    from bot.domain.people import Person
    from bot.domain.turn import Turn

# What staff get of a resident's. A bare notice holds neither words nor a name, and what became of
# one's own message is one's own.
TELLING = frozenset({"relay", "answer"})


async def may_still(
    turn: Turn, who: Person, subject_id: int, purpose: str, content: Content
) -> bool:
    """Whether a message about this subject may reach this person at this moment."""
    if subject_id == who.id:
        return True
    if content.about == f"notice:{subject_id}":
        return who.id in await thread_access.readers(turn, subject_id)
    if purpose not in TELLING:
        return True
    thing = Thing(content.reads or Thing.THREAD)
    match thing:
        case Thing.THREAD:
            stands = await thread_access.stands(turn, who, subject_id, content.reason)
        case Thing.APPLICATION:
            consent = await applications.consent_for(turn, who, subject_id)
            stands = await access.relation(turn, who, subject_id, consent=consent)
        case Thing.TASKS:
            # Whose task it is was asked when it was opened; a role that ended ends it.
            return who.is_staff
        case _:
            stands = await access.relation(turn, who, subject_id, thing_open=True)
    return bool(access.allowed(who, "read", thing, stands))
