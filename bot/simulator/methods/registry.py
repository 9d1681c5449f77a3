"""Where methods register."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.simulator.model import Json
from bot.simulator.parameters import Upload

if TYPE_CHECKING:
    from bot.simulator.world import Simulator

Files: TypeAlias = dict[str, Upload]
Handler: TypeAlias = Callable[["Simulator", Json, Files], Any | Awaitable[Any]]

METHODS: dict[str, tuple[str, Handler]] = {}
"""Telegram does not mind the case of a method's name: lower-case name → (its name, what does it)."""


def method(name: str) -> Callable[[Handler], Handler]:
    """Register a function as the Bot API method `name`."""

    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = (name, handler)
        return handler

    return register
