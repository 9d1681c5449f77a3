"""In the person's own words; by voice, photo, or one of a list where the flow says so."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar, Unpack

from bot.flow.choices import ID_BYTES, Choice, Source
from bot.flow.errors import Invalid
from bot.flow.hearing import has_words, same_words
from bot.flow.message import Media, Text, verbatim
from bot.flow.steps.base import Common, Face, Given, Going, Step
from bot.flow.steps.choice import in_pages
from bot.flow.steps.media import shown_media

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.flow.answers import Value
    from bot.flow.run import Half
    from bot.flow.world import World

LONGEST = 4096
"""Characters in one Telegram message (Bot API, sendMessage)."""

SPOKEN = frozenset({"voice", "video_note", "photo", "document"})


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Words(Step[str | Media | tuple[str, ...]]):
    """
    A text of at most `max` characters; a file that stands for it where that is allowed.

    What is pressed of `suggest` is kept as its id alone in a tuple, so that no typed words are it.
    """

    kind: ClassVar[str] = "text"

    max: int = 1000
    voice: bool = False
    location: bool = False
    suggest: Source | None = None

    def problems(self) -> Iterator[str]:
        """A length that no message can have."""
        if not 1 <= self.max <= LONGEST:
            yield f"max must be from 1 to {LONGEST}"

    def shape(self) -> str:
        """Its kind; a shorter `max` makes no stored text wrong."""
        takes = sorted(self._takes())
        if self.suggest is not None:
            takes.append(f"from {self.suggest.name}")
        return f"{self.kind}({', '.join(takes)})"

    def sources(self) -> Iterator[str]:
        """The list it suggests from, if it has one."""
        if self.suggest is not None:
            yield self.suggest.name

    def longest_choices(self) -> tuple[str, ...]:
        """A source may use every byte it is given."""
        room = () if self.suggest is None else ("x" * ID_BYTES,)
        return (*super().longest_choices(), *room)

    def _suggested(self, world: World) -> Sequence[Choice]:
        return () if self.suggest is None else world.sources.get(self.suggest.name, ())

    def _takes(self) -> frozenset[str]:
        spoken = SPOKEN if self.voice else frozenset[str]()
        return spoken | {"location"} if self.location else spoken

    def face(self, world: World, half: Half, page: int) -> Face:  # noqa: ARG002 - nothing half done
        """What is suggested, and a hint where one may speak instead, or send the place."""
        hints = []
        if self.voice:
            hints.append(Text("engine.hint.voice"))
        if self.location:
            hints.append(Text("engine.hint.location"))
        rows = tuple((self.button(one.label, one.id),) for one in self._suggested(world))
        return in_pages(self, rows, page, tuple(hints))

    def pressed(self, choice: str, world: World, half: Half) -> Given | Going | None:  # noqa: ARG002 - as in face
        """One of what is suggested now."""
        found = any(one.id == choice for one in self._suggested(world))
        return Given((choice,)) if found else None

    def said(self, words: str, world: World, half: Half) -> Given | Going:  # noqa: ARG002 - as in face
        """The words, if there are any and not too many; what is suggested, by its own whole name."""
        for one in self._suggested(world):
            if same_words(words, str(one.label.values.get("text", ""))):
                return Given((one.id,))
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
        if isinstance(value, tuple):
            return self.suggest is not None and len(value) == 1
        return isinstance(value, str) and bool(value)

    def shown(self, value: Value, world: World) -> Text:
        """The words as they stand; a suggestion that its source has lost is said to be gone."""
        if isinstance(value, tuple):
            labels = (one.label for one in self._suggested(world) if one.id in value)
            return next(labels, Text("engine.gone"))
        return shown_media(value) if isinstance(value, Media) else verbatim(str(value))


def text(
    question: str,
    *,
    max: int = 1000,  # noqa: A002 - reads well in a flow
    voice: bool = False,
    location: bool = False,
    suggest: Source | None = None,
    **common: Unpack[Common],
) -> Words:
    """
    Ask for own words, at most `max` characters; `voice` takes speech or a photo instead.

    `suggest` is a `from_source(name)` whose choices stand as buttons beside what is typed.
    """
    return Words(
        question=question, max=max, voice=voice, location=location, suggest=suggest, **common
    )
