"""For the file of everything: what became of the application, step by step, with offers and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.cases import decisions, offers, timeline
from bot.domain.texts import t
from bot.flow.message import Day, Entry, verbatim
from bot.store import case_steps
from bot.store import decisions as stored_decisions
from bot.store import offers as stored_offers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def everything(turn: Turn, who: Person) -> list[Entry]:
    """Steps with what was told, each offer with its answer, each decision's card."""
    found: list[Entry] = []
    for step in await case_steps.all_of(turn.tx, who.id):
        found.append(Entry(timeline.line(step)))
        found += [Entry(one) for one in await timeline.told(turn, step)]
    for offer in await stored_offers.all_of(turn.tx, who.id):
        home = await offers.opened(turn, offer)
        state = t(f"offered.state.{offer.state}")
        found.append(Entry(t("offered.staff.head", state=state, day=Day(offers.last_day(offer)))))
        found += [Entry(one) for one in offers.described(home)]
        if home.rent is not None:
            found.append(Entry(t("offered.rent", n=home.rent)))
        if home.reason is not None:
            found.append(Entry(t("offered.reason", reason=home.reason)))
        if home.words:
            found.append(Entry(t("offered.words", words=verbatim(home.words))))
    for row in await stored_decisions.all_of(turn.tx, who.id):
        card = await decisions.opened(turn, row)
        found += [Entry(one) for one in decisions.words(turn, card, who.language)]
    return found
