"""
A calendar invitation that a worker hands in: read, shown, and made into an appointment by a yes.

The file itself never goes to a resident and is kept nowhere. Several wait for their turn; whichever
is not answered within days is forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.domain import conversations, due
from bot.domain.appointments import invited
from bot.domain.appointments.invited import LABEL, Kept
from bot.domain.came import Came
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow import begin
from bot.rules.discretion import RECENT
from bot.rules.invitation import NotInvited, read_invitation
from bot.store import from_us, invitations, to_us

if TYPE_CHECKING:
    import datetime as dt
    from zoneinfo import ZoneInfo

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Media, Message, Text
    from bot.rules.invitation import Invited
    from bot.store import timers

RULE = "invitation.read"
MOST = 20
"""So many of one worker's wait at a time."""
ENDS = (".ics", ".ical", ".vcs")
ANSWER = "invitation"
CHANGE = "invitation_change"
FLOWS = frozenset({ANSWER, CHANGE})


def is_one(who: Person, media: Media) -> bool:
    """Whether this is a calendar file from staff: it is for reading here, and never passed on."""
    facts = dict(media.facts)
    named = facts.get("name", "").strip().lower().endswith(ENDS) or "calendar" in facts
    return who.is_staff and media.kind == "document" and named


async def came(turn: Turn, who: Person, media: Media) -> None:
    """One sent in a chat: kept by name until its file was fetched, which is after this is written."""
    await bury(turn, who.id)
    if "worker" not in who.roles:
        await _tell(turn, who, t("invited.not_yours"))
        return
    if await _too_many(turn, who):
        return
    await _keep(turn, who, "to_fetch", Kept(file_id=media.file_id))
    turn.fetch = True


def looked_into(content: bytes, now: dt.datetime, zone: ZoneInfo) -> Kept:
    """What a file says, or why it is none: all of it that is handed on and kept."""
    try:
        return Kept(found=read_invitation(content, now, zone))
    except NotInvited as wrong:
        return Kept(wrong=wrong.why)


async def handed_in(turn: Turn, staff: Person, read: Kept) -> None:
    """
    One whose file was here and `looked_into`, as at the desk: asked about at once, or told why not.

    Raises Refused for one who makes no appointments.
    """
    if "worker" not in staff.roles:
        raise Refused("invited.not_yours")
    if await _too_many(turn, staff):
        return
    await _ask(turn, staff, await _keep(turn, staff, "read", read))


async def _too_many(turn: Turn, staff: Person) -> bool:
    """So many wait that nobody would know which is which; then one more is told of, and let go."""
    count = await invitations.waiting(turn.tx, staff.id)
    if count < MOST:
        return False
    await _tell(turn, staff, t("invited.enough", n=count))
    await conversations.show_again(turn, staff, Came())
    return True


async def _keep(turn: Turn, staff: Person, state: str, what: Kept) -> invitations.Row:
    row_id = turn.new_id()
    body = await turn.seal(staff.id, LABEL, row_id, what)
    row = invitations.Row(row_id, staff.id, turn.at, state, body)
    await invitations.add(turn.tx, row)
    return row


async def _put(turn: Turn, row: invitations.Row, state: str, what: Kept) -> invitations.Row:
    body = await turn.seal(row.staff_id, LABEL, row.id, what)
    changed = replace(row, state=state, body=body)
    await invitations.put(turn.tx, changed)
    return changed


async def fetched(turn: Turn, row_id: int, found: Invited | None, wrong: str = "") -> None:
    """What its file says, or why that is not known: the worker is asked in their own lane."""
    row = await invitations.by_id(turn.tx, row_id)
    if row is None or row.state != "to_fetch":
        return
    await _put(turn, row, "read", Kept(found=found, wrong=wrong))
    await _plan(turn, row)


async def _plan(turn: Turn, row: invitations.Row) -> None:
    # A name of its own each time: one that had to wait comes again.
    await due.at(turn, RULE, row.id, row.staff_id, turn.now, occurrence=str(turn.at))
    turn.soon = turn.now


async def came_due(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """Its turn has come, unless another is being answered just now."""
    row = await invitations.by_id(turn.tx, timer.subject)
    if row is None or row.state != "read":
        return
    if "worker" not in who.roles:
        await invitations.drop(turn.tx, row.id)
        return
    if turn.now - from_us(row.at) <= RECENT:
        # It is their own doing, a moment ago.
        turn.caused_by = who.id
    await _ask(turn, who, row)


async def _ask(turn: Turn, staff: Person, row: invitations.Row) -> None:
    what = await _judged(turn, staff, await invited.kept(turn, row))
    if what.wrong or what.found is None:
        await invitations.drop(turn.tx, row.id)
        await _tell(turn, staff, t(f"invited.wrong.{what.wrong}"))
        await conversations.show_again(turn, staff, Came())
        return
    under_way = await conversations.current(turn, staff)
    if under_way is not None and under_way.flow in FLOWS:
        await _tell(turn, staff, t("invited.waits"))
        await conversations.show_again(turn, staff, Came())
        return
    for other in await invitations.of(turn.tx, staff.id, "asked"):
        # Left lying: it comes again after this one.
        await _put(turn, other, "read", await invited.kept(turn, other))
    await _put(turn, row, "asked", what)
    makes = what.what == "make"
    definition = turn.house.flows[ANSWER if makes else CHANGE]
    run = begin(definition, invited.first_answers(turn, what.found) if makes else ())
    await conversations.start(turn, staff, definition.id, Came(), fresh=True, run=run)


async def _judged(turn: Turn, staff: Person, read: Kept) -> Kept:
    """To be made, or to move or cancel what was made of it before; or why there is nothing to do."""
    found = read.found
    if found is None:
        return read
    known = await invited.standing(turn, staff, found) if found.uid else None
    if known is None:
        return replace(read, wrong="not_ours") if found.cancels else read
    appointment, version = known
    if found.sequence < version:
        return replace(read, wrong="older")
    if found.cancels:
        return replace(read, what="cancel", about=appointment.id)
    at = invited.moment(turn, found)
    if at is None:
        return replace(read, wrong="no_clock")
    if to_us(at) == appointment.starts_at:
        return replace(read, wrong="known")
    return replace(read, what="move", about=appointment.id)


async def done(turn: Turn, staff: Person) -> None:
    """It was answered: it is gone, and the next that waits comes."""
    there = await invited.asked(turn, staff)
    if there is not None:
        await invitations.drop(turn.tx, there[0].id)
    for row in (await invitations.of(turn.tx, staff.id, "read"))[:1]:
        await _plan(turn, row)


async def _tell(turn: Turn, who: Person, what: Text) -> None:
    told: Message = lines(what, rows=((button("menu.button.menu", "menu"),),))
    await say(turn, Address(who.id, who.id), told, purpose="answer")
    await bury(turn, who.id)
