"""Asked once more when something is about to leave: may this still reach whom it is for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, tasks
from bot.domain.discharge import owners
from bot.domain.housing import applications
from bot.domain.meetings import invited
from bot.domain.owners import handing_over
from bot.domain.relay import thread_access
from bot.domain.remember import unanswered
from bot.domain.talk import peers
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.outgoing import Content
    from bot.domain.people import Person
    from bot.domain.turn import Turn

# What became of one's own message is one's own; everything else about another is asked for.
THEIR_OWN = frozenset({"receipt", "typed"})


async def may_still(
    turn: Turn, who: Person, subject_id: int, purpose: str, content: Content
) -> bool:
    """Whether a message about this subject may reach this person at this moment."""
    about, _, row = content.about.partition(":")
    if subject_id == who.id or content.message is None:
        # One's own; or it only takes away what stands there, which is for everybody. But a new
        # worker who left before this was told is not told of.
        return about != handing_over.ABOUT or await handing_over.stands(turn, int(row))
    if purpose in THEIR_OWN:
        return True
    match about, purpose:
        case invited.ABOUT, _:
            return await invited.may_see(turn, who, int(row))
        case "notice", _:
            return who.id in await thread_access.readers(turn, subject_id)
        case "peer", _:
            return await peers.addressed(turn, who.id, subject_id)
        case "danger", _:
            stands = await thread_access.stands(turn, who, subject_id)
            return access.whole(access.allowed(who, "read", Thing.THREAD, stands))
        case unanswered.RULE, _:
            return await unanswered.still_waits(turn, who.id, subject_id)
        case "task", _:
            return await tasks.still_theirs(turn, who, int(row))
        case _, "tonight":
            stands = await access.relation(turn, who, subject_id, thing_open=True)
            return access.whole(access.allowed(who, "read", Thing.TONIGHT, stands))
        case ("repair", _) | (_, "relay" | "answer"):
            return await _may_read(turn, who, subject_id, content)
        case _, "screen" if content.reads:
            # Somebody fills in another's answers on their own phone.
            stands = await access.relation(turn, who, subject_id, assisted=True)
            return access.whole(access.allowed(who, "write", Thing(content.reads), stands))
        case _:
            # Neither a name nor words: that there is something for one who works here.
            return who.is_staff


async def _may_read(turn: Turn, who: Person, subject_id: int, content: Content) -> bool:
    thing = Thing(content.reads or Thing.THREAD)
    match thing:
        case Thing.THREAD:
            stands = await thread_access.stands(turn, who, subject_id, content.reason)
        case Thing.APPLICATION | Thing.TIMELINE:
            consent = await applications.consent_for(turn, who, subject_id)
            stands = await access.relation(turn, who, subject_id, consent=consent)
        case Thing.DISCHARGE:
            owns = await owners.has_one(turn, subject_id, "case_officer")
            stands = await access.relation(turn, who, subject_id, thing_open=True, owns_item=owns)
        case Thing.CONTACT:
            return await access.may(
                turn, who, "read", thing, subject_id, thing_open=True, reason=content.reason
            )
        case Thing.PEER:
            to = await peers.addressed(turn, who.id, subject_id)
            stands = await access.relation(turn, who, subject_id, addressed=to)
        case Thing.TASKS:
            # Whose task it is was asked when it was opened; a role that ended ends it.
            return who.is_staff
        case _:
            stands = await access.relation(
                turn, who, subject_id, thing_open=True, reason=content.reason
            )
    return access.whole(access.allowed(who, "read", thing, stands))
