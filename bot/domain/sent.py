"""What a flow hands over when it sends something, what an effect is, and carrying it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import people
from bot.domain.housing import applications
from bot.domain.texts import t
from bot.flow import effects
from bot.flow.message import Media
from bot.flow.shown import question_text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.conversations import Open
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow import Decision, Definition, Run, World
    from bot.flow.answers import Answer
    from bot.flow.message import Text

    Effect = Callable[[Turn, Person, "Sent"], Awaitable[Text | tuple[Text, ...] | None]]


class Sent(NamedTuple):
    """What a flow hands over: the run it came from, the step, and everything answered so far."""

    run_id: int
    step: str
    run: Run
    definition: Definition
    world: World
    actor: Person
    complete: bool
    code: str

    def answer(self, step: str) -> Answer | None:
        """The answer to a step of this run."""
        return self.run.answer(step)

    def value(self, step: str) -> object:
        """What was given at a step; None if skipped, unknown or not asked."""
        answer = self.run.answer(step)
        return answer.value if answer is not None and answer.kind == "given" else None

    def word(self, step: str) -> str:
        """The given choice or words at a step, or an empty string."""
        value = self.value(step)
        return value if isinstance(value, str) else ""

    def number(self, step: str) -> int | None:
        """The given number at a step."""
        value = self.value(step)
        return value if isinstance(value, int) else None

    def ticks(self, step: str) -> tuple[str, ...]:
        """The ticks at a step."""
        value = self.value(step)
        return tuple(value) if isinstance(value, tuple | list) else ()

    def line(self, step: str) -> applications.Line | None:
        """One question and its whole answer, as the person saw them."""
        answer = self.run.answer(step)
        if answer is None:
            return None
        one = self.definition.by_name[step]
        question = (
            one.part("label", self.world)
            if one.label is not None
            else question_text(self.definition, self.run, self.world, one)
        )
        if answer.kind != "given":
            return applications.Line(question, t(f"engine.{answer.kind}"))
        return applications.Line(question, one.shown(answer.value, self.world))

    def lines(self) -> tuple[applications.Line, ...]:
        """Everything that was asked and answered, in the order of the flow."""
        found = (self.line(one.name) for one in self.definition.questions)
        return tuple(line for line in found if line is not None)

    def files(self) -> tuple[Media, ...]:
        """What was spoken, photographed or sent in place of words, in the order of the flow."""
        given = (self.value(step.name) for step in self.definition.questions)
        return tuple(one for one in given if isinstance(one, Media))

    def texts(self) -> tuple[Text, ...]:
        """The same as sentences."""
        return tuple(
            t("application.line", question=line.question, answer=line.answer)
            for line in self.lines()
        )


async def carry_out(turn: Turn, actor: Person, open_: Open, decision: Decision) -> list[Text]:
    """Carry out what the flow sends; sentences to show above the next screen."""
    told: list[Text] = []
    last = decision.run.answers[-1:]
    step = last[0].step if last and last != open_.run.answers[-1:] else ""
    turn.about = (open_.definition.id, step)
    for effect in decision.effects:
        if isinstance(effect, effects.Submitted | effects.Sends):
            step = effect.step if isinstance(effect, effects.Sends) else ""
            early = isinstance(effect, effects.Submitted) and effect.early
            sent = Sent(
                run_id=open_.row.id,
                step=step,
                run=decision.run,
                definition=open_.definition,
                world=open_.world,
                actor=actor,
                complete=not early,
                code=turn.code,
            )
            subject = await people.the(turn, open_.row.subject_id)
            said = await turn.house.effects[effect.name](turn, subject, sent)
            told += said if isinstance(said, tuple) else () if said is None else (said,)
    return told
