"""A whole number: pressed, or typed as «2», «to» or «tre stykker»."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Unpack

from bot.flow.conditions import AtLeast, Is, IsNot
from bot.flow.errors import Invalid
from bot.flow.message import Button, Text, verbatim
from bot.flow.numbers import read_number
from bot.flow.steps.base import Common, Face, Given, Going, Step
from bot.flow.steps.choice import A_SCREEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flow.answers import Value
    from bot.flow.conditions import Condition
    from bot.flow.run import Half
    from bot.flow.world import World


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Number(Step[int]):
    """A whole number from `min` to `max`; the first few, or `suggest`, stand as one row of buttons."""

    kind: ClassVar[str] = "number"

    min: int = 0
    max: int = 1_000_000
    suggest: tuple[int, ...] = ()

    def is_(self, *values: int) -> Condition:
        """The number is one of these."""
        return Is(self, values)

    def is_not(self, *values: int) -> Condition:
        """Answered, and with none of these; «vet ikke» counts as an answer here."""
        return IsNot(self, values)

    def at_least(self, least: int) -> Condition:
        """The number is this or more."""
        return AtLeast(self, least)

    def problems(self) -> Iterator[str]:
        """A range that holds nothing, or suggestions outside it."""
        if self.min > self.max:
            yield f"min ({self.min}) is above max ({self.max})"
        if any(not self.min <= number <= self.max for number in self.suggest):
            yield "suggest holds a number outside min and max"
        if len(self.suggest) > A_SCREEN:
            yield f"suggest at most {A_SCREEN} numbers"

    def longest_choices(self) -> tuple[str, ...]:
        """Both ends of the range."""
        return (*super().longest_choices(), str(self.min), str(self.max))

    def judges(self, value: object) -> bool:
        """A number in the range."""
        return (isinstance(value, int) and self.min <= value <= self.max) or super().judges(value)

    def shape(self) -> str:
        """Its kind and range."""
        return f"{self.kind}({self.min}..{self.max})"

    @cached_property
    def _face(self) -> Face:
        few = self.max - self.min < A_SCREEN
        offered = self.suggest or tuple(range(self.min, min(self.max + 1, self.min + A_SCREEN)))
        pressable = offered if few or self.suggest or self.max <= 2 * A_SCREEN + 2 else ()
        row: tuple[Button, ...] = tuple(
            self.button(verbatim(str(number)), str(number)) for number in pressable
        )
        if few and not self.suggest:
            return Face((row,))
        key = "engine.hint.number_or_press" if row else "engine.hint.number"
        hint = Text(key, {"min": self.min, "max": self.max})
        return Face((row,) if row else (), lines=(hint,))

    def face(self, world: World, half: Half, page: int) -> Face:  # noqa: ARG002 - always the same
        """A row of numbers, and how to type another."""
        return self._face

    def pressed(self, choice: str, world: World, half: Half) -> Given | Going | None:  # noqa: ARG002 - as in face
        """The number on the button."""
        if not choice.removeprefix("-").isdecimal() or len(choice) > len(str(self.max)) + 1:
            return None
        number = int(choice)
        return Given(number) if self.min <= number <= self.max else None

    def said(self, words: str, world: World, half: Half) -> Given | Going:  # noqa: ARG002 - as in face
        """The one number in what was typed, if it is in the range."""
        number = read_number(words)
        if number is None or not self.min <= number <= self.max:
            key = "engine.invalid.number" if number is None else "engine.invalid.range"
            raise Invalid(Text(key, {"min": self.min, "max": self.max}))
        return Given(number)

    def fits(self, value: Value) -> bool:
        """A number in the range."""
        return isinstance(value, int) and self.min <= value <= self.max

    def shown(self, value: Value, world: World) -> Text:  # noqa: ARG002 - a number is a number
        """In digits."""
        return verbatim(str(value))


def number(
    question: str,
    *,
    min: int = 0,  # noqa: A002 - reads well in a flow
    max: int = 1_000_000,  # noqa: A002 - reads well in a flow
    suggest: tuple[int, ...] = (),
    **common: Unpack[Common],
) -> Number:
    """Ask for a whole number from `min` to `max`; `suggest` puts up to five on buttons."""
    return Number(question=question, min=min, max=max, suggest=suggest, **common)
