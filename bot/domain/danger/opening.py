"""A human opens a flag, and writes what was done: only then does it leave the top of their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, due, people
from bot.domain.danger import flags as danger
from bot.domain.danger import safety_contact, unfinished
from bot.domain.danger.duty import RULE
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, say
from bot.domain.relay import thread_access
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, verbatim
from bot.rules.access import Thing
from bot.store import danger as stored
from bot.store import from_us, tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text
    from bot.rules.access import Relation
    from bot.store.danger import Flag

OUTCOME = "danger_outcome"
QUOTED = "\n│ "


async def _flag(turn: Turn, flag_id: int) -> Flag:
    flag = await stored.by_id(turn.tx, flag_id)
    if flag is None or await people.person(turn, flag.resident_id) is None:
        raise Refused("thread.gone")
    return flag


async def _stands(turn: Turn, staff: Person, flag: Flag) -> Relation:
    """How somebody stands to what was flagged; raises Refused for whom it is not for."""
    stands = await thread_access.stands(turn, staff, flag.resident_id)
    if not access.allowed(staff, "read", Thing.THREAD, stands):
        raise Refused("staff.refused")
    return stands


async def open_flag(turn: Turn, staff: Person, flag_id: int) -> tuple[int, Message]:
    """
    Whom it is about, and what was written; the first to open it has it.

    What was written to the peers is shown to those access.md lets read a flagged one, and the rest
    of that inbox to nobody. Raises Refused.
    """
    flag = await _flag(turn, flag_id)
    stands = await _stands(turn, staff, flag)
    flagged = await danger.words_of(turn, flag)
    peers = bool(access.allowed(staff, "read", Thing.PEER, stands))
    await access.note(turn, staff, "read danger flag", flag.resident_id)
    resident = await people.the(turn, flag.resident_id)
    if flag.opened_at is None and flag.state == "open":
        flag = await _opened(turn, staff, flag)
    body = [t("danger.staff.head", name=resident.name, at=Moment(from_us(flag.created_at)))]
    hidden = False
    for one in flagged.said:
        if one.place == "peer" and not peers:
            hidden = True
        else:
            body.append(_line(one))
    if hidden:
        body.append(t("danger.staff.hidden"))
    body += await _state(turn, staff, flag)
    rows: list[tuple[Button, ...]] = []
    if flag.state == "open":
        if access.allowed(staff, "write", Thing.THREAD, stands):
            rows.append((button("tonight.staff.write", "write", resident.id),))
        if await safety_contact.offered(turn, staff, resident.id):
            rows.append((button("safety.staff.button", "safety", resident.id),))
        rows.append((button("danger.staff.done", "danger_done", flag.id),))
    rows.append((button("staff.menu.tasks", "tasks"), button("menu.button.menu", "menu")))
    return resident.id, lines(*body, rows=tuple(rows))


def _line(one: danger.Said) -> Text:
    words = verbatim(one.words.replace("\n", QUOTED))
    return t(f"danger.staff.said.{one.place}", at=Moment(one.at, "time"), words=words)


async def _state(turn: Turn, staff: Person, flag: Flag) -> list[Text]:
    opener = await people.person(turn, flag.opened_by or 0)
    found: list[Text] = []
    if opener is not None and opener.id != staff.id and flag.opened_at is not None:
        at = Moment(from_us(flag.opened_at), "time")
        found.append(t("tonight.staff.already", name=opener.name, at=at))
    if flag.state == "open":
        found.append(t("danger.staff.open"))
    return found


async def _opened(turn: Turn, staff: Person, flag: Flag) -> Flag:
    """A human has it from now on, and the writer sees who and when."""
    flag = msgspec.structs.replace(flag, opened_at=turn.at, opened_by=staff.id)
    await stored.put(turn.tx, flag)
    await due.cancel(turn, RULE, flag.id, "opened")
    await unfinished.watch(turn, flag)
    role = next(one for one in ("worker", "stand_in", "duty", "coordinator") if one in staff.roles)
    await tasks.hand_to(turn.tx, flag.task_id, role, staff.id)
    at = Moment(turn.now, "time")
    await danger.amend_shown(turn, flag, t("thread.opened", name=staff.name, at=at))
    return flag


async def opener_left(turn: Turn, who: Person) -> None:
    """What somebody had opened, who may not any more, is told of anew, as if nobody had."""
    for flag in await stored.opened_by(turn.tx, who.id):
        stands = await thread_access.stands(turn, who, flag.resident_id)
        if access.whole(access.allowed(who, "read", Thing.THREAD, stands)):
            continue
        unopened = msgspec.structs.replace(flag, opened_at=None, opened_by=None)
        await stored.put(turn.tx, unopened)
        await stored.untell(turn.tx, flag.id)
        await unfinished.stop(turn, flag)
        await tasks.hand_to(turn.tx, flag.task_id, "coordinator", None)
        await danger.came_due(turn, flag.id)


async def may_close(turn: Turn, staff: Person, flag_id: int) -> int:
    """Whom an open flag is about, for one who may write what was done; raises Refused, Told."""
    flag = await _flag(turn, flag_id)
    await _stands(turn, staff, flag)
    if flag.state != "open":
        raise Told("danger.staff.closed")
    return flag.resident_id


async def close(turn: Turn, staff: Person, resident_id: int, outcome: str) -> Text:
    """
    A human has written what was done about all that was flagged of this person.

    It is sealed, audited, and shown to the coordinators. Raises Refused, Told.
    """
    flags = await stored.open_about(turn.tx, resident_id)
    if not flags:
        raise Told("danger.staff.closed")
    for flag in flags:
        await _stands(turn, staff, flag)
        if flag.opened_at is None:
            flag = await _opened(turn, staff, flag)  # noqa: PLW2901 -- it is opened by closing it
        sealed = await turn.seal(resident_id, OUTCOME, flag.id, outcome)
        done = msgspec.structs.replace(
            flag, state="done", outcome=sealed, done_at=turn.at, done_by=staff.id
        )
        await stored.put(turn.tx, done)
        await due.cancel(turn, RULE, flag.id, "done")
        await unfinished.stop(turn, flag)
        await tasks.done(turn.tx, flag.task_id, staff.id, turn.at)
    await access.note(turn, staff, "closed danger flag", resident_id)
    notice = lines(
        t("danger.staff.done_notice"),
        rows=((button("staff.notice.open", "danger_result", flags[-1].id),),),
    )
    for coordinator in await people.holders(turn, "coordinator"):
        if coordinator != staff.id:
            to = Address(coordinator, resident_id)
            await say(turn, to, notice, purpose="notice", silent=True)
    return t("danger.staff.thanks")


async def result(turn: Turn, staff: Person, flag_id: int) -> tuple[int, Message]:
    """What was done, to a coordinator or whoever did it; raises Refused."""
    flag = await _flag(turn, flag_id)
    stands = await thread_access.stands(turn, staff, flag.resident_id)
    theirs = flag.done_by == staff.id and access.allowed(staff, "read", Thing.THREAD, stands)
    if not theirs:
        await access.ask(turn, staff, "write", Thing.TASKS, flag.resident_id)
    if flag.outcome is None or flag.done_at is None:
        raise Told("danger.staff.not_closed")
    words = await turn.unseal(flag.resident_id, OUTCOME, flag.id, flag.outcome, str)
    resident = await people.the(turn, flag.resident_id)
    doer = await people.person(turn, flag.done_by or 0)
    await access.note(turn, staff, "read danger outcome", resident.id)
    return resident.id, lines(
        t(
            "danger.staff.result",
            name=doer.name if doer else t("staff.unnamed"),
            about=resident.name,
            at=Moment(from_us(flag.done_at)),
            words=verbatim(words.replace("\n", QUOTED)),
        ),
        rows=((button("menu.button.menu", "menu"),),),
    )
