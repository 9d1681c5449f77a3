"""«Hvor er søknaden min?»: what humans have marked, with dates; nothing that has not happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.cases import decisions, offers
from bot.domain.cases.moves import LABEL, Words
from bot.domain.housing import applications
from bot.domain.texts import lines, t
from bot.flow.message import Moment, Text
from bot.store import case_steps, from_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message

NEWEST = 6


async def history(turn: Turn, resident_id: int, newest: int = NEWEST) -> list[Text]:
    """The newest steps of the case, the oldest of them first."""
    case = await case_steps.of(turn.tx, resident_id)
    if case is None:
        return []
    steps = await case_steps.all_of(turn.tx, resident_id, case.application_id)
    return [line(one) for one in steps[-newest:]]


def line(step: case_steps.CaseStep) -> Text:
    """One step with its day."""
    return t(f"cases.step.{step.step}", date=Moment(from_us(step.at), "day"))


async def told(turn: Turn, step: case_steps.CaseStep) -> tuple[Text, ...]:
    """What the resident was told of a step."""
    if step.body is None:
        return ()
    return (await turn.unseal(step.resident_id, LABEL, step.id, step.body, Words)).lines


async def mine(turn: Turn, who: Person) -> Message:
    """For the resident: sent, registered, each step, what waits for them, the next meeting."""
    body = await applications.status(turn, who)
    case = await case_steps.of(turn.tx, who.id)
    rows: list[tuple[Button, ...]] = []
    if case is not None:
        steps = await case_steps.all_of(turn.tx, who.id, case.application_id)
        happened = [line(one) for one in steps[-NEWEST:]]
        if steps:
            happened += await told(turn, steps[-1])
        body[1:1] = happened
    rows += await offers.residents_buttons(turn, who)
    rows += await decisions.residents_buttons(turn, who)
    return lines(*body, rows=tuple(rows))
