"""A member of staff opens somebody: what has been written is shown, and the writer is told who opened it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import access, people, person_menu
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, say
from bot.domain.owners import gone, handing_over, older
from bot.domain.relay import notice, receipts, thread_access
from bot.domain.relay.content import words_of
from bot.domain.relay.lines import file_alone, paragraph
from bot.domain.relay.threads import answered
from bot.domain.remember import follow_up, phone
from bot.domain.screens import bury
from bot.domain.talk import interpreter
from bot.domain.team import opened
from bot.domain.texts import button, lines, t
from bot.flow.message import Message, verbatim
from bot.rules.access import Refused as Denied
from bot.rules.access import Thing
from bot.store import crossing, open_persons, threads

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button

SHOWN_AT_ONCE = 20
LATEST = 5  # of what has been read before, for one who opens somebody with nothing new


class ReasonNeeded(Refused):
    """A coordinator may read what does not stand in their queue, with a reason that is told."""


async def show_thread(turn: Turn, staff: Person, resident_id: int, reason: str = "") -> None:
    """
    `open_thread` in a chat: a message of its own, about this resident, so that a reply finds them.

    It is noted what it shows, for replies, changes and reactions. Raises ReasonNeeded, Refused.
    """
    opened = await open_thread(turn, staff, resident_id, reason)
    await _show(turn, staff, opened, resident_id, reason)


class Opened(NamedTuple):
    """What was opened: the message that shows it, and which of the thread's it shows."""

    message: Message
    shown: list[threads.ThreadMessage]


async def open_thread(turn: Turn, staff: Person, resident_id: int, reason: str = "") -> Opened:
    """
    What a resident wrote that nobody has opened, for one who may read it; files come at once.

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
    body = [await paragraph(turn, message) for message in shown] or [t("staff.opened.none")]
    top = await gone.at_top(turn, resident_id)
    body = [*top, *await handing_over.at_top(turn, staff, resident_id), *body]
    body += follow_up.seen(resident)
    body += await phone.seen(turn, resident)
    for message in shown:
        await _pass_on_file(turn, staff, message, reason)
    await notice.take(turn, staff.id, resident_id)
    writes = bool(access.allowed(staff, "write", Thing.THREAD, stands))
    if writes:
        await _opened(turn, staff, shown)
        await open_persons.put(turn.tx, staff.id, resident_id, turn.at)
    body += await interpreter.line(turn, resident_id)
    head = t("staff.opened" if writes else "staff.opened.read", name=resident.name)
    rows: list[tuple[Button, ...]] = await opened.first(turn, resident_id)
    if len(may_read) > len(shown):
        rows.append((button("staff.opened.more", "open", resident_id),))
    if stands.assigned and not await people.has_account(turn, resident_id):
        rows.append((button("staff.together", "together", resident_id),))
    rows += older.offered(stands, resident_id)
    rows += person_menu.at_hand(staff, stands, resident_id)
    rows += opened.below(resident_id)
    above = await opened.before(turn, staff, stands, resident_id)
    return Opened(lines(*above, *body, head, rows=tuple(rows)), shown)


async def _show(
    turn: Turn,
    staff: Person,
    opened: Opened,
    resident_id: int,
    reason: str,
) -> None:
    message, shown = opened
    stands, quote = None, None
    if len(shown) == 1:
        stands, quote = await answered(turn, await words_of(turn, shown[0]), staff.id)
    to = Address(staff.id, resident_id)
    shown_id = await say(
        turn, to, message, purpose="answer", reason=reason, reply_to=stands, quote=quote
    )
    await crossing.show(
        turn.tx,
        [
            crossing.Showing(shown_id, one.id, staff.id, resident_id, place)
            for place, one in enumerate(shown)
        ],
    )
    await bury(turn, staff.id)


async def read_with_reason(turn: Turn, staff: Person, resident: Person, reason: str) -> None:
    """
    A coordinator reads what does not stand in their queue: the resident sees who, and why.

    Raises Refused for anybody else.
    """
    await show_thread(turn, staff, resident.id, reason)
    told = Message((t("thread.read_with_reason", name=staff.name, reason=verbatim(reason)),))
    await say(turn, Address(resident.id, resident.id), told, purpose="news")
    await bury(turn, resident.id)


async def _opened(turn: Turn, staff: Person, shown: list[threads.ThreadMessage]) -> None:
    new = [message for message in shown if message.inbound and message.opened_at is None]
    await threads.mark_opened(turn.tx, [message.id for message in new], staff.id, turn.at)
    opened = [await threads.by_id(turn.tx, message.id) for message in new]
    await receipts.opened(turn, [one for one in opened if one is not None], staff.name)


async def _pass_on_file(
    turn: Turn, staff: Person, message: threads.ThreadMessage, reason: str
) -> None:
    words = await words_of(turn, message)
    if words.media is None and not words.album:
        return
    stands, quote = await answered(turn, words, staff.id)
    to = Address(staff.id, message.resident_id)
    shown = await say(
        turn,
        to,
        file_alone(turn, words, message.edited_at),
        purpose="relay",
        about=f"file:{message.id}",
        reason=reason,
        reply_to=stands,
        quote=quote,
    )
    await threads.set_shown(turn.tx, message.id, shown)
    showing = crossing.Showing(shown, message.id, staff.id, message.resident_id, crossing.FILE)
    await crossing.show(turn.tx, [showing])
