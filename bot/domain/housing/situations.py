"""How a resident lives, as they told it: each telling is kept with its date, none is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, bindings, people
from bot.domain.bindings import RUN_LABEL
from bot.domain.errors import Refused
from bot.domain.housing import applications
from bot.domain.sent import Sent
from bot.domain.texts import button, lines, t
from bot.flow import Run, load
from bot.flow.message import Moment
from bot.rules.access import Thing
from bot.store import from_us, runs

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

FLOW = "situation"


async def read(turn: Turn, staff: Person, resident_id: int) -> Message:
    """The newest telling, to one whom the resident has said may read it; raises Refused otherwise."""
    consent = await applications.consent_for(turn, staff, resident_id)
    if not await access.may(turn, staff, "read", Thing.APPLICATION, resident_id, consent=consent):
        raise Refused("application.no_consent")
    await access.note(turn, staff, "read situation", resident_id)
    resident = await people.the(turn, resident_id)
    back = ((button("situation.person", "open", resident_id),),)
    for row in await runs.about(turn.tx, resident_id):
        if row.flow == FLOW and row.state == "done" and row.body is not None:
            definition = turn.house.flows[FLOW]
            run, _ = load(
                definition, await turn.unseal(resident_id, RUN_LABEL, row.id, row.body, Run)
            )
            world = await bindings.world(turn, resident, definition)
            told = Sent(row.id, "", run, definition, world, resident, complete=True, code="")
            told_at = Moment(from_us(row.updated_at), "day")
            head = t("situation.told", name=resident.name, date=told_at)
            return lines(head, *told.texts(), rows=back)
    return lines(t("situation.untold", name=resident.name), rows=back)
