"""
The voluntary safety contact: whom to ring and where to look, if somebody fears for a person.

It lies closed. Staff open it with a typed reason; that is audited, and the person is told who and
why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, people
from bot.domain.errors import Refused, Told
from bot.domain.menu import BACK
from bot.domain.outgoing import Address, say
from bot.domain.relay import thread_access
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, verbatim
from bot.rules.access import Refused as Denied
from bot.rules.access import Thing
from bot.store import from_us, runs
from bot.store import safety_contacts as stored

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message, Text

LABEL = "safety_contact"
FLOW = "safety_contact"


class SafetyContact(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the person said: whom to ring, and where to look."""

    who: str = ""
    where: str = ""


async def keep(turn: Turn, who: Person, said: SafetyContact) -> Text:
    """Keep what the person said; with nothing said, nothing is kept."""
    await runs.forget(turn.tx, who.id, FLOW)
    if not (said.who or said.where):
        await stored.drop(turn.tx, who.id)
        return t("safety.nothing")
    row_id = turn.new_id()
    body = await turn.seal(who.id, LABEL, row_id, said)
    await stored.put(turn.tx, stored.Row(who.id, row_id, body, turn.at))
    return t("safety.kept")


async def mine(turn: Turn, who: Person) -> Message:
    """What I have said, to change or delete; the way to say it if I have not."""
    lines_ = await texts(turn, who.id)
    if not lines_:
        rows = ((button("safety.say", "safety_change"),), BACK)
        return lines(t("safety.none"), rows=rows)
    return lines(
        t("safety.mine"),
        *lines_,
        rows=(
            (button("safety.change", "safety_change"), button("safety.delete", "safety_delete")),
            BACK,
        ),
    )


async def texts(turn: Turn, resident_id: int) -> list[Text]:
    """What was said, as lines; none if nothing was."""
    row = await stored.of(turn.tx, resident_id)
    if row is None:
        return []
    said = await turn.unseal(resident_id, LABEL, row.id, row.body, SafetyContact)
    since = Moment(from_us(row.since), "day")
    found = [t("safety.since", date=since)]
    if said.who:
        found.insert(0, t("safety.who", words=verbatim(said.who)))
    if said.where:
        found.insert(-1, t("safety.where", words=verbatim(said.where)))
    return found


async def delete(turn: Turn, who: Person) -> Message:
    """Kept no more, the answers it was made of included."""
    await stored.drop(turn.tx, who.id)
    await runs.forget(turn.tx, who.id, FLOW)
    return lines(t("safety.deleted"), rows=(BACK,))


async def may_ask(turn: Turn, staff: Person, resident_id: int) -> None:
    """Raises Refused for whom no reason would open it, Told where nothing was said."""
    stands = await thread_access.stands(turn, staff, resident_id)
    answer = access.allowed(staff, "read", Thing.SAFETY_CONTACT, stands)
    if isinstance(answer, Denied) and answer.reason != "reason_needed":
        raise Refused("staff.refused")
    if await stored.of(turn.tx, resident_id) is None:
        raise Told("safety.staff.none")


async def open_with_reason(turn: Turn, staff: Person, resident: Person, reason: str) -> None:
    """Shown to one who typed why; audited, and told to the person. Raises Refused."""
    await access.ask(turn, staff, "read", Thing.SAFETY_CONTACT, resident.id, reason=reason)
    found = await texts(turn, resident.id)
    if not found:
        raise Told("safety.staff.none")
    await access.note(turn, staff, "read safety contact", resident.id, reason)
    rows = ((button("menu.button.menu", "menu"),),)
    shown = lines(t("safety.staff.head", name=resident.name), *found, rows=rows)
    await say(
        turn,
        Address(staff.id, resident.id),
        shown,
        purpose="answer",
        reads=Thing.SAFETY_CONTACT,
        reason=reason,
    )
    await bury(turn, staff.id)
    told = lines(
        t("safety.opened", name=staff.name, at=Moment(turn.now), reason=verbatim(reason)),
        rows=((button("safety.change", "safety_mine"),),),
    )
    await say(turn, Address(resident.id, resident.id), told, purpose="news")
    await bury(turn, resident.id)


async def offered(turn: Turn, staff: Person, resident_id: int) -> bool:
    """Whether there is something that this member of staff could open with a reason."""
    try:
        await may_ask(turn, staff, resident_id)
    except Told:
        return False
    return (await people.person(turn, resident_id)) is not None
