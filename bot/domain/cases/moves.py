"""Marking what happens with a case; the resident reads it, in the words that were shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, people, tasks
from bot.domain.cases import standing
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Day, Text, verbatim
from bot.pack import next_meeting
from bot.store import case_steps

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message

LABEL = "case_step"
UNOWNED = "case_unowned"
STEPS = ("papers", "list", "meeting", "unchanged", "closed")
"""What a case officer marks by itself; offers and decisions mark their own."""


class Words(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the resident was told of a step, sentence by sentence."""

    lines: tuple[Text, ...] = ()


def says(turn: Turn, step: str, day: dt.date | None, missing: str = "") -> tuple[Text, ...]:
    """What the resident reads of a step: facts and dates, and no promise."""
    meeting = Day(next_meeting(turn.house.pack, turn.today))
    match step:
        case "papers":
            return (t("cases.says.papers"), verbatim(missing))
        case "meeting" if day is not None:
            return (t("cases.says.meeting"), t("cases.says.meeting.day", day=Day(day)))
        case "list" | "unchanged":
            return (t(f"cases.says.{step}", meeting=meeting),)
        case _:
            return (t(f"cases.says.{step}"),)


async def move(
    turn: Turn,
    staff: Person,
    resident_id: int,
    step: str,
    *,
    day: dt.date | None = None,
    missing: str = "",
    own_words: str = "",
) -> Text:
    """
    Mark a step and tell the resident; raises Refused, Told for what another did meanwhile.

    `day` is a meeting's, `missing` what has to be found, `own_words` what the officer adds.
    """
    case = await standing.ask(turn, staff, "write", resident_id)
    if step not in STEPS or (step == "meeting") != (day is not None):
        raise Refused("came.stale")
    await standing.meanwhile(turn, staff, resident_id)
    told = says(turn, step, day, missing)
    if own_words:
        told += (t("cases.says.own", name=staff.name, words=verbatim(own_words)),)
    await mark(turn, staff, case, step, told, day=day)
    await tell(turn, resident_id, told)
    resident = await people.the(turn, resident_id)
    return t("cases.moved", name=resident.name)


async def mark(
    turn: Turn,
    by: Person,
    case: case_steps.Case,
    step: str,
    told: tuple[Text, ...] = (),
    *,
    day: dt.date | None = None,
) -> None:
    """Write it down; whoever moves a case that is nobody's has it from then on."""
    row_id = turn.new_id()
    await case_steps.add(
        turn.tx,
        case_steps.CaseStep(
            id=row_id,
            resident_id=case.resident_id,
            application_id=case.application_id,
            step=step,
            day=day.isoformat() if day else None,
            at=turn.at,
            by_id=by.id,
            body=await turn.seal(case.resident_id, LABEL, row_id, Words(told)),
        ),
    )
    if not by.is_staff:
        return
    await standing.look(turn, by, case.resident_id)
    await access.note(turn, by, "moved application", case.resident_id)
    if case.owner_id is None and "case_officer" in by.roles:
        await case_steps.own(turn.tx, case.resident_id, by.id, turn.at)


async def tell(
    turn: Turn, resident_id: int, told: tuple[Text, ...], *, opens: str = "my_application"
) -> None:
    """News for the resident, under a cover; it leads to where everything stands."""
    rows = ((button("cases.where", opens),),)
    await say(turn, Address(resident_id, resident_id), lines(*told, rows=rows), purpose="news")
    await bury(turn, resident_id)


async def take(turn: Turn, staff: Person, resident_id: int) -> Message:
    """This case officer has it from now on; raises Refused, Told where another took it meanwhile."""
    case = await standing.ask(turn, staff, "write", resident_id)
    await _theirs_now(turn, staff, case)
    await give_to(turn, staff, resident_id, staff)
    return lines(t("cases.taken"), rows=(back(resident_id),))


async def _theirs_now(turn: Turn, staff: Person, case: case_steps.Case) -> None:
    """Raises Told, once, where the case went to another since this colleague last looked."""
    if case.owner_id in {None, staff.id}:
        return
    since = await case_steps.owned_since(turn.tx, case.resident_id)
    if since <= await case_steps.seen(turn.tx, staff.id, case.resident_id):
        return
    await standing.look(turn, staff, case.resident_id)
    owner = await people.the(turn, case.owner_id or 0)
    raise Told("cases.taken.by", name=owner.name)


async def choose(turn: Turn, staff: Person, resident_id: int) -> Message:
    """The other case officers, to hand the case over to; raises Refused."""
    case = await standing.ask(turn, staff, "write", resident_id)
    rows = []
    for one in await people.holders(turn, "case_officer"):
        if one != case.owner_id:
            other = await people.the(turn, one)
            rows.append(
                (button("staff.list.row", "case_give", f"{resident_id}.{one}", name=other.name),)
            )
    return lines(
        t("cases.give.who" if rows else "cases.give.nobody"), rows=(*rows, back(resident_id))
    )


async def give(turn: Turn, staff: Person, resident_id: int, to_id: int) -> Message:
    """Another case officer has it from now on and is told; raises Refused, Told."""
    case = await standing.ask(turn, staff, "write", resident_id)
    to = await people.person(turn, to_id)
    if to is None or "case_officer" not in to.roles:
        raise Refused("staff.refused")
    await _theirs_now(turn, staff, case)
    await give_to(turn, staff, resident_id, to)
    notice = lines(t("cases.given.notice"), rows=((button("cases.open", "case", resident_id),),))
    if to.id != staff.id:
        await say(turn, Address(to.id, resident_id), notice, purpose="notice", silent=True)
    return lines(t("cases.given", name=to.name), rows=(back(resident_id),))


async def give_to(turn: Turn, staff: Person, resident_id: int, to: Person) -> None:
    """Whose it is, written down."""
    await case_steps.own(turn.tx, resident_id, to.id, turn.at)
    await standing.look(turn, staff, resident_id)
    await access.note(turn, staff, "gave case", resident_id)
    await tasks.finish_about(turn, staff, resident_id, UNOWNED)


async def left(turn: Turn, officer_id: int) -> None:
    """A case officer's role has ended: their cases are the others', or the coordinators' to give."""
    others = await people.holders(turn, "case_officer")
    for resident_id in await case_steps.owned_by(turn.tx, officer_id):
        await case_steps.own(turn.tx, resident_id, None, turn.at)
        case = await case_steps.of(turn.tx, resident_id)
        if case is not None and case.step not in {"decided", "closed"}:
            role = "case_officer" if others else "coordinator"
            await tasks.open_once(turn, UNOWNED, role, subject=resident_id)


def back(resident_id: int) -> tuple[Button, ...]:
    """The way back to the case, and to the list."""
    return (button("cases.open", "case", resident_id), button("cases.button", "cases"))
