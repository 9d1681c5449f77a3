"""What the conversations about repairs send: the resident's to the caretaker, and the caretaker's back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain.errors import Told
from bot.domain.repairs import mending, parts, reporting
from bot.domain.texts import t
from bot.flow.message import verbatim
from bot.rules.calendar import local_moment

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def report(turn: Turn, who: Person, sent: Sent) -> tuple[Text, ...]:
    """Something is broken."""
    kind, what = sent.word("what"), sent.line("what")
    return await reporting.report(
        turn,
        who,
        kind,
        sent.ticks("danger"),
        what.answer if what else verbatim(kind),
        _given(sent),
        sent.files(),
    )


def _given(sent: Sent) -> tuple[Text, ...]:
    """What was answered, without what was passed over, and without what it is: that stands above."""
    steps = (step.name for step in sent.definition.questions if step.name != "what")
    found = (sent.line(step) for step in steps if _answered(sent, step))
    return tuple(
        t("application.line", question=line.question, answer=line.answer)
        for line in found
        if line is not None
    )


def _answered(sent: Sent, step: str) -> bool:
    answer = sent.answer(step)
    return answer is not None and answer.kind != "skipped"


async def add(turn: Turn, who: Person, sent: Sent) -> Text:
    """Something more about one of theirs; raises Told where nothing is open."""
    open_ = await parts.open_of(turn, who.id)
    found = next((row for row in open_ if str(row.id) == sent.word("which")), None)
    if found is None and not open_:
        raise Told("broken.over")
    row = found or open_[0]
    words = verbatim(sent.word("words")) if sent.word("words") else None
    return await reporting.add(turn, who, row.id, words, sent.files())


async def visit(turn: Turn, who: Person, sent: Sent) -> Text:
    """A caretaker comes on a day; raises Refused, Told."""
    row = await mending.of_flow(turn, sent.actor, who.id, sent.word("which"))
    day, clock = dt.date.fromisoformat(sent.word("day")), dt.time.fromisoformat(sent.word("time"))
    return await mending.coming(turn, sent.actor, row, local_moment(day, clock, turn.house.zone))


async def more(turn: Turn, who: Person, sent: Sent) -> Text:
    """A caretaker asks for more; raises Refused, Told."""
    row = await mending.of_flow(turn, sent.actor, who.id, sent.word("which"))
    return await mending.needs_more(turn, sent.actor, row, sent.word("words"))


REPAIRS: dict[str, Effect] = {"repair": report, "repair_add": add}
REPAIRS_OF_STAFF: dict[str, Effect] = {"repair_visit": visit, "repair_more": more}
