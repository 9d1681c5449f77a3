"""What a person can do to a run; the moment it happens is the world's `now`."""

from __future__ import annotations

import msgspec

from bot.flow.message import Media, MediaKind


class Opened(msgspec.Struct, frozen=True):
    """The screen is wanted: a start, a resume, a return from another flow."""


class Pressed(msgspec.Struct, frozen=True):
    """A button of a step was pressed; that it is still asked is for the engine to check."""

    step: str
    choice: str


class Said(msgspec.Struct, frozen=True):
    """Something was typed."""

    text: str


class SentMedia(msgspec.Struct, frozen=True):
    """A photo, voice message, document, round video or place was sent."""

    kind: MediaKind
    file_id: str
    seconds: int = 0

    @property
    def media(self) -> Media:
        """The file, as an answer keeps it."""
        return Media(self.kind, self.file_id, self.seconds)


Event = Opened | Pressed | Said | SentMedia


def pressed(data: str) -> tuple[str, Pressed] | None:
    """The flow's id and the press that button data stands for; None where it is not a flow's."""
    parts = data.split(":", 3)
    if len(parts) != 4 or parts[0] != "f":  # noqa: PLR2004 - f:<flow>:<step>:<choice>
        return None
    return parts[1], Pressed(parts[2], parts[3])
