"""An answer is stored: what it makes void, whom it is told, and where the run comes to stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from bot.flow.effects import Effect, Finished, Sends, Submitted, WentTo
from bot.flow.outcome import Decision
from bot.flow.route import answered_questions, pruned, standing
from bot.flow.screen import folded, screen
from bot.flow.steps.goto import WENT, Goto
from bot.flow.steps.summary import EARLY, Summary

if TYPE_CHECKING:
    from bot.flow.answers import Kind, Value
    from bot.flow.definition import Definition
    from bot.flow.run import Run
    from bot.flow.steps.base import Step
    from bot.flow.world import World


def stored(
    definition: Definition,
    run: Run,
    world: World,
    step: Step[Any],
    value: Value,
    kind: Kind = "given",
) -> Decision:
    """The answer in its place, those it makes void dropped, and the next step shown."""
    after = pruned(definition, run.answered(step.name, value, world.now, kind), world)
    effects: tuple[Effect, ...] = ()
    if step.sends is not None:
        effects = (
            (submission(definition, after, world, step.sends),)
            if isinstance(step, Summary)
            else (Sends(step.sends, step.name, value),)
        )
    return settled(definition, after, world, effects)


def settled(
    definition: Definition, run: Run, world: World, effects: tuple[Effect, ...] = ()
) -> Decision:
    """Pass a goto by going there; where nothing is left to ask, finish."""
    step = standing(definition, run, world)
    if isinstance(step, Goto):
        run = run.answered(step.name, WENT, world.now)
        effects = (*effects, WentTo(step.target, step.then))
        step = standing(definition, run, world)
    if step is None:
        last = folded(definition, run, world)
        return Decision(run, last, (*effects, Finished(last)))
    return Decision(run, screen(definition, run, world), effects)


def handed_in_early(definition: Definition, run: Run, world: World, summary: Summary) -> Decision:
    """What is answered so far is sent; the rest is still asked, and nothing half done is lost."""
    early = msgspec.structs.replace(
        run.answered(summary.name, EARLY, world.now), changing=run.changing
    )
    effects = (
        (submission(definition, early, world, summary.sends, early=True),)
        if summary.sends is not None
        else ()
    )
    return settled(definition, early, world, effects)


def submission(
    definition: Definition, run: Run, world: World, name: str, *, early: bool = False
) -> Submitted:
    """Every answer that applies, for the effect of this name."""
    answers = tuple(answer for _, answer in answered_questions(definition, run, world))
    return Submitted(name, answers, early)
