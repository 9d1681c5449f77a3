"""The languages that texts of ours stand in, each by its own name, and the way from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.texts import verb
from bot.flow.message import Button, verbatim

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

LANGUAGES = {"nb": "Norsk bokmål", "nn": "Norsk nynorsk", "en": "English"}
SHORT = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}  # where two stand beside each other


def offered(turn: Turn) -> tuple[str, ...]:
    """Those of ours that the municipality offers, in its order."""
    return tuple(one for one in turn.house.pack.languages if one in LANGUAGES)


def others(turn: Turn, who: Person) -> tuple[Button, ...]:
    """A button for each that somebody does not read now: whoever cannot read this one knows its name."""
    return tuple(
        Button(verbatim(SHORT[one]), verb("language", one))
        for one in offered(turn)
        if one != who.language
    )
