"""What the flows about cases send: a step, an offer and its answer, a decision's card."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain.cases import answers, decisions, moves, offers, wishes
from bot.domain.errors import Told

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def application_step(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A case officer marks what happens; raises Told, Refused."""
    day = sent.word("day")
    return await moves.move(
        turn,
        sent.actor,
        who.id,
        sent.word("step"),
        day=dt.date.fromisoformat(day) if day else None,
        missing=sent.word("missing"),
        own_words=sent.word("more"),
    )


async def offer_home(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A home is offered; raises Told, Refused."""
    wished = await wishes.readable(turn, who)
    home = offers.Home(
        dwelling=sent.word("dwelling"),
        begins=sent.word("begins"),
        size=sent.number("size"),
        rent=sent.number("rent"),
        fits=wishes.named(wished, sent.ticks("fits")),
        against=wishes.named(wished, sent.ticks("against")),
        more=sent.word("more"),
    )
    by = dt.date.fromisoformat(sent.word("answer_by"))
    return await offers.make(turn, sent.actor, who.id, home, by)


async def offer_answer(turn: Turn, who: Person, sent: Sent) -> tuple[Text, ...]:
    """The resident has answered; raises Told where there is no offer any more."""
    if not sent.word("answer"):
        raise Told("offered.none")
    reason = sent.line("reason") if sent.word("reason") else None
    return await answers.answer(
        turn,
        who,
        sent.word("answer"),
        reason=reason.answer if reason else None,
        words=sent.word("words"),
    )


async def decision_card(turn: Turn, who: Person, sent: Sent) -> tuple[Text, ...]:
    """A decision in plain words; raises Told, Refused."""
    card = decisions.Card(
        kind=sent.word("kind"),
        result=sent.word("result"),
        came=sent.word("came"),
        home=sent.word("home"),
        services=sent.word("services"),
        coordinator=sent.word("coordinator"),
        changes=sent.word("changes"),
        why=sent.word("why"),
    )
    return await decisions.decide(turn, sent.actor, who.id, card)


CASES: dict[str, Effect] = {"offer_answer": offer_answer}
CASES_OF_STAFF: dict[str, Effect] = {
    "application_step": application_step,
    "offer_home": offer_home,
    "decision_card": decision_card,
}
