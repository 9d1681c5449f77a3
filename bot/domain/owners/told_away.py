"""«Mari er borte. Jonas svarer i dag»: said once for each absence, never why."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.texts import t
from bot.flow.message import Day, Message
from bot.store import absences, from_us, timers

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.flow.message import Text
    from bot.store.absences import Absence

TOLD = "away.told"


async def tell_if_away(turn: Turn, resident_id: int) -> None:
    """At their next message: whoever follows them up is away, and who answers, if not told before."""
    worker = await people.worker_of(turn, resident_id)
    if worker is None:
        return
    absence = await absences.now(turn.tx, worker, turn.at)
    if absence is not None:
        await tell(turn, absence, resident_id)


async def tell(turn: Turn, absence: Absence, resident_id: int) -> None:
    """Once for this absence; under a cover, where the resident did not just write."""
    name = str(resident_id)
    if name in await timers.occurrences(turn.tx, TOLD, absence.id):
        return
    await timers.record(turn.tx, turn.new_id(), TOLD, absence.id, resident_id, turn.at, name)
    worker = await people.the(turn, absence.worker_id)
    contact = await people.contact_of(turn, resident_id)
    if absence.since > turn.at:
        text = await _coming(turn, absence)
    else:
        key = "away.told.team" if contact.is_team else "away.told"
        text = t(key, worker=worker.name, name=contact.name, when=_when(turn, absence))
    await say(turn, Address(resident_id, resident_id), Message((text,)), purpose="answer")
    await bury(turn, resident_id)


async def _coming(turn: Turn, absence: Absence) -> Text:
    """Beforehand: from when, and who will answer."""
    worker = await people.the(turn, absence.worker_id)
    found = await people.person(turn, absence.stand_in_id) if absence.stand_in_id else None
    key = "away.coming" if found else "away.coming.team"
    return t(
        key,
        worker=worker.name,
        name=found.name if found else turn.house.team,
        day=Day(from_us(absence.since).astimezone(turn.house.zone).date()),
    )


def _when(turn: Turn, absence: Absence) -> Text:
    if absence.until is None:
        return t("away.meanwhile")
    last = (from_us(absence.until) - dt.timedelta(microseconds=1)).astimezone(turn.house.zone)
    return t("away.today") if last.date() == turn.today else t("away.until", day=Day(last.date()))
