"""
No safe place to sleep tonight: somebody is told at once, and one after the other until one opens it.

What is told to the person is what has happened: that it is sent, who has opened it and when, that
nobody reads it before a certain time, or that they must ring. Never a promise of a bed.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, due, people, tasks
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, amend, say
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Message, Moment, Text, verbatim
from bot.pack import duty_at, tonight_next_read
from bot.rules.access import Thing
from bot.rules.calendar import local_moment
from bot.store import cases, from_us, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

LABEL = "tonight"
RULE = "tonight"
STANDS = dt.timedelta(hours=18)  # a request is about this night; after that a new one is made
MORNING = dt.time(9)


class Told(msgspec.Struct, frozen=True):
    """What the person told about tonight, sentence by sentence, as it came."""

    details: tuple[Text, ...] = ()


async def current(turn: Turn, resident_id: int) -> cases.Tonight | None:
    """The person's request about this night, if there is one."""
    since = to_us(turn.now - STANDS)
    found = await cases.tonight_since(turn.tx, resident_id, since)
    return found if found is not None and found.state != "closed" else None


async def ask(turn: Turn, who: Person) -> None:
    """«Si fra til vakta nå»: the request stands from this moment, and the first on duty is told."""
    if await current(turn, who.id) is not None:
        return
    row_id = turn.new_id()
    duty = duty_at(turn.house.pack, turn.now)
    told_id = await _tell(turn, who.id, await _standing(turn, who, nobody=not duty.posts))
    request = cases.Tonight(
        id=row_id,
        resident_id=who.id,
        body=await turn.seal(who.id, LABEL, row_id, Told()),
        asked_at=turn.at,
        told_id=told_id,
    )
    await cases.add_tonight(turn.tx, request)
    await _ring(turn, request)
    if not turn.house.pack.tonight.is_request_to_nav:
        note = tasks.Note(at=turn.now, row=row_id)
        await tasks.open_task(turn, "report_tonight", nav_role(turn), subject=who.id, note=note)
    day = turn.now.astimezone(turn.house.zone).date() + dt.timedelta(days=1)
    morning = local_moment(day, MORNING, turn.house.zone)
    await due.at(turn, "morning", row_id, who.id, morning, useless_after=morning + STANDS)


def nav_role(turn: Turn) -> str:
    """The role that owns «meldt til NAV» in this municipality."""
    tonight = turn.house.pack.tonight
    return next((post.role for post in tonight.posts if post.id == tonight.nav_post), "coordinator")


async def _standing(turn: Turn, who: Person, *, nobody: bool) -> Text:
    pack = turn.house.pack
    if not nobody:
        return t("tonight.sent", at=Moment(turn.now, "time"))
    until = tonight_next_read(pack, turn.now)
    phone = pack.tonight.nobody_phone.number
    if until is None:
        return t("tonight.exhausted", phone=phone)
    return t("tonight.nobody", until=Moment(until), phone=phone)


async def _tell(turn: Turn, resident_id: int, text: Text) -> int:
    await bury(turn, resident_id)
    to = Address(resident_id, resident_id)
    return await say(turn, to, Message((text,)), purpose="tonight", about="tonight")


async def _ring(turn: Turn, request: cases.Tonight) -> None:
    """Tell whoever stands on this rung, and plan the next; an empty rung is passed over."""
    duty = duty_at(turn.house.pack, from_us(request.asked_at))
    minutes = dt.timedelta(minutes=turn.house.pack.tonight.escalation_minutes)
    rung = request.rung
    while rung < len(duty.posts):
        readers = await _readers(turn, duty.posts[rung].role, request.resident_id)
        if readers:
            break
        rung += 1
    else:
        if duty.posts:
            await _exhausted(turn, msgspec.structs.replace(request, rung=rung))
        else:
            await _wait_for_next_shift(turn, request)
        return
    await cases.change_tonight(turn.tx, msgspec.structs.replace(request, rung=rung))
    notice = lines(
        t("tonight.staff"), rows=((button("staff.notice.open", "tonight", request.id),),)
    )
    for reader in readers:
        to = Address(reader, request.resident_id)
        await say(turn, to, notice, purpose="tonight", about=f"tonight:{request.id}")
    await due.at(
        turn, RULE, request.id, request.resident_id, turn.now + minutes, occurrence=str(rung + 1)
    )


async def _wait_for_next_shift(turn: Turn, request: cases.Tonight) -> None:
    opens = tonight_next_read(turn.house.pack, turn.now)
    if opens is not None:
        await due.at(turn, RULE, request.id, request.resident_id, opens, occurrence="shift")


async def _readers(turn: Turn, role: str, resident_id: int) -> list[int]:
    if role == "worker":
        worker = await people.worker_of(turn, resident_id)
        if worker is None:
            return []
        away = await people.stand_in_of(turn, worker)
        return [worker if away is None else away] if away != 0 else []
    return await people.holders(turn, role)


async def came_due(turn: Turn, request_id: int, occurrence: str) -> None:
    """Nobody has opened it within the pack's minutes: the next is told, and so is the person."""
    request = await cases.tonight(turn.tx, request_id)
    if request is None or request.opened_at is not None or request.state != "open":
        return
    if occurrence == "shift":
        # The request was made while nobody read; from now on this shift's order counts.
        fresh = msgspec.structs.replace(request, rung=0)
        await _ring_shift(turn, fresh)
        return
    request = msgspec.structs.replace(request, rung=int(occurrence))
    duty = duty_at(turn.house.pack, from_us(request.asked_at))
    if request.rung < len(duty.posts):
        phone = turn.house.pack.tonight.phone.number
        who = await people.the(turn, request.resident_id)
        name = verbatim(duty.posts[request.rung].name.in_language(who.language))
        text = t("tonight.escalated", next=name, phone=phone)
        await _tell(turn, request.resident_id, text)
    await _ring(turn, request)


