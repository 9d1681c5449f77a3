"""One of several: five to a screen, «Flere» for the rest; and the plain yes or no."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Unpack

from bot.flow.choices import ID_BYTES, Choice, Source
from bot.flow.conditions import Is, IsNot
from bot.flow.errors import Invalid
from bot.flow.hearing import same_words
from bot.flow.message import Button, Text
from bot.flow.steps.base import Common, Face, Given, Going, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.flow.answers import Value
    from bot.flow.conditions import Condition
    from bot.flow.run import Half
    from bot.flow.world import World

A_SCREEN = 5
"""How many choices one screen holds; more would be a wall of buttons."""


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Choosing(Step[str]):
    """A step with choices, written in the flow or taken from a named source."""

    choices: Mapping[str, str] | Source

    @cached_property
    def listed(self) -> tuple[Choice, ...]:
        """The choices written in the flow."""
        if isinstance(self.choices, Source):
            return ()
        return tuple(Choice(id_, Text(f"{self.key}.{id_}")) for id_ in self.choices)

    def options(self, world: World) -> Sequence[Choice]:
        """The choices there are now."""
        if isinstance(self.choices, Source):
            return world.sources.get(self.choices.name, ())
        return self._filled(world) if self._holds_values else self.listed

    @cached_property
    def _holds_values(self) -> bool:
        return any(self.wants.get(choice.label.key) for choice in self.listed)

    def _filled(self, world: World) -> tuple[Choice, ...]:
        return tuple(
            Choice(choice.id, self.say(choice.label.key, world))
            if choice.label.key in self.wants
            else choice
            for choice in self.listed
        )

    def option(self, id_: str, world: World) -> Choice | None:
        """The choice with this id, if there is one now."""
        return next((choice for choice in self.options(world) if choice.id == id_), None)

    def label_of(self, id_: str, world: World) -> Text:
        """The words of a choice; one that its source has lost is said to be gone."""
        found = self.option(id_, world)
        return found.label if found else Text("engine.gone")

    def heard(self, words: str, world: World) -> str | None:
        """The id of the choice whose words were typed, if one was."""
        for choice in self.options(world):
            if same_words(words, self.words_of(choice)):
                return choice.id
        return None

    def words_of(self, choice: Choice) -> str:
        """A choice's bokmål."""
        if isinstance(self.choices, Source):
            return str(choice.label.values.get("text", ""))
        return self.choices[choice.id]

    def texts(self) -> Iterator[tuple[str, str]]:
        """The question's words, then the choices'."""
        yield from super().texts()
        if not isinstance(self.choices, Source):
            for id_, words in self.choices.items():
                yield f"{self.key}.{id_}", words

    def problems(self) -> Iterator[str]:
        """No choice, two alike, or an id that is the name of another text."""
        if isinstance(self.choices, Source):
            return
        if not self.choices:
            yield "give it at least one choice"
        words = [" ".join(label.split()).casefold() for label in self.choices.values()]
        for label in {label for label in words if words.count(label) > 1}:
            yield f"two choices read «{label}»: make them different"
        for id_ in self.choices:
            if id_ in {*self.own_parts, "unknown"}:
                yield f"the choice id «{id_}» is taken: choose another"

    def sources(self) -> Iterator[str]:
        """The source's name, if it has one."""
        if isinstance(self.choices, Source):
            yield self.choices.name

    def choice_ids(self) -> tuple[str, ...]:
        """Those written in the flow."""
        return () if isinstance(self.choices, Source) else tuple(self.choices)

    def longest_choices(self) -> tuple[str, ...]:
        """Those written in the flow; a source may use every byte it is given."""
        room = ("x" * ID_BYTES,) if isinstance(self.choices, Source) else ()
        return (*super().longest_choices(), *room)

    def judges(self, value: object) -> bool:
        """A choice written in the flow; a source's choices are not known at import."""
        known_later = isinstance(self.choices, Source) and isinstance(value, str)
        return known_later or value in self.choice_ids() or super().judges(value)

    def shape(self) -> str:
        """Its kind, with choices or source."""
        inside = (
            f"from {self.choices.name}"
            if isinstance(self.choices, Source)
            else ", ".join(self.choices)
        )
        return f"{self.kind}({inside})"

    def phrase(self, value: Value) -> str:
        """A choice's bokmål."""
        if isinstance(self.choices, Source) or not isinstance(value, str):
            return super().phrase(value)
        return self.choices.get(value) or super().phrase(value)


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class OneOf(Choosing):
    """A single choice; the press is the answer."""

    kind: ClassVar[str] = "one_of"

    def is_(self, *values: str) -> Condition:
        """The answer is one of these choices."""
        return Is(self, values)

    def is_not(self, *values: str) -> Condition:
        """Answered, and with none of these; «vet ikke» counts as an answer here."""
        return IsNot(self, values)

    @cached_property
    def _static_rows(self) -> tuple[tuple[Button, ...], ...]:
        return self._rows_of(self.listed)

    def _rows_of(self, choices: Sequence[Choice]) -> tuple[tuple[Button, ...], ...]:
        return tuple((self.button(choice.label, choice.id),) for choice in choices)

    def face(self, world: World, half: Half, page: int) -> Face:  # noqa: ARG002 - one press is a whole answer
        """One row for each choice."""
        if isinstance(self.choices, Source) or self._holds_values:
            options = self.options(world)
            nothing = () if options else (Text("engine.no_choices"),)
            return in_pages(self, self._rows_of(options), page, nothing)
        return in_pages(self, self._static_rows, page)

    def pressed(self, choice: str, world: World, half: Half) -> Given | Going | None:  # noqa: ARG002 - as in face
        """The choice, if it is one now."""
        return Given(choice) if self.option(choice, world) else None

    def said(self, words: str, world: World, half: Half) -> Given | Going:  # noqa: ARG002 - as in face
        """A choice's own words, typed."""
        found = self.heard(words, world)
        if found is None:
            raise Invalid(Text("engine.invalid.press"))
        return Given(found)

    def fits(self, value: Value) -> bool:
        """A choice that still exists, as far as the flow can tell."""
        return isinstance(value, str) and (
            isinstance(self.choices, Source) or value in self.choices
        )

    def shown(self, value: Value, world: World) -> Text:
        """The choice's words."""
        return self.label_of(str(value), world)


def in_pages(
    step: Step[Any],
    rows: tuple[tuple[Button, ...], ...],
    page: int,
    lines: tuple[Text, ...] = (),
) -> Face:
    """Five rows of a longer list, and the way to the others; page 1 is the first."""
    if len(rows) <= A_SCREEN:
        return Face(rows, (), lines)
    pages = -(-len(rows) // A_SCREEN)
    here = min(max(page, 1), pages)
    steering = []
    if here > 1:
        steering.append(step.button(Text("engine.fewer"), f"!page{here - 1}"))
    if here < pages:
        steering.append(step.button(Text("engine.others"), f"!page{here + 1}"))
    return Face(rows[(here - 1) * A_SCREEN : here * A_SCREEN], tuple(steering), lines)


def one_of(question: str, choices: Mapping[str, str] | Source, **common: Unpack[Common]) -> OneOf:
    """Ask for one of several choices: `{id: words}`, or `from_source(name)`."""
    return OneOf(question=question, choices=choices, **common)
