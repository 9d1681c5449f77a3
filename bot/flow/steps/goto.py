"""The way into another flow, and back again or not."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar, Literal

from bot.flow.message import Text
from bot.flow.steps.base import Face, Given, Going, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flow.answers import Value
    from bot.flow.conditions import Condition
    from bot.flow.run import Half
    from bot.flow.world import World

Then = Literal["back", "end"]
back: Then = "back"
end: Then = "end"

WENT = "went"


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Goto(Step[str]):
    """Passed by itself: the engine notes that one went, and tells the app where to."""

    kind: ClassVar[str] = "goto"
    asks: ClassVar[bool] = False

    target: str
    then: Then = "back"

    def texts(self) -> Iterator[tuple[str, str]]:
        """It says nothing."""
        yield from ()

    def problems(self) -> Iterator[str]:
        """A flow that cannot be named, or an unknown way on."""
        if self.then not in {"back", "end"}:
            yield "then= is either back or end"

    def shape(self) -> str:
        """Its kind and where it leads."""
        return f"{self.kind}({self.target}, {self.then})"

    def face(self, world: World, half: Half, page: int) -> Face:  # noqa: ARG002 - always the same
        """Only seen when two follow each other: a button to go on."""
        return Face(((self.button(Text("engine.go_on"), "!again"),),))

    def pressed(self, choice: str, world: World, half: Half) -> Given | Going | None:  # noqa: ARG002 - as in face
        """It has no choices."""
        return None

    def fits(self, value: Value) -> bool:
        """Went."""
        return value == WENT

    def shown(self, value: Value, world: World) -> Text:  # noqa: ARG002 - as in face
        """Never asked for."""
        return Text("engine.seen")


def goto(flow: str, *, when: Condition | None = None, then: Then = "back") -> Goto:
    """Go to another flow; `then=back` comes back here, `then=end` does not."""
    return Goto(question="", target=flow, when=when, then=then)
