"""Cases as they stand, for whoever may read them; what others did meanwhile is told before one acts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.errors import Refused, Told
from bot.domain.housing import applications
from bot.domain.texts import t
from bot.flow.message import Day, Moment, Text
from bot.pack import next_meeting
from bot.rules import case_standing
from bot.rules.access import Thing
from bot.store import case_steps, from_us, offers
from bot.store import people as stored_people

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.rules.access import Verb
    from bot.rules.case_standing import Standing


@dataclass(frozen=True, slots=True)
class Seen:
    """One case as a reader may see it; without the resident's yes there is no name and no step."""

    resident_id: int
    name: Text
    readable: bool
    stage: Text
    next: Text
    owner: Text
    owner_id: int | None
    since: dt.datetime
    mine: bool


async def ask(turn: Turn, staff: Person, verb: Verb, resident_id: int) -> case_steps.Case:
    """The case, for one who may; raises Refused, also where there is none or the resident is gone."""
    if await people.person(turn, resident_id) is None:
        raise Refused("cases.gone")
    consent = await applications.consent_for(turn, staff, resident_id)
    await access.ask(turn, staff, verb, Thing.TIMELINE, resident_id, consent=consent)
    found = await case_steps.of(turn.tx, resident_id)
    if found is None:
        raise Refused("cases.gone")
    return found


async def standing_of(turn: Turn, case: case_steps.Case) -> Standing:
    """Where it stands today."""
    offered = (await offers.states_of(turn.tx, [case.resident_id])).get(case.resident_id)
    return _standing(turn, case, offered)


def _standing(turn: Turn, case: case_steps.Case, offered: tuple[str, str] | None) -> Standing:
    facts = case_standing.Facts(
        registered=case.registered_at is not None or turn.house.pack.application.is_the_application,
        step=case.step,
        day=dt.date.fromisoformat(case.day) if case.day else None,
        offer=offered[0] if offered else None,
        answer_by=dt.date.fromisoformat(offered[1]) if offered else None,
    )
    return case_standing.standing(facts, turn.today, next_meeting(turn.house.pack, turn.today))


async def shown(turn: Turn, staff: Person, cases: list[case_steps.Case]) -> list[Seen]:
    """Each as this reader may see it; a resident who is gone stands nowhere."""
    ids = [one.resident_id for one in cases]
    await stored_people.several(turn.tx, ids)
    offered = await offers.states_of(turn.tx, ids)
    found: list[Seen] = []
    for case in cases:
        resident = await people.person(turn, case.resident_id)
        if resident is not None:
            stands = _standing(turn, case, offered.get(case.resident_id))
            found.append(await _seen(turn, staff, resident, case, stands))
    return found


async def _seen(
    turn: Turn, staff: Person, resident: Person, case: case_steps.Case, stands: Standing
) -> Seen:
    consent = await applications.consent_for(turn, staff, resident.id)
    readable = await access.may(turn, staff, "read", Thing.TIMELINE, resident.id, consent=consent)
    name = resident.name if readable else t("list.somebody")
    day = {"day": Day(stands.day)} if stands.day else {}
    owner = await people.person(turn, case.owner_id) if case.owner_id is not None else None
    return Seen(
        resident_id=resident.id,
        name=name,
        readable=readable,
        stage=t(f"cases.stage.{stands.stage}", **day) if readable else t("cases.stage.unread"),
        next=t(f"cases.next.{stands.next}", **day) if readable else t("cases.next.unread"),
        owner=owner.name if owner else t("cases.nobodys"),
        owner_id=case.owner_id,
        since=from_us(case.since),
        mine=case.owner_id == staff.id,
    )


async def look(turn: Turn, staff: Person, resident_id: int) -> None:
    """What others did until now has been seen by this colleague."""
    await case_steps.see(turn.tx, staff.id, resident_id, turn.at)


async def meanwhile(turn: Turn, staff: Person, resident_id: int) -> None:
    """
    Raises Told, once, with what somebody else did since this colleague last looked.

    What they were about to do stands as they left it, and goes through when they do it again.
    """
    newest = await case_steps.newest_by_another(turn.tx, resident_id, staff.id)
    if newest is None or newest.at <= await case_steps.seen(turn.tx, staff.id, resident_id):
        return
    await look(turn, staff, resident_id)
    other = await people.person(turn, newest.by_id)
    raise Told(
        "cases.meanwhile",
        name=other.name if other else t("seen.somebody"),
        what=t(f"cases.did.{newest.step}"),
        at=t("cases.at", at=Moment(from_us(newest.at))),
    )
