"""In the person's own words; by voice or photo too where the flow says so."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar, Unpack

from bot.flow.errors import Invalid
from bot.flow.hearing import has_words
from bot.flow.message import Media, Text, verbatim
from bot.flow.steps.base import Common, Face, Given, Going, Step
from bot.flow.steps.media import shown_media

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flow.answers import Value
    from bot.flow.run import Half
    from bot.flow.world import World

LONGEST = 4096
"""Characters in one Telegram message (Bot API, sendMessage)."""

SPOKEN = frozenset({"voice", "video_note", "photo", "document"})


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Words(Step[str | Media]):
    """A text of at most `max` characters; a file that stands for it where that is allowed."""

    kind: ClassVar[str] = "text"

    max: int = 1000
    voice: bool = False
    location: bool = False

    def problems(self) -> Iterator[str]:
        """A length that no message can have."""
        if not 1 <= self.max <= LONGEST:
            yield f"max must be from 1 to {LONGEST}"

    def shape(self) -> str:
        """Its kind; a shorter `max` makes no stored text wrong."""
        return f"{self.kind}({', '.join(sorted(self._takes()))})"

    def _takes(self) -> frozenset[str]:
        spoken = SPOKEN if self.voice else frozenset[str]()
        return spoken | {"location"} if self.location else spoken

    def face(self, world: World, half: Half, page: int) -> Face:  # noqa: ARG002 - nothing to choose
        """A hint where one may speak instead, or send the place."""
        hints = []
        if self.voice:
            hints.append(Text("engine.hint.voice"))
        if self.location:
            hints.append(Text("engine.hint.location"))
        return Face(lines=tuple(hints))

    def said(self, words: str, world: World, half: Half) -> Given | Going:  # noqa: ARG002 - words are words
        """The words, if there are any and not too many."""
        if not has_words(words):
            raise Invalid(Text("engine.invalid.no_words"))
        if len(words) > self.max:
            raise Invalid(Text("engine.invalid.too_long", {"max": self.max, "length": len(words)}))
        return Given(words)

    def sent(self, media: Media) -> Given | None:
        """The file in place of words, where the flow takes it."""
        return Given(media) if media.kind in self._takes() else None

    def fits(self, value: Value) -> bool:
        """Words, or a kind of file it takes."""
        if isinstance(value, Media):
            return value.kind in self._takes()
        return isinstance(value, str) and bool(value)

    def shown(self, value: Value, world: World) -> Text:  # noqa: ARG002 - as it was said
        """The words as they stand."""
        return shown_media(value) if isinstance(value, Media) else verbatim(str(value))


def text(
    question: str,
    *,
    max: int = 1000,  # noqa: A002 - reads well in a flow
    voice: bool = False,
    location: bool = False,
    **common: Unpack[Common],
) -> Words:
    """Ask for own words, at most `max` characters; `voice` takes speech or a photo instead."""
    return Words(question=question, max=max, voice=voice, location=location, **common)
