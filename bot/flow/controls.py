"""The standing controls: what every question has without its flow saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.flow import screen as seen
from bot.flow.effects import Effect, Hide, Paused, WantsHelp, WantsHuman
from bot.flow.message import Text
from bot.flow.outcome import Decision
from bot.flow.route import answered_questions, before, is_enough
from bot.flow.settle import handed_in_early, settled, stored
from bot.flow.shown import question_text
from bot.flow.steps.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flow.definition import Definition
    from bot.flow.run import Run
    from bot.flow.steps.base import Step
    from bot.flow.world import World


def anywhere(
    definition: Definition, run: Run, world: World, step: Step[Any] | None, control: str
) -> Decision:
    """Help, a human, hide and pause: honoured on every screen, also an old one."""
    here = step.name if step is not None else ""
    effects: dict[str, Effect] = {
        "!help": WantsHelp(),
        "!human": WantsHuman(here),
        "!hide": Hide(),
        "!pause": Paused(),
    }
    shown = (
        seen.paused(definition, run, world, step)
        if control == "!pause" and step is not None
        else seen.screen(definition, run, world)
    )
    return Decision(run, shown, (effects[control],))


def steered(
    definition: Definition, run: Run, world: World, step: Step[Any], control: str
) -> Decision | None:
    """What a control does at the step that is asked now; None where it is not offered there."""
    if control.startswith("!page"):
        return _turned(definition, run, world, step, control.removeprefix("!page"))
    if control.startswith("!change"):
        return _changing(definition, run, world, step, control.removeprefix("!change"))
    does = _DOES.get(control)
    return does(definition, run, world, step) if does is not None else None


def _again(definition: Definition, run: Run, world: World, step: Step[Any]) -> Decision:  # noqa: ARG001 - controls are called alike
    return settled(definition, run, world)


def _more(definition: Definition, run: Run, world: World, step: Step[Any]) -> Decision:
    return Decision(run, seen.controls(definition, run, world, step))


def _keep(definition: Definition, run: Run, world: World, step: Step[Any]) -> Decision | None:
    return settled(definition, run.kept(), world) if run.changing == step.name else None


def _skip(definition: Definition, run: Run, world: World, step: Step[Any]) -> Decision | None:
    return stored(definition, run, world, step, None, "skipped") if step.optional else None


def _unknown(definition: Definition, run: Run, world: World, step: Step[Any]) -> Decision | None:
    return stored(definition, run, world, step, None, "unknown") if step.unknown else None


def _early(definition: Definition, run: Run, world: World, step: Step[Any]) -> Decision | None:
    last = definition.summary
    if last is None or step is last or not is_enough(definition, run, world):
        return None
    return handed_in_early(definition, run, world, last)


def _explained(definition: Definition, run: Run, world: World, step: Step[Any]) -> Decision:
    notes = [
        question_text(definition, run, world, step, part)
        for part in ("why", "help")
        if getattr(step, part) is not None
    ]
    return Decision(
        run, seen.screen(definition, run, world, notes=notes or [Text("engine.why.none")])
    )


def _gone_back(definition: Definition, run: Run, world: World, step: Step[Any]) -> Decision:
    earlier = before(definition, run, world, step)
    if earlier is None:
        note = Text("engine.first")
        return Decision(run, seen.screen(definition, run, world, notes=(note,)))
    again = run.showing_again(earlier.name)
    return Decision(again, seen.screen(definition, again, world))


def _turned(
    definition: Definition, run: Run, world: World, step: Step[Any], page: str
) -> Decision | None:
    if not (page.isascii() and page.isdecimal() and len(page) < 6):  # noqa: PLR2004 - a month counts five digits
        return None
    if isinstance(step, Summary):
        return Decision(run, seen.changes(definition, run, world, step, int(page)))
    return Decision(run, seen.screen(definition, run, world, page=int(page)))


def _changing(
    definition: Definition, run: Run, world: World, step: Step[Any], which: str
) -> Decision | None:
    if not isinstance(step, Summary):
        return None
    if not which:
        return Decision(run, seen.changes(definition, run, world, step, 1))
    name = which.removeprefix("-")
    if name not in {asked.name for asked, _ in answered_questions(definition, run, world)}:
        return None
    again = run.showing_again(name)
    return Decision(again, seen.screen(definition, again, world))


_DOES: dict[str, Callable[[Definition, Run, World, Step[Any]], Decision | None]] = {
    "!again": _again,
    "!more": _more,
    "!why": _explained,
    "!back": _gone_back,
    "!keep": _keep,
    "!skip": _skip,
    "!unknown": _unknown,
    "!early": _early,
}
