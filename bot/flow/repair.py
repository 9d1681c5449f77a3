"""When talk goes astray: the words people type to steer, and when a human is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.flow.hearing import bare
from bot.flow.steps.text import Words

if TYPE_CHECKING:
    from bot.flow.steps.base import Step

TRIES = 3
"""After so many answers that did not fit, a human is offered."""

ANYWHERE = {"!help", "!human", "!hide", "!pause"}
"""Controls that mean the same on every screen, also on an old one."""

_STEERING = {
    "!back": ("tilbake", "gå tilbake", "angre", "back", "go back", "undo"),
    "!why": ("hvorfor", "hvorfor spør dere", "why"),
    "!pause": ("pause", "stopp", "stop", "senere", "later"),
    "!human": ("menneske", "snakk med et menneske", "human", "talk to a human"),
    "!help": ("hjelp", "help"),
    "!hide": ("skjul", "hide"),
    "!again": ("si det igjen", "hva", "hæ", "again"),
}
_LEAVING_OPEN = {
    "!unknown": ("vet ikke", "vet ikkje", "veit ikke", "usikker", "don't know", "dont know"),
    "!skip": ("hopp over", "skip"),
}


def _by_words(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {words: control for control, all_words in table.items() for words in all_words}


_STEER, _LEAVE = _by_words(_STEERING), _by_words(_LEAVING_OPEN)


def steering_meant(step: Step[Any], words: str) -> str | None:
    """The control that was typed instead of pressed; own words are never taken for one."""
    said = bare(words)
    leaving = _LEAVE.get(said)
    if (leaving == "!unknown" and step.unknown) or (leaving == "!skip" and step.optional):
        return leaving
    return None if isinstance(step, Words) else _STEER.get(said)
