"""«Stemmer dette?»: every answer in one place, each to be changed, and then it is sent."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar, Unpack

from bot.flow.errors import Invalid
from bot.flow.message import Text
from bot.flow.steps.base import Common, Face, Given, Going, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flow.answers import Value
    from bot.flow.run import Half
    from bot.flow.world import World

SENT = "sent"
EARLY = "early"
"""Handed in before everything was answered; the summary is still to come."""


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Summary(Step[str]):
    """The last step; with `enough` it can be handed in early, when those steps are answered."""

    kind: ClassVar[str] = "summary"
    asks: ClassVar[bool] = False
    own_parts: ClassVar[tuple[str, ...]] = (*Step.own_parts, "submit")

    submit: str | None = None
    enough: tuple[str, ...] = ()

    def problems(self) -> Iterator[str]:
        """A summary is always asked, and asks nothing that could be left open."""
        if self.optional or self.unknown or self.when is not None:
            yield "a summary is always shown: leave out optional, unknown and when"

    def face(self, world: World, half: Half, page: int) -> Face:  # noqa: ARG002 - the lines are the engine's
        """Send, or change something."""
        words = self.part("submit", world) if self.submit is not None else Text("engine.send")
        return Face(
            ((self.button(words, "!send"),), (self.button(Text("engine.change"), "!change"),))
        )

    def pressed(self, choice: str, world: World, half: Half) -> Given | Going | None:  # noqa: ARG002 - as in face
        """Sent."""
        return Given(SENT) if choice == "!send" else None

    def said(self, words: str, world: World, half: Half) -> Given | Going:  # noqa: ARG002 - as in face
        """Sending takes a press, so that nobody sends by mistake."""
        raise Invalid(Text("engine.invalid.summary"))

    def fits(self, value: Value) -> bool:
        """Sent, or handed in early."""
        return value in {SENT, EARLY}

    def shown(self, value: Value, world: World) -> Text:  # noqa: ARG002 - as in face
        """Sent."""
        return Text("engine.sent")


def summary(
    question: str,
    *,
    submit: str | None = None,
    enough: tuple[str, ...] = (),
    **common: Unpack[Common],
) -> Summary:
    """Show every answer and send them; `enough` names the steps after which one may send early."""
    return Summary(question=question, submit=submit, enough=enough, **common)
