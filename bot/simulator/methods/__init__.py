"""The Bot API's methods, by their lower-case names; each module registers its own."""

from __future__ import annotations

from bot.simulator.methods import (  # noqa: F401 - importing registers
    about,
    deleting,
    editing,
    media,
    relaying,
    sending,
    updates,
)
from bot.simulator.methods.registry import METHODS

__all__ = ["METHODS"]
