"""Where a run stands: derived from the answers, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from bot.flow.conditions import Knowledge
from bot.flow.steps.goto import Goto
from bot.flow.steps.summary import EARLY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flow.answers import Answer
    from bot.flow.definition import Definition
    from bot.flow.run import Run
    from bot.flow.steps.base import Step
    from bot.flow.world import World


def applies(step: Step[Any], known: Knowledge) -> bool:
    """Is its condition known to be true?"""
    return step.when is None or step.when.holds(known) is True


def standing(definition: Definition, run: Run, world: World) -> Step[Any] | None:
    """The step that is asked now: the one being changed, or the first without an answer.

    None when the run is over.
    """
    known = Knowledge(run.by_step(), world.facts)
    if run.changing in known.answers:
        shown_again = definition.by_name.get(run.changing)
        if shown_again is not None and applies(shown_again, known):
            return shown_again
    for step in definition.steps:
        if not _is_settled(step, known.answers):
            if applies(step, known):
                return step
        elif isinstance(step, Goto) and step.then == "end" and applies(step, known):
            return None
    return None


def _is_settled(step: Step[Any], answers: Mapping[str, Answer]) -> bool:
    answer = answers.get(step.name)
    return answer is not None and answer.value != EARLY


def pruned(definition: Definition, run: Run, world: World) -> Run:
    """Without the answers that no longer apply, and without what hung on them."""
    answers = run.by_step()
    kept: dict[str, Answer] = {}
    known = Knowledge(kept, world.facts)
    for step in definition.steps:
        answer = answers.get(step.name)
        if answer is not None and applies(step, known):
            kept[step.name] = answer
    if len(kept) == len(answers) and not run.halves:
        return run
    return msgspec.structs.replace(
        run,
        answers=tuple(answer for answer in run.answers if answer.step in kept),
        halves=tuple(half for half in run.halves if _may_be_asked(definition, half.step, known)),
    )


def _may_be_asked(definition: Definition, name: str, known: Knowledge) -> bool:
    step = definition.by_name.get(name)
    return step is not None and applies(step, known)


def answered_questions(
    definition: Definition, run: Run, world: World
) -> list[tuple[Step[Any], Answer]]:
    """The questions that apply and have an answer, in the flow's order."""
    known = Knowledge(run.by_step(), world.facts)
    return [
        (step, known.answers[step.name])
        for step in definition.questions
        if step.name in known.answers and applies(step, known)
    ]


def before(definition: Definition, run: Run, world: World, here: Step[Any]) -> Step[Any] | None:
    """The answered question nearest above this step; None where there is none."""
    found = None
    answered = {step.name for step, _ in answered_questions(definition, run, world)}
    for step in definition.steps:
        if step.name == here.name:
            break
        if step.name in answered:
            found = step
    return found


def progress(
    definition: Definition, run: Run, world: World, here: Step[Any]
) -> tuple[int, int] | None:
    """
    Which question this is, of how many that apply as far as is known.

    None for what asks nothing, for a lone question, and for what looks last while its answer may
    bring more: «2 av 2» would promise an end that is not there.
    """
    if not here.asks:
        return None
    known = Knowledge(run.by_step(), world.facts)
    number = total = 0
    open_end = False
    for step in definition.questions:
        if applies(step, known):
            total += 1
        elif step.when is not None and step.when.holds(known) is None:
            open_end = True
        if step is here:
            number, open_end = total, False
    if total == 1 or (number == total and open_end):
        return None
    return number, total


def is_enough(definition: Definition, run: Run, world: World) -> bool:
    """May it be handed in early: enough is answered, and it was not handed in before?"""
    summary = definition.summary
    if summary is None or not summary.enough or run.answer(summary.name) is not None:
        return False
    known = Knowledge(run.by_step(), world.facts)
    return all(
        name in known.answers or not applies(definition.by_name[name], known)
        for name in summary.enough
    )
