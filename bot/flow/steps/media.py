"""A photo, a document or a voice message; the file stays with the channel, only its id travels."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar, Unpack

from bot.flow.errors import Invalid
from bot.flow.message import Media, Text
from bot.flow.steps.base import Common, Face, Given, Going, Step

if TYPE_CHECKING:
    from bot.flow.answers import Value
    from bot.flow.run import Half
    from bot.flow.world import World

TAKEN = frozenset({"photo", "voice", "document", "video_note"})


def shown_media(media: Media) -> Text:
    """What kind of file it was."""
    return Text(f"engine.media.{media.kind}")


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class PhotoOrVoice(Step[Media]):
    """One file."""

    kind: ClassVar[str] = "photo_or_voice"

    def face(self, world: World, half: Half, page: int) -> Face:  # noqa: ARG002 - nothing to choose
        """How one sends it."""
        return Face(lines=(Text("engine.hint.media"),))

    def said(self, words: str, world: World, half: Half) -> Given | Going:  # noqa: ARG002 - words are no file
        """Words are no file; they are kept and offered by who asked the engine."""
        raise Invalid(Text("engine.invalid.media"))

    def sent(self, media: Media) -> Given | None:
        """The file."""
        return Given(media) if media.kind in TAKEN else None

    def fits(self, value: Value) -> bool:
        """A file of a kind it takes."""
        return isinstance(value, Media) and value.kind in TAKEN

    def shown(self, value: Value, world: World) -> Text:  # noqa: ARG002 - the file itself is not shown
        """What kind of file it was."""
        return shown_media(value) if isinstance(value, Media) else Text("engine.gone")


def photo_or_voice(question: str, **common: Unpack[Common]) -> PhotoOrVoice:
    """Ask for a photo, a document or a voice message."""
    return PhotoOrVoice(question=question, **common)
