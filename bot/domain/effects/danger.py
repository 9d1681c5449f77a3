"""What flows about danger send: what was done about a flag, and the safety contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.danger import opening, safety_contact
from bot.domain.talk import interpreter
from bot.domain.texts import t

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def danger_done(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A human has written what was done; raises Refused for one who may not read it any more."""
    return await opening.close(turn, sent.actor, who.id, sent.word("outcome"))


async def safety_opened(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A member of staff has typed why: it is shown to them, and the person is told."""
    if sent.word("reason"):
        await safety_contact.open_with_reason(turn, sent.actor, who, sent.word("reason"))
    return None


async def safety_kept(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """Whom to ring and where to look, as the person said it."""
    said = safety_contact.SafetyContact(sent.word("who"), sent.word("where"))
    return await safety_contact.keep(turn, who, said)


async def interpreter_wish(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """Which language, how, and whom not to meet: with the task somebody has already."""
    await interpreter.ask(turn, who, interpreter.Wish(sent.texts()))
    return t("interpreter.kept", contact=(await people.contact_of(turn, who.id)).name)


DANGER: dict[str, Effect] = {"safety_contact": safety_kept, "interpreter": interpreter_wish}
DANGER_OF_STAFF: dict[str, Effect] = {
    "danger_done": danger_done,
    "safety_opened": safety_opened,
}
