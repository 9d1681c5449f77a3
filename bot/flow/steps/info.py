"""Something to know, shown once, with one button to go on and perhaps a link or a number to copy."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Unpack

from bot.flow.errors import Invalid
from bot.flow.message import Button, Text
from bot.flow.placeholders import placeholders
from bot.flow.steps.base import Common, Face, Given, Going, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.flow.answers import Value
    from bot.flow.run import Half
    from bot.flow.world import World

SEEN = "ok"


class Link(NamedTuple):
    """A button that opens a page or copies a text; either may hold `{placeholders}`."""

    words: str
    url: str = ""
    copy: str = ""


def link(words: str, url: str) -> Link:
    """A button that opens a page."""
    return Link(words, url=url)


def copies(words: str, copy: str) -> Link:
    """A button that copies a text, such as a telephone number."""
    return Link(words, copy=copy)


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Info(Step[str]):
    """A text that asks nothing; pressing `button` is having seen it."""

    kind: ClassVar[str] = "info"
    asks: ClassVar[bool] = False
    own_parts: ClassVar[tuple[str, ...]] = (*Step.own_parts, "button_words")

    button_words: str | None = None
    links: Mapping[str, Link] = dataclasses.field(default_factory=dict)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The text, its button, its links."""
        for key, words in super().texts():
            yield key.replace(".button_words", ".button"), words
        for id_, made in self.links.items():
            yield f"{self.key}.{id_}", made.words

    def targets(self) -> Iterator[str]:
        """What links open and copy: may hold placeholders, is not translated."""
        for made in self.links.values():
            yield made.url or made.copy

    def problems(self) -> Iterator[str]:
        """Links that go nowhere, or are named as another text is."""
        for id_, made in self.links.items():
            if bool(made.url) == bool(made.copy):
                yield f"the link «{id_}» needs either a page or a text to copy"
            if id_ in {"why", "help", "label", "button"}:
                yield f"the link id «{id_}» is taken: choose another"
        if self.optional or self.unknown:
            yield "an info asks nothing: leave out optional and unknown"

    def face(self, world: World, half: Half, page: int) -> Face:  # noqa: ARG002 - nothing half done
        """The links, and the button to go on."""
        rows = [(_made(self.part(id_, world), made, world),) for id_, made in self.links.items()]
        own = self.button_words is not None
        words = self.part("button", world) if own else Text("engine.go_on")
        return Face((*rows, (self.button(words, SEEN),)))

    def pressed(self, choice: str, world: World, half: Half) -> Given | Going | None:  # noqa: ARG002 - as in face
        """Seen."""
        return Given(SEEN) if choice == SEEN else None

    def said(self, words: str, world: World, half: Half) -> Given | Going:  # noqa: ARG002 - as in face
        """Nothing was asked, so nothing typed is an answer."""
        raise Invalid(Text("engine.invalid.go_on"))

    def fits(self, value: Value) -> bool:
        """Seen."""
        return value == SEEN

    def shown(self, value: Value, world: World) -> Text:  # noqa: ARG002 - as in face
        """Seen."""
        return Text("engine.seen")


def _made(words: Text, made: Link, world: World) -> Button:
    target = made.url or made.copy
    filled = target.format_map({name: world.values.get(name, "") for name in placeholders(target)})
    return Button(words, url=filled) if made.url else Button(words, copy=filled)


def info(
    words: str,
    *,
    button: str | None = None,
    links: Mapping[str, Link] | None = None,
    **common: Unpack[Common],
) -> Info:
    """Say something once; `links` are `{id: link(words, url)}` or `{id: copies(words, text)}`."""
    return Info(question=words, button_words=button, links=links or {}, **common)
