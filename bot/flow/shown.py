"""Questions and answers as texts, wherever they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.flow.message import VERBATIM, Text, verbatim

if TYPE_CHECKING:
    from bot.flow.answers import Answer
    from bot.flow.definition import Definition
    from bot.flow.run import Run
    from bot.flow.steps.base import Step
    from bot.flow.world import World

LONGEST_SHOWN = 200
"""Characters of somebody's own words on a screen; the whole is stored."""


def answer_shown(
    step: Step[Any], answer: Answer | None, world: World, *, hide: bool = False
) -> Text:
    """An answer as the person reads it; `hide` shows only that a private one is stored."""
    if answer is None:
        return Text("engine.gone")
    if answer.kind != "given":
        return Text(f"engine.{answer.kind}")
    if hide and step.private:
        return Text("engine.stored")
    text = step.shown(answer.value, world)
    words = text.values.get("text") if text.key == VERBATIM else None
    if isinstance(words, str) and len(words) > LONGEST_SHOWN:
        return verbatim(words[:LONGEST_SHOWN].rstrip() + "…")
    return text


def question_text(
    definition: Definition, run: Run, world: World, step: Step[Any], part: str = ""
) -> Text:
    """The question, or its why or help, with its placeholders filled."""

    def answered(name: str) -> Text:
        return answer_shown(definition.by_name[name], run.answer(name), world)

    return (
        step.say(f"{step.key}.{part}" if part else step.key, world, answered)
        if step.wants
        else Text("engine.goto")
    )


def line_of(
    definition: Definition, run: Run, world: World, step: Step[Any], answer: Answer
) -> Text:
    """One line of the summary."""
    asked = (
        step.part("label", world)
        if step.label is not None
        else question_text(definition, run, world, step)
    )
    return Text(
        "engine.line", {"question": asked, "answer": answer_shown(step, answer, world, hide=True)}
    )


def newest(definition: Definition, run: Run) -> tuple[Step[Any], Answer] | None:
    """The question answered last, with its answer."""
    for answer in reversed(run.answers):
        step = definition.by_name.get(answer.step)
        if step is not None and step.asks:
            return step, answer
    return None
