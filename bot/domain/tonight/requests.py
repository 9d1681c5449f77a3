"""
No safe place to sleep tonight: the request, from «Si fra til vakta nå» until the morning after.

What is told to the person is what has happened: that somebody on duty has been told, who has
opened it and when, that nobody reads it before a certain time, or that they must ring. Never a
promise of a bed. Who is told, and in what order, stands in `duty`; the last word of the
conversation in `closing`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, due, people, tasks
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, amend, say
from bot.domain.relay.content import Words, what
from bot.domain.relay.lines import file_alone
from bot.domain.texts import button, lines, t
from bot.domain.tonight import duty
from bot.domain.tonight.duty import RULE, STANDS, tell
from bot.flow.message import Message, Moment, Text, verbatim
from bot.pack import posts_at, tonight_next_read
from bot.rules.access import Thing
from bot.rules.calendar import local_moment
from bot.store import from_us, to_us, tonight

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

LABEL = "tonight"
MORNING = dt.time(9)
STILL_NIGHT = 5  # o'clock: before this the next morning is the same day's


class Told(msgspec.Struct, frozen=True):
    """What the person told about tonight, sentence by sentence, as it came; and the files, in order."""

    details: tuple[Text, ...] = ()
    files: tuple[Words, ...] = ()


async def current(turn: Turn, resident_id: int) -> tonight.Tonight | None:
    """The person's request about this night, if there is one."""
    since = to_us(turn.now - STANDS)
    found = await tonight.newest_since(turn.tx, resident_id, since)
    return found if found is not None and found.state != "closed" else None


async def ask(turn: Turn, who: Person) -> None:
    """
    «Si fra til vakta nå»: the request stands from this moment, and the first on duty is told.

    Pressed once more it is the same request, unless nobody was left to open that.
    """
    before = await current(turn, who.id)
    if before is not None and before.state != "exhausted":
        await _asked_again(turn, who, before)
        return
    row_id = turn.new_id()
    request = tonight.Tonight(
        id=row_id,
        resident_id=who.id,
        body=await turn.seal(who.id, LABEL, row_id, Told()),
        asked_at=turn.at,
        told_id=await tell(turn, who.id, _standing(turn)),
    )
    await tonight.add(turn.tx, request)
    if not turn.house.pack.tonight.is_request_to_nav:
        note = tasks.Note(at=turn.now, row=row_id)
        await tasks.open_task(turn, "report_tonight", nav_role(turn), subject=who.id, note=note)
    await duty.ring(turn, request)
    local = turn.now.astimezone(turn.house.zone)
    day = local.date() + dt.timedelta(days=0 if local.hour < STILL_NIGHT else 1)
    morning = local_moment(day, MORNING, turn.house.zone)
    await due.at(turn, "morning", row_id, who.id, morning, useless_after=morning + STANDS)


async def _asked_again(turn: Turn, who: Person, request: tonight.Tonight) -> None:
    """What stands about it is said again, and whoever has it is told that the person asked."""
    opener = await people.person(turn, request.opened_by) if request.opened_by else None
    if opener is None or request.opened_at is None:
        asked = from_us(request.asked_at)
        reading = bool(posts_at(turn.house.pack, turn.now))
        await tell(turn, who.id, _sent(asked) if reading else _standing(turn))
        return
    at = Moment(from_us(request.opened_at), "time")
    await tell(turn, who.id, t("tonight.opened", name=opener.name, at=at))
    await _more(turn, request, opener.id)


def nav_role(turn: Turn) -> str:
    """The role that owns «meldt til NAV» in this municipality."""
    table = turn.house.pack.tonight
    return next((post.role for post in table.posts if post.id == table.nav_post), "coordinator")


def _standing(turn: Turn) -> Text:
    pack = turn.house.pack
    if posts_at(pack, turn.now):
        return t("tonight.asked", at=Moment(turn.now, "time"))
    until = tonight_next_read(pack, turn.now)
    phone = duty.number(turn)
    if until is None:
        return t("tonight.exhausted", phone=phone)
    return t("tonight.nobody", until=Moment(until), phone=phone)


def _sent(asked: dt.datetime) -> Text:
    return t("tonight.sent", at=Moment(asked, "time"))


async def add_detail(turn: Turn, who: Person, detail: Text, file: Words | None = None) -> None:
    """Something more about tonight, in words or as a file: kept, and passed on as it comes."""
    request = await current(turn, who.id)
    if request is None:
        return
    told = await turn.unseal(who.id, LABEL, request.id, request.body, Told)
    files = told.files if file is None else (*told.files, file)
    told = Told((*told.details, detail), files)
    body = await turn.seal(who.id, LABEL, request.id, told)
    await tonight.change(turn.tx, msgspec.structs.replace(request, body=body))
    if request.opened_by is not None:
        await _more(turn, request, request.opened_by)


async def added(turn: Turn, who: Person, words: Words) -> Text:
    """What came to a question and was no answer to it is about tonight too; what the person reads of that."""
    if words.kind == "text":
        await add_detail(turn, who, verbatim(words.text))
        return t("tonight.added")
    await add_detail(turn, who, t("tonight.file", what=what(words)), words)
    return t("tonight.added.file")


