"""What the engine answers."""

from __future__ import annotations

import msgspec

from bot.flow.effects import Effect
from bot.flow.message import Message
from bot.flow.run import Run


class Decision(msgspec.Struct, frozen=True):
    """The run as it is now, the screen to show, and what is to be done, in order."""

    run: Run
    screen: Message
    effects: tuple[Effect, ...] = ()
