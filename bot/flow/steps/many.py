"""Several of several: ticks that come and go until «Ferdig»."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar, Unpack

import msgspec

from bot.flow.choices import Source
from bot.flow.conditions import AtLeast, Has
from bot.flow.errors import Invalid
from bot.flow.hearing import same_words
from bot.flow.message import Button, Text
from bot.flow.phrases import listing
from bot.flow.steps.base import Common, Face, Given, Going
from bot.flow.steps.choice import A_SCREEN, Choosing, in_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.flow.answers import Value
    from bot.flow.conditions import Condition
    from bot.flow.run import Half
    from bot.flow.world import World

NONE = "none"
"""The id of the button that says «none of them»; its answer is no ticks at all."""


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class ManyOf(Choosing):
    """Ticks, at most `up_to` of them; `none` is the button for none at all."""

    kind: ClassVar[str] = "many_of"
    own_parts: ClassVar[tuple[str, ...]] = (*Choosing.own_parts, "none")

    up_to: int | None = None
    none: str | None = None

    def has(self, *choices: str) -> Condition:
        """One of these is ticked."""
        return Has(self, choices)

    def at_least(self, least: int) -> Condition:
        """At least this many are ticked."""
        return AtLeast(self, least)

    def problems(self) -> Iterator[str]:
        """As for every choice; and `up_to` must leave something to tick."""
        yield from super().problems()
        if self.up_to is not None and self.up_to < 1:
            yield "up_to must be at least 1"

    def longest_choices(self) -> tuple[str, ...]:
        """Also the button for none."""
        return (*super().longest_choices(), NONE)

    def face(self, world: World, half: Half, page: int) -> Face:
        """Every choice with its tick; then none at all, or done."""
        rows = tuple(
            (
                self.button(
                    Text("engine.ticked", {"choice": choice.label})
                    if choice.id in half.ticks
                    else choice.label,
                    choice.id,
                ),
            )
            for choice in self.options(world)
        )
        lines = () if rows else (Text("engine.no_choices"),)
        if rows and self.up_to is not None and self.up_to < len(rows):
            lines = (Text("engine.up_to", {"count": self.up_to}),)
        shown = in_pages(self, rows, page, lines)
        return shown._replace(steering=(*shown.steering, *self._ending(half, world)))

    def _ending(self, half: Half, world: World) -> tuple[Button, ...]:
        if half.ticks:
            return (self.button(Text("engine.done"), "!done"),)
        return (self.button(self.part(NONE, world), NONE),) if self.none is not None else ()

    def pressed(self, choice: str, world: World, half: Half) -> Given | Going | None:
        """Tick or untick, be done, or take none."""
        if choice == NONE and self.none is not None:
            return Given(())
        if choice == "!done":
            return Given(half.ticks) if half.ticks else Going(half, note=Text("engine.tick_one"))
        return self._toggle(choice, world, half) if self.option(choice, world) else None

    def _toggle(self, choice: str, world: World, half: Half) -> Going:
        page = 1 + [option.id for option in self.options(world)].index(choice) // A_SCREEN
        if choice in half.ticks:
            left = tuple(tick for tick in half.ticks if tick != choice)
            return Going(msgspec.structs.replace(half, ticks=left), page)
        if self.up_to is not None and len(half.ticks) >= self.up_to:
            return Going(half, page, Text("engine.enough_ticks", {"count": self.up_to}))
        return Going(msgspec.structs.replace(half, ticks=(*half.ticks, choice)), page)

    def said(self, words: str, world: World, half: Half) -> Given | Going:
        """A choice's own words tick it; «ferdig» ends."""
        if half.ticks and same_words(words, "ferdig", "done"):
            return Given(half.ticks)
        if self.none is not None and same_words(words, self.none):
            return Given(())
        found = self.heard(words, world)
        if found is None:
            raise Invalid(Text("engine.invalid.tick"))
        return self._toggle(found, world, half)

    def fits(self, value: Value) -> bool:
        """Ticks that all still exist, not too many, and none only where none is allowed."""
        if not isinstance(value, tuple) or (self.up_to is not None and len(value) > self.up_to):
            return False
        if not value:
            return self.none is not None
        return isinstance(self.choices, Source) or all(tick in self.choices for tick in value)

    def shown(self, value: Value, world: World) -> Text:
        """The ticks in a row: «a, b og c»."""
        ticks = value if isinstance(value, tuple) else ()
        if not ticks:
            return self.part(NONE, world)
        return listing([self.label_of(tick, world) for tick in ticks])


def many_of(
    question: str,
    choices: Mapping[str, str] | Source,
    *,
    up_to: int | None = None,
    none: str | None = None,
    **common: Unpack[Common],
) -> ManyOf:
    """Ask for any number of choices, at most `up_to`; `none` is the button for none of them."""
    return ManyOf(question=question, choices=choices, up_to=up_to, none=none, **common)
