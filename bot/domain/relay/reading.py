"""A member of staff opens somebody: what has been written is shown, and the writer is told who opened it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people, person_menu
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, say
from bot.domain.owners import handing_over, older
from bot.domain.relay import thread_access
from bot.domain.relay.threads import LABEL, Words, take_notice, tell_author
from bot.domain.screens import bury
from bot.domain.team import opened
from bot.domain.texts import button, lines, t
from bot.flow.message import Message, Moment, Text, verbatim
from bot.rules.access import Refused as Denied
from bot.rules.access import Thing
from bot.store import from_us, open_persons, threads

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button

SHOWN_AT_ONCE = 20
QUOTED = "\n│ "
LATEST = 5  # of what has been read before, for one who opens somebody with nothing new


class ReasonNeeded(Refused):
    """A coordinator may read what does not stand in their queue, with a reason that is told."""


async def open_thread(turn: Turn, staff: Person, resident_id: int, reason: str = "") -> Message:
    """
    What a resident wrote that nobody has opened, shown to one who may read it.

    For one who may answer, each is marked as opened by them, the resident is told so, and what
    they type from now on goes to this resident. Raises ReasonNeeded, Refused.
    """
    stands = await thread_access.stands(turn, staff, resident_id, reason)
    granted = access.allowed(staff, "read", Thing.THREAD, stands)
    if isinstance(granted, Denied):
        if granted.reason == "reason_needed":
            raise ReasonNeeded("staff.refused")
        raise Refused("staff.refused")
    action = "read thread with a reason" if granted.told else "read thread"
    await access.note(turn, staff, action, resident_id, reason if granted.told else "")
    resident = await people.the(turn, resident_id)
    unopened = await threads.unopened(turn.tx, resident_id)
    found = unopened or await threads.latest(turn.tx, resident_id, LATEST)
    may_read = await thread_access.readable(turn, staff, stands, resident_id, found)
    shown = may_read[:SHOWN_AT_ONCE]
    body = [await _line(turn, message) for message in shown] or [t("staff.opened.none")]
    body = [*await handing_over.at_top(turn, staff, resident_id), *body]
    for message in shown:
        await _pass_on_file(turn, staff, message, reason)
    await take_notice(turn, staff.id, resident_id)
    writes = bool(access.allowed(staff, "write", Thing.THREAD, stands))
    if writes:
        await _opened(turn, staff, shown)
        await open_persons.put(turn.tx, staff.id, resident_id, turn.at)
    head = t("staff.opened" if writes else "staff.opened.read", name=resident.name)
    rows: list[tuple[Button, ...]] = []
    if len(may_read) > len(shown):
        rows.append((button("staff.opened.more", "open", resident_id),))
    if stands.assigned and not await people.has_account(turn, resident_id):
        rows.append((button("staff.together", "together", resident_id),))
    rows += older.offered(stands, resident_id)
    rows += person_menu.at_hand(staff, stands, resident_id)
    rows += opened.below(resident_id)
    above = await opened.before(turn, staff, stands, resident_id)
    return lines(*above, *body, head, rows=tuple(rows))


async def read_with_reason(turn: Turn, staff: Person, resident: Person, reason: str) -> None:
    """
    A coordinator reads what does not stand in their queue: the resident sees who, and why.

    Raises Refused for anybody else.
    """
    shown = await open_thread(turn, staff, resident.id, reason)
    await say(turn, Address(staff.id, resident.id), shown, purpose="answer", reason=reason)
    await bury(turn, staff.id)
    told = Message((t("thread.read_with_reason", name=staff.name, reason=verbatim(reason)),))
    await say(turn, Address(resident.id, resident.id), told, purpose="news")
    await bury(turn, resident.id)


async def _opened(turn: Turn, staff: Person, shown: list[threads.ThreadMessage]) -> None:
    new = [message for message in shown if message.inbound and message.opened_at is None]
    await threads.mark_opened(turn.tx, [message.id for message in new], staff.id, turn.at)
    at = Moment(turn.now, "time")
    await tell_author(turn, new, t("thread.opened", name=staff.name, at=at))


async def _line(turn: Turn, message: threads.ThreadMessage) -> Text:
    words = await turn.unseal(message.resident_id, LABEL, message.id, message.body, Words)
    author = await people.person(turn, message.author_id)
    name = author.name if author else t("staff.unnamed")
    if words.media is not None:
        return t("thread.voice", name=name)
    written = from_us(message.created_at)
    # «kl. 10.00» alone is today's: what was written before has its day.
    today = written.astimezone(turn.house.zone).date() == turn.today
    at = Moment(written, "time" if today else "full")
    # A line of theirs must not look like a line of ours: «Mari kl. 14.00: …».
    quoted = words.text.replace("\n", QUOTED)
    return t("thread.said", name=name, at=at, words=verbatim(quoted))


async def _pass_on_file(
    turn: Turn, staff: Person, message: threads.ThreadMessage, reason: str
) -> None:
    words = await turn.unseal(message.resident_id, LABEL, message.id, message.body, Words)
    if words.media is None:
        return
    to = Address(staff.id, message.resident_id)
    file = Message((), media=words.media)
    shown = await say(turn, to, file, purpose="relay", reason=reason)
    await threads.set_shown(turn.tx, message.id, shown)
