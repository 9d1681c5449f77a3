"""What the flows of a worker's day send: notes, messages for later, answers the team shares."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain.team import later, notes, saved
from bot.domain.texts import t
from bot.flow.message import Moment, Text
from bot.rules.calendar import local_moment

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn


def _at(turn: Turn, sent: Sent) -> dt.datetime:
    day, clock = dt.date.fromisoformat(sent.word("day")), dt.time.fromisoformat(sent.word("time"))
    return local_moment(day, clock, turn.house.zone)


async def note(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A note about a resident, to colleagues; raises Refused."""
    await notes.add(turn, sent.actor, who.id, sent.word("words"))
    return t("notes.saved", name=who.name)


async def note_change(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A note of one's own in other words; raises Refused."""
    await notes.reword(turn, sent.actor, int(sent.word("which")), sent.word("words"))
    return t("notes.saved", name=who.name)


async def send_later(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A message planned for one of the times at hand, or a day and an hour; raises Refused, Told."""
    when = sent.word("when")
    at = _at(turn, sent) if when == "own" else later.times(turn).get(when)
    # The time at hand has gone by while the words were written.
    await later.plan(turn, sent.actor, who.id, sent.word("words"), at or turn.now)
    return t("planned.made", name=who.name, at=Moment(at or turn.now))


async def saved_answer(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """An answer for the whole team; raises Refused."""
    await saved.add(turn, sent.actor, sent.word("called"), sent.word("words"))
    return t("saved.saved")


async def saved_change(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """Other words in one of the team's answers; raises Refused, Told."""
    await saved.reword(turn, sent.actor, int(sent.word("which")), sent.word("words"))
    return t("saved.saved")


WORKDAY: dict[str, Effect] = {
    "note": note,
    "note_change": note_change,
    "later": send_later,
    "saved_answer": saved_answer,
    "saved_change": saved_change,
}
