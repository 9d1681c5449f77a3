"""Yes or no; with `unknown=True` also «Vet ikke», as the third button."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Unpack

from bot.flow.choices import Choice
from bot.flow.errors import Invalid
from bot.flow.hearing import is_no, is_yes
from bot.flow.message import Text
from bot.flow.steps.base import Common, Given, Going
from bot.flow.steps.choice import OneOf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flow.run import Half
    from bot.flow.world import World

PLAIN = {"yes": "Ja", "no": "Nei"}


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class YesNo(OneOf):
    """A choice between `"yes"` and `"no"`."""

    kind: ClassVar[str] = "yes_no"

    @cached_property
    def listed(self) -> tuple[Choice, ...]:
        """The flow's own words for yes and no, or the engine's."""
        own = self._own_words()
        return tuple(
            Choice(id_, Text(f"{self.key}.{id_}" if id_ in own else f"engine.{id_}"))
            for id_ in PLAIN
        )

    def texts(self) -> Iterator[tuple[str, str]]:
        """Only its own words; the plain «Ja» and «Nei» are the engine's."""
        own = self._own_words()
        for key, words in super().texts():
            id_ = key.removeprefix(f"{self.key}.")
            if id_ not in PLAIN or id_ in own:
                yield key, words

    def _own_words(self) -> dict[str, str]:
        words = dict(self.choices) if not hasattr(self.choices, "name") else {}
        return {id_: said for id_, said in words.items() if said != PLAIN.get(id_)}

    def said(self, words: str, world: World, half: Half) -> Given | Going:
        """«Ja», «nei», and what people type instead of them."""
        if is_yes(words):
            return Given("yes")
        if is_no(words):
            return Given("no")
        try:
            return super().said(words, world, half)
        except Invalid:
            raise Invalid(Text("engine.invalid.yes_no")) from None


def yes_no(question: str, *, yes: str = "Ja", no: str = "Nei", **common: Unpack[Common]) -> YesNo:
    """Ask for yes or no; `yes` and `no` may have words of their own."""
    return YesNo(question=question, choices={"yes": yes, "no": no}, **common)
