"""What stands beside a thread for one who may read it: the application's way, and what the person lets others know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import access
from bot.domain.cases import timeline
from bot.domain.housing import applications
from bot.domain.mine import agreed
from bot.domain.talk import interpreter
from bot.domain.texts import button, t
from bot.flow.message import Day, Moment
from bot.pack import next_meeting
from bot.rules.access import Thing
from bot.store import applications as stored
from bot.store import from_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Text
    from bot.rules.access import Relation


class Beside(NamedTuple):
    """None for what this reader may not see; `answers` opens the application, where that is allowed."""

    timeline: tuple[Text, ...] | None = None
    answers: Button | None = None
    consents: tuple[Text, ...] | None = None
    interpreter: tuple[Text, ...] = ()


async def beside(turn: Turn, who: Person, stands: Relation, resident: Person) -> Beside:
    """Read for this page; each is asked of the table for itself."""
    consent = await applications.consent_for(turn, who, resident.id)
    way: tuple[Text, ...] | None = None
    if await access.may(turn, who, "read", Thing.TIMELINE, resident.id, consent=consent):
        way = await _way(turn, resident)
    answers = None
    found = await stored.newest(turn.tx, resident.id)
    if found is not None and await access.may(
        turn, who, "read", Thing.APPLICATION, resident.id, consent=consent
    ):
        answers = button("desk.application.open", "answers", found.id)
    consents = None
    if access.allowed(who, "read", Thing.CONSENTS, stands):
        consents = await agreed.as_they_stand(turn, resident, who.language)
    return Beside(way, answers, consents, await interpreter.line(turn, resident.id))


async def _way(turn: Turn, resident: Person) -> tuple[Text, ...]:
    """What has happened with the newest application, with its days, and the next day that decides."""
    found = await stored.newest(turn.tx, resident.id)
    if found is None:
        return (t("desk.application.none"),)
    body = [t("desk.application.sent", date=Moment(from_us(found.sent_at), "day"))]
    if found.registered_at is not None:
        at = Moment(from_us(found.registered_at), "day")
        body.append(t("desk.application.registered", date=at))
    else:
        body.append(t("desk.application.waits"))
    if not found.complete:
        body.append(t("desk.application.later"))
    meeting = Day(next_meeting(turn.house.pack, turn.today))
    body += await timeline.history(turn, resident.id)
    return (*body, t("desk.application.meeting", day=meeting))
