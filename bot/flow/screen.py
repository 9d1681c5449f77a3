"""The living screen: what one sees where the run stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.flow.message import Button, Message, Text
from bot.flow.repair import TRIES
from bot.flow.route import answered_questions, before, is_enough, progress, standing
from bot.flow.shown import answer_shown, line_of, newest, question_text
from bot.flow.steps.choice import A_SCREEN, OneOf, in_pages
from bot.flow.steps.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.flow.definition import Definition
    from bot.flow.run import Run
    from bot.flow.steps.base import Face, Step
    from bot.flow.world import World


def screen(
    definition: Definition, run: Run, world: World, *, page: int = 0, notes: Sequence[Text] = ()
) -> Message:
    """The last answer, any remarks, the question, how to answer, progress; and the buttons."""
    step = standing(definition, run, world)
    if step is None:
        return folded(definition, run, world, notes)
    half = run.half_of(step.name)
    face = step.face(world, half, page)
    changing = run.changing == step.name
    lines = [*_before_the_question(definition, run, world, step), *notes]
    lines.append(question_text(definition, run, world, step))
    if changing:
        answer = answer_shown(step, run.answer(step.name), world)
        lines.append(Text("engine.answer_now", {"answer": answer}))
    lines += _after_the_question(definition, run, world, step, face)
    return Message(tuple(lines), tuple(_rows(step, face, changing=changing, tries=half.tries)))


def _before_the_question(
    definition: Definition, run: Run, world: World, step: Step[Any]
) -> Iterator[Text]:
    if run.changing or isinstance(step, Summary):
        return
    last = newest(definition, run)
    if last is not None and definition.steps.index(last[0]) < definition.steps.index(step):
        # What was given from the start, or asked anew, is no answer that led here.
        yield Text("engine.answered", {"answer": answer_shown(*last, world, hide=True)})


def _after_the_question(
    definition: Definition, run: Run, world: World, step: Step[Any], face: Face
) -> Iterator[Text]:
    yield from face.lines
    if isinstance(step, Summary):
        for asked, answer in answered_questions(definition, run, world):
            yield line_of(definition, run, world, asked, answer)
        return
    if _just_enough(definition, run, world):
        yield Text("engine.enough")
    place = progress(definition, run, world, step)
    if place is not None:
        yield Text("engine.progress", {"number": place[0], "total": place[1]})


def _just_enough(definition: Definition, run: Run, world: World) -> bool:
    """Said once, when the last of what is needed has come in; «Mer» offers it from then on."""
    last, summary = newest(definition, run), definition.summary
    if last is None or summary is None or run.changing or last[0].name not in summary.enough:
        return False
    return is_enough(definition, run, world)


def _rows(
    step: Step[Any], face: Face, *, changing: bool, tries: int
) -> Iterator[tuple[Button, ...]]:
    yield from face.rows
    if unknown_on_screen(step, face):
        yield (step.button(Text("engine.unknown"), "!unknown"),)
    if step.optional and not changing and not face.rows:
        # Own words, with nothing to press: the way past is not left behind «Mer».
        yield (step.button(Text("engine.skip"), "!skip"),)
    steering = face.steering
    if changing:
        steering = (*steering, step.button(Text("engine.keep"), "!keep"))
    if steering:
        yield steering
    if tries >= TRIES:
        yield (step.button(Text("engine.human"), "!human"),)
    yield (
        step.button(Text("engine.help"), "!help"),
        step.button(Text("engine.more"), "!more"),
    )


def unknown_on_screen(step: Step[Any], face: Face) -> bool:
    """«Vet ikke» stands among the choices where there is room for it."""
    return step.unknown and isinstance(step, OneOf) and 0 < len(face.rows) < A_SCREEN


def controls(definition: Definition, run: Run, world: World, step: Step[Any]) -> Message:
    """Behind «Mer»: the standing controls, two to a row."""
    buttons = [
        step.button(Text(f"engine.{name}"), f"!{name}")
        for name in _offered(definition, run, world, step)
    ]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Message((Text("engine.more.what"),), rows)


def _offered(definition: Definition, run: Run, world: World, step: Step[Any]) -> Iterator[str]:
    if is_enough(definition, run, world) and not isinstance(step, Summary):
        yield "early"
    if before(definition, run, world, step) is not None:
        yield "back"
    if step.optional:
        yield "skip"
    if step.unknown:
        yield "unknown"
    if step.why is not None or step.help is not None:
        yield "why"
    yield from ("human", "pause", "hide", "again")


def changes(definition: Definition, run: Run, world: World, here: Step[Any], page: int) -> Message:
    """The answers as a list to choose from, five to a screen."""
    rows = tuple(
        (here.button(asked.part("label", world), f"!change-{asked.name}"),)
        for asked, _ in answered_questions(definition, run, world)
    )
    face = in_pages(here, rows, page)
    back = here.button(Text("engine.again"), "!again")
    return Message((Text("engine.change.what"),), (*face.rows, (*face.steering, back)))


def folded(definition: Definition, run: Run, world: World, notes: Sequence[Text] = ()) -> Message:
    """What is left of a screen that is over: «9 svar er lagret»; nothing of what was said."""
    count = len(answered_questions(definition, run, world))
    key = "engine.folded.one" if count == 1 else "engine.folded"
    return Message((*notes, Text(key, {"count": count})))


def paused(definition: Definition, run: Run, world: World, step: Step[Any]) -> Message:
    """Folded, with the way back in; where nothing is answered yet, nothing is counted."""
    answered = bool(answered_questions(definition, run, world))
    said = folded(definition, run, world).lines if answered else ()
    return Message(
        (*said, Text("engine.paused")), ((step.button(Text("engine.go_on"), "!again"),),)
    )
