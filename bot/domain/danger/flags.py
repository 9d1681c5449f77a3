"""
Words that may mean danger: the numbers to the writer at once, and a flag to a human.

Everything a resident types is looked through here, wherever they typed it. It is never held back,
answered or judged; several within a while are one flag that grows. A flag is open until a human
has written what was done.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from bot.domain import people, tasks
from bot.domain.danger import duty
from bot.domain.outgoing import Address, amend, say
from bot.domain.remember import unanswered
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, verbatim
from bot.pack.help_lines import for_danger
from bot.rules.danger import Group, may_mean_danger
from bot.rules.identity_numbers import mask_identity_numbers
from bot.store import danger, from_us, to_us

if TYPE_CHECKING:
    from bot.domain.outgoing import Purpose
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message, Text
    from bot.store.danger import Flag

LABEL = "danger_flag"
GROWS = dt.timedelta(minutes=30)  # what comes within this after somebody opened it joins the flag
SHOWN_FOR = dt.timedelta(hours=1)
RINGS_AGAIN = dt.timedelta(minutes=5)
KEPT_IN_ONE = 20  # texts; more of them say no more

Place = Literal["message", "waiting", "answer", "peer", "edit"]


class Said(msgspec.Struct, frozen=True):
    """One text that was flagged, when, and where it was written."""

    words: str
    at: dt.datetime
    place: Place


class Flagged(msgspec.Struct, frozen=True):
    """The sealed part of a flag: what was written, and the groups whose numbers were shown."""

    said: tuple[Said, ...]
    groups: tuple[Group, ...]


async def look(turn: Turn, who: Person, words: str, place: Place) -> None:
    """Look through what a resident wrote; raises nothing and holds nothing back."""
    groups = () if who.is_staff or turn.erased is not None else may_mean_danger(words)
    if not groups:
        return
    said = Said(mask_identity_numbers(words).text, turn.now, place)
    before = await danger.newest(turn.tx, who.id)
    if before is not None and _grows(turn, before):
        await _grow(turn, who, before, said, groups)
        return
    flag = await _open(turn, who, Flagged((said,), groups))
    rung = await duty.ring(turn, flag)
    told = _told(turn, rung)
    recent = before is not None and _shown_lately(turn, before)
    body = (told,) if recent else (t("danger.numbers", numbers=_numbers(turn, who, groups)), told)
    await _show(turn, who, flag, body)


def _grows(turn: Turn, flag: Flag) -> bool:
    opened_lately = flag.opened_at is None or from_us(flag.opened_at) > turn.now - GROWS
    return flag.state == "open" and opened_lately


def _shown_lately(turn: Turn, flag: Flag) -> bool:
    return flag.shown_at is not None and flag.shown_at > to_us(turn.now - SHOWN_FOR)


async def _open(turn: Turn, who: Person, flagged: Flagged) -> Flag:
    contact = await people.contact_of(turn, who.id)
    flag_id = turn.new_id()
    note = tasks.Note(row=flag_id)
    task_id = await tasks.open_task(
        turn, "danger", contact.role, subject=who.id, owner=contact.owner, note=note, tell=False
    )
    body = await turn.seal(who.id, LABEL, flag_id, flagged)
    flag = danger.Flag(flag_id, who.id, task_id, body, turn.at, turn.at)
    await danger.put(turn.tx, flag)
    # What waits for an answer is urgent from now on.
    await unanswered.watch(turn, who.id)
    return flag


async def _grow(turn: Turn, who: Person, flag: Flag, said: Said, groups: tuple[Group, ...]) -> None:
    """The same flag holds more; numbers that were not shown within the hour are shown now."""
    flagged = await words_of(turn, flag)
    new = tuple(one for one in groups if one not in flagged.groups)
    flagged = Flagged((*flagged.said, said)[-KEPT_IN_ONE:], (*flagged.groups, *new))
    body = await turn.seal(who.id, LABEL, flag.id, flagged)
    rings = flag.last_at < to_us(turn.now - RINGS_AGAIN)
    flag = msgspec.structs.replace(flag, body=body, last_at=turn.at)
    await danger.put(turn.tx, flag)
    if flag.opened_by is not None and rings:
        await duty.notify(turn, flag, flag.opened_by, more=True)
    if new or not _shown_lately(turn, flag):
        numbers = t("danger.numbers", numbers=_numbers(turn, who, groups))
        await _show(turn, who, flag, (numbers, t("danger.joined")))


async def _show(turn: Turn, who: Person, flag: Flag, body: tuple[Text, ...]) -> None:
    """The numbers come below whatever the writer was shown, at any hour, whether that is sent or waits."""
    to = Address(who.id, who.id)
    purpose: Purpose = "answer" if turn.caused_by == who.id else "tonight"
    shown = await say(turn, to, _message(*body), purpose=purpose)
    await bury(turn, who.id)
    flag = msgspec.structs.replace(flag, shown_id=shown, shown_at=turn.at)
    await danger.put(turn.tx, flag)


def _message(*body: Text) -> Message:
    return lines(*body, rows=((button("menu.button.help", "help"),),))


def _numbers(turn: Turn, who: Person, groups: tuple[Group, ...]) -> str:
    found = for_danger(turn.house.pack.help, groups)
    return "\n".join(one.name.in_language(who.language) for one in found)


def _told(turn: Turn, rung: duty.Rung | None) -> Text:
    """Who is being told, or that nobody reads now: never more than is so."""
    if rung is not None:
        return t("danger.telling", name=rung.name)
    until = duty.reads_again(turn)
    if until is None or until <= turn.now:
        return t("danger.nobody_here", phone=turn.house.phone)
    return t("danger.nobody", until=Moment(until))


async def words_of(turn: Turn, flag: Flag) -> Flagged:
    """What was flagged."""
    return await turn.unseal(flag.resident_id, LABEL, flag.id, flag.body, Flagged)


async def amend_shown(turn: Turn, flag: Flag, text: Text) -> None:
    """The line under the numbers changes, which rings nobody; the numbers stay."""
    if flag.shown_id is None:
        return
    who = await people.the(turn, flag.resident_id)
    groups = (await words_of(turn, flag)).groups
    body = _message(t("danger.numbers", numbers=_numbers(turn, who, groups)), text)
    to = Address(who.id, who.id)
    await amend(turn, to, flag.shown_id, body, purpose="answer", caused_at=flag.shown_at)


async def settled(turn: Turn, flag_id: int, reader_id: int, *, came: bool) -> None:
    """One was told, or could not be: then the next is, at once."""
    flag = await danger.by_id(turn.tx, flag_id)
    if flag is None or flag.opened_at is not None or flag.state != "open":
        return
    if came:
        reader = await people.the(turn, reader_id)
        await amend_shown(turn, flag, t("danger.told", name=reader.name))
        return
    others = [one for one in await danger.told(turn.tx, flag.id) if one != reader_id]
    if not any([await people.reachable(turn, one) for one in others]):
        await came_due(turn, flag.id)


async def came_due(turn: Turn, flag_id: int) -> None:
    """Nobody has opened it in time, or somebody reads from now on: the next is told."""
    flag = await danger.by_id(turn.tx, flag_id)
    if flag is None or flag.opened_at is not None or flag.state != "open":
        return
    rung = await duty.ring(turn, flag)
    if rung is not None:
        await amend_shown(turn, flag, t("danger.telling_next", name=rung.name))
        return
    # Nobody is left to tell now: it is said, under a cover, at whatever hour.
    # With the numbers: those shown before may have left the chat.
    to = Address(flag.resident_id, flag.resident_id)
    who = await people.the(turn, flag.resident_id)
    groups = (await words_of(turn, flag)).groups
    numbers = verbatim(_numbers(turn, who, groups))
    body = _message(t("danger.unopened"), numbers, _told(turn, None))
    await say(turn, to, body, purpose="tonight")
    await bury(turn, flag.resident_id)


async def is_open(turn: Turn, resident_id: int) -> bool:
    """Whether a human still owes an answer to something that was flagged."""
    return bool(await danger.open_about(turn.tx, resident_id))