async def _more(turn: Turn, request: tonight.Tonight, opener_id: int) -> None:
    notice = lines(
        t("tonight.staff.more"), rows=((button("staff.notice.open", "tonight", request.id),),)
    )
    await say(turn, Address(opener_id, request.resident_id), notice, purpose="notice")


async def open_request(turn: Turn, staff: Person, request_id: int) -> tuple[int, Message]:
    """
    Show a request to one who may read it; the first to open it has it, and the person is told.

    Returns whom it is about, and the words. Raises Refused for anybody whom access.md does not
    let read tonight's requests.
    """
    request = await tonight.by_id(turn.tx, request_id)
    if request is None:
        raise Refused("thread.gone")
    asked = from_us(request.asked_at)
    stands = await access.relation(
        turn, staff, request.resident_id, thing_open=True, thing_at=asked
    )
    if not access.allowed(staff, "read", Thing.TONIGHT, stands):
        raise Refused("staff.refused")
    await access.note(turn, staff, "read tonight", request.resident_id)
    resident = await people.the(turn, request.resident_id)
    told = await turn.unseal(resident.id, LABEL, request.id, request.body, Told)
    writes = bool(access.allowed(staff, "write", Thing.TONIGHT, stands))
    if request.opened_at is None:
        request = await _opened(turn, staff, request, owns=writes)
    body = [t("tonight.staff.body", name=resident.name, at=Moment(asked)), *told.details]
    if request.opened_by not in {staff.id, None} and request.opened_at is not None:
        opener = await people.person(turn, request.opened_by or 0)
        name = opener.name if opener else t("staff.unnamed")
        at = Moment(from_us(request.opened_at), "time")
        body.append(t("tonight.staff.already", name=name, at=at))
    rows = [(button("tonight.staff.write", "write", resident.id),)]
    nav = not turn.house.pack.tonight.is_request_to_nav and request.reported_at is None
    if writes and nav:
        rows.append((button("task.report_tonight.done", "reported", request.id),))
    rows.append((button("menu.button.menu", "menu"),))
    for file in told.files:
        # A file is played where it stands: each is a message of its own, above the words.
        to = Address(staff.id, resident.id)
        await say(turn, to, file_alone(turn, file), purpose="answer", reads=Thing.TONIGHT)
    return resident.id, lines(*body, rows=tuple(rows))


async def _opened(
    turn: Turn, staff: Person, request: tonight.Tonight, *, owns: bool
) -> tonight.Tonight:
    """A human has it from now on, and what is to be done about it is theirs."""
    request = msgspec.structs.replace(
        request, opened_at=turn.at, opened_by=staff.id, state="opened"
    )
    await tonight.change(turn.tx, request)
    await due.cancel(turn, RULE, request.id, "opened")
    await tasks.finish_about(turn, staff, request.resident_id, "tonight_unopened")
    if owns:
        role = "duty" if "duty" in staff.roles else "coordinator"
        await tasks.give(turn, request.resident_id, "report_tonight", role, staff.id)
    to = Address(request.resident_id, request.resident_id)
    if request.told_id is not None:
        asked = Moment(from_us(request.asked_at), "time")
        before = Message((t("tonight.told", at=asked),))
        caused_at = request.asked_at
        await amend(turn, to, request.told_id, before, purpose="tonight", caused_at=caused_at)
    text = t("tonight.opened", name=staff.name, at=Moment(turn.now, "time"))
    await tell(turn, request.resident_id, text)
    return request


async def reported(turn: Turn, staff: Person, request_id: int) -> None:
    """A named human has told NAV: the person sees who and when. Raises Refused."""
    request = await tonight.by_id(turn.tx, request_id)
    if request is None:
        raise Refused("thread.gone")
    await access.ask(turn, staff, "write", Thing.TONIGHT, request.resident_id, thing_open=True)
    if request.reported_at is not None:
        return
    await tonight.change(turn.tx, msgspec.structs.replace(request, reported_at=turn.at))
    await tasks.finish_about(turn, staff, request.resident_id, "report_tonight")
    text = t("tonight.reported", name=staff.name, at=Moment(turn.now, "time"))
    await tell(turn, request.resident_id, text)


async def settled(turn: Turn, request_id: int, reader_id: int, *, came: bool) -> None:
    """One on duty was reached, or could not be: then the next is told at once."""
    request = await tonight.by_id(turn.tx, request_id)
    if request is None or request.opened_at is not None or request.state != "open":
        return
    if not came:
        await duty.not_reached(turn, request, reader_id)
    elif request.told_id is not None:
        to = Address(request.resident_id, request.resident_id)
        sent = Message((_sent(from_us(request.asked_at)),))
        caused_at = request.asked_at
        await amend(turn, to, request.told_id, sent, purpose="tonight", caused_at=caused_at)


async def opener(turn: Turn, resident_id: int) -> int | None:
    """Who has this person's request for this night, if a human has opened it."""
    return await tonight.opener(turn.tx, resident_id, to_us(turn.now - STANDS))


async def opened_by(turn: Turn, staff_id: int, resident_id: int) -> bool:
    """Whether this member of staff has this night's request of that resident."""
    return await opener(turn, resident_id) == staff_id
