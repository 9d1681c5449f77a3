"""Buttons of staff about the archive: what of a thread goes there, and the file for the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, conversations
from bot.domain.archive import files, marking
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, amend, say
from bot.domain.row_ids import number
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.rules.access import Refused as Denied
from bot.rules.access import Thing
from bot.rules.archive import days_of

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message

FLOW = "to_archive"


async def _in_place(press: Press, resident_id: int, shown: Message) -> None:
    """The same message shows what is said now: nothing piles up."""
    to = Address(press.who.id, resident_id)
    if press.came.pressed is None:
        await say(press.turn, to, shown, purpose="answer", reads=Thing.EXPORT)
        await bury(press.turn, press.who.id)
    else:
        pressed = press.came.pressed
        await amend(press.turn, to, pressed, shown, purpose="answer", reads=Thing.EXPORT)


async def _archive(press: Press) -> Message | None:
    turn, staff, resident_id = press.turn, press.who, press.number
    stands = await access.relation(turn, staff, resident_id)
    answer = access.allowed(staff, "write", Thing.EXPORT, stands)
    if isinstance(answer, Denied) and answer.reason == "reason_needed":
        # Not their own worker: straight to the file, which asks why.
        await conversations.start(turn, staff, FLOW, press.came, subject=resident_id, fresh=True)
        return None
    shown = await marking.overview(turn, staff, resident_id)
    await _in_place(press, resident_id, shown)
    return None


async def _file(press: Press) -> Message | None:
    turn, staff, resident_id = press.turn, press.who, press.number
    stands = await access.relation(turn, staff, resident_id)
    answer = access.allowed(staff, "write", Thing.EXPORT, stands)
    if isinstance(answer, Denied) and answer.reason != "reason_needed":
        raise Refused("staff.refused")
    await conversations.start(turn, staff, FLOW, press.came, subject=resident_id, fresh=True)
    return None


async def _thread(press: Press) -> Message | None:
    resident_id, goes = _parts(press, 2)
    turn, staff = press.turn, press.who
    await marking.say(turn, staff, number(resident_id), "thread", "", to_archive=goes == "1")
    shown = await marking.overview(turn, staff, number(resident_id))
    await _in_place(press, number(resident_id), shown)
    return None


async def _weeks(press: Press) -> Message | None:
    shown = await marking.weeks(press.turn, press.who, press.number)
    await _in_place(press, press.number, shown)
    return None


async def _week(press: Press) -> Message | None:
    resident_id, week, goes = _parts(press, 3)
    try:
        days_of(week)
    except ValueError:
        raise Told("came.stale") from None
    turn, staff = press.turn, press.who
    await marking.say(turn, staff, number(resident_id), "week", week, to_archive=goes == "1")
    shown = await marking.weeks(turn, staff, number(resident_id))
    await _in_place(press, number(resident_id), shown)
    return None


async def _messages(press: Press) -> Message | None:
    resident_id, page = _parts(press, 2)
    turn, staff = press.turn, press.who
    shown = await marking.messages(turn, staff, number(resident_id), number(page))
    await _in_place(press, number(resident_id), shown)
    return None


async def _message(press: Press) -> Message | None:
    resident_id, message_id, goes = _parts(press, 3)
    turn, staff = press.turn, press.who
    place = str(number(message_id))
    await marking.say(turn, staff, number(resident_id), "message", place, to_archive=goes == "1")
    shown = await marking.messages(turn, staff, number(resident_id), 0)
    await _in_place(press, number(resident_id), shown)
    return None


async def _done(press: Press) -> Message | None:
    await files.take_away(press.turn, press.who, press.number)
    return lines(t("archive.taken_away"), rows=((button("menu.button.menu", "menu"),),))


def _parts(press: Press, count: int) -> list[str]:
    found = press.argument.split(".")
    if len(found) != count:
        raise Told("came.stale")
    return found


ARCHIVE: dict[str, Act] = {
    "archive": _archive,
    "archive_file": _file,
    "archive_thread": _thread,
    "archive_weeks": _weeks,
    "archive_week": _week,
    "archive_messages": _messages,
    "archive_message": _message,
    "archive_done": _done,
}
