"""What can be chosen: written in the flow, or fetched by name from the world."""

from __future__ import annotations

import re

import msgspec

from bot.flow.errors import DefinitionError
from bot.flow.message import Text

ID_BYTES = 24
"""The longest id of a choice; what a button's 64 bytes leave beside flow and step."""

_ID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{ID_BYTES - 1}}}")


class Choice(msgspec.Struct, frozen=True):
    """One thing to choose; `id` is short ASCII and goes into button data.

    Raises DefinitionError for an id that does not fit.
    """

    id: str
    label: Text

    def __post_init__(self) -> None:
        """Refuse an id that could not stand in a button."""
        if not _ID.fullmatch(self.id):
            raise DefinitionError(
                f"Choice id {self.id!r}: use 1 to {ID_BYTES} of the letters a-z, digits, «-» and «_»."
            )


class Source(msgspec.Struct, frozen=True):
    """A named list of choices that the app binds and the world brings along."""

    name: str


def from_source(name: str) -> Source:
    """Choices that are not written in the flow but fetched by this name."""
    return Source(name)
