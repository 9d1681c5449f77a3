"""One person going through one flow; small, and the only state there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.flow.answers import Answer

if TYPE_CHECKING:
    import datetime as dt

    from bot.flow.answers import Kind, Value
    from bot.flow.definition import Definition


class Half(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is half done at one question, until that question is answered.

    It names its step because the world may change what is asked between two messages. Which page
    or month is shown is not kept: a press carries it.
    """

    step: str
    tries: int = 0  # how often what was said did not fit; at three a human is offered
    ticks: tuple[str, ...] = ()  # ticked, before «Ferdig»
    day: str = ""  # an ISO date, before «Ja» to it in full words


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answers in the order they were given; where a run stands is derived from them."""

    flow: str
    version: int
    answers: tuple[Answer, ...] = ()
    changing: str = ""  # the answered step that is shown again, with «Behold»
    halves: tuple[Half, ...] = ()

    def answer(self, step: str) -> Answer | None:
        """The answer to a step, if there is one."""
        return next((answer for answer in self.answers if answer.step == step), None)

    def by_step(self) -> dict[str, Answer]:
        """Every answer, by its step."""
        return {answer.step: answer for answer in self.answers}

    def half_of(self, step: str) -> Half:
        """What is half done at this step, which may be nothing."""
        return next((half for half in self.halves if half.step == step), Half(step))

    def answered(self, step: str, value: Value, at: dt.datetime, kind: Kind = "given") -> Run:
        """With this answer as the newest, in place of any older one to the same step."""
        kept = tuple(answer for answer in self.answers if answer.step != step)
        return msgspec.structs.replace(
            self,
            answers=(*kept, Answer(step, at, value, kind)),
            changing="",
            halves=tuple(half for half in self.halves if half.step != step),
        )

    def with_half(self, half: Half) -> Run:
        """With this much half done at its step."""
        others = tuple(other for other in self.halves if other.step != half.step)
        return msgspec.structs.replace(
            self, halves=others if half == Half(half.step) else (*others, half)
        )

    def showing_again(self, step: str) -> Run:
        """Standing at an answered step, beginning with what was ticked there."""
        answer = self.answer(step)
        ticks = answer.value if answer is not None and isinstance(answer.value, tuple) else ()
        return msgspec.structs.replace(self.with_half(Half(step, ticks=ticks)), changing=step)

    def kept(self) -> Run:
        """Back to where the run stands by itself, the shown answer as it was."""
        return msgspec.structs.replace(self.with_half(Half(self.changing)), changing="")


def begin(definition: Definition, given: tuple[Answer, ...] = ()) -> Run:
    """A run with nothing answered but what is `given` from the start."""
    return Run(definition.id, definition.version, given)