async def _ring_shift(turn: Turn, request: cases.Tonight) -> None:
    posts = duty_at(turn.house.pack, turn.now).posts
    readers: list[int] = []
    for post in posts:
        readers += await _readers(turn, post.role, request.resident_id)
    notice = lines(
        t("tonight.staff"), rows=((button("staff.notice.open", "tonight", request.id),),)
    )
    for reader in dict.fromkeys(readers):
        to = Address(reader, request.resident_id)
        await say(turn, to, notice, purpose="tonight", about=f"tonight:{request.id}")
    if not readers:
        await _exhausted(turn, request)


async def _exhausted(turn: Turn, request: cases.Tonight) -> None:
    await cases.change_tonight(turn.tx, msgspec.structs.replace(request, state="exhausted"))
    phone = turn.house.pack.tonight.phone.number
    await _tell(turn, request.resident_id, t("tonight.exhausted", phone=phone))


async def add_detail(turn: Turn, who: Person, detail: Text) -> None:
    """Something more about tonight: kept, and passed on as it comes."""
    request = await current(turn, who.id)
    if request is None:
        return
    told = await turn.unseal(who.id, LABEL, request.id, request.body, Told)
    told = Told((*told.details, detail))
    body = await turn.seal(who.id, LABEL, request.id, told)
    await cases.change_tonight(turn.tx, msgspec.structs.replace(request, body=body))
    if request.opened_by is not None:
        notice = lines(
            t("tonight.staff.more"), rows=((button("staff.notice.open", "tonight", request.id),),)
        )
        await say(turn, Address(request.opened_by, who.id), notice, purpose="notice")


async def open_request(turn: Turn, staff: Person, request_id: int) -> Message:
    """
    Show a request to one who may read it; the first to open it has it, and the person is told.

    Raises Refused for anybody whom access.md does not let read tonight's requests.
    """
    request = await cases.tonight(turn.tx, request_id)
    if request is None:
        raise Refused("thread.gone")
    await access.ask(
        turn,
        staff,
        "read",
        Thing.TONIGHT,
        request.resident_id,
        thing_open=True,
        thing_at=from_us(request.asked_at),
    )
    await access.note(turn, staff, "read tonight", request.resident_id)
    resident = await people.the(turn, request.resident_id)
    told = await turn.unseal(resident.id, LABEL, request.id, request.body, Told)
    if request.opened_at is None:
        request = msgspec.structs.replace(
            request, opened_at=turn.at, opened_by=staff.id, state="opened"
        )
        await cases.change_tonight(turn.tx, request)
        await due.cancel(turn, RULE, request.id, "opened")
        text = t("tonight.opened", name=staff.name, at=Moment(turn.now, "time"))
        if request.told_id is not None:
            to = Address(resident.id, resident.id)
            await amend(turn, to, request.told_id, Message((text,)), purpose="tonight")
        await _tell(turn, resident.id, text)
    head = t("tonight.staff.body", name=resident.name, at=Moment(from_us(request.asked_at)))
    body = [head, *told.details]
    if request.opened_by != staff.id and request.opened_by is not None and request.opened_at:
        opener = await people.person(turn, request.opened_by)
        name = opener.name if opener else t("staff.unnamed")
        at = Moment(from_us(request.opened_at), "time")
        body.append(t("tonight.staff.already", name=name, at=at))
    rows = [(button("tonight.staff.write", "write", resident.id),)]
    if not turn.house.pack.tonight.is_request_to_nav and request.reported_at is None:
        rows.append((button("task.report_tonight.done", "reported", request.id),))
    rows.append((button("menu.button.menu", "menu"),))
    return lines(*body, rows=tuple(rows))


async def reported(turn: Turn, staff: Person, request_id: int) -> None:
    """A named human has told NAV: the person sees who and when."""
    request = await cases.tonight(turn.tx, request_id)
    if request is None:
        raise Refused("thread.gone")
    await access.ask(turn, staff, "write", Thing.TONIGHT, request.resident_id, thing_open=True)
    if request.reported_at is not None:
        return
    await cases.change_tonight(turn.tx, msgspec.structs.replace(request, reported_at=turn.at))
    await tasks.finish_about(turn, staff, request.resident_id, "report_tonight")
    text = t("tonight.reported", name=staff.name, at=Moment(turn.now, "time"))
    await _tell(turn, request.resident_id, text)


async def settled(turn: Turn, request_id: int, *, came: bool) -> None:
    """The one on duty could not be reached at all: do not wait, tell the next at once."""
    request = await cases.tonight(turn.tx, request_id)
    if came or request is None or request.opened_at is not None or request.state != "open":
        return
    await due.cancel(turn, RULE, request.id, "did not come through")
    await came_due(turn, request.id, str(request.rung + 1))


async def opened_by(turn: Turn, staff: Person, resident_id: int) -> bool:
    """Whether this member of staff has this night's request of that resident."""
    request = await current(turn, resident_id)
    return request is not None and request.opened_by == staff.id
