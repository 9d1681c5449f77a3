"""What a button's verb is: what it takes, and what it may answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Told

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.conversations import Came
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

    Act = Callable[["Press"], Awaitable[Message | None]]

LONGEST_NUMBER = 19


class Press(NamedTuple):
    """A button that somebody pressed: `argument` is what its data says after the verb."""

    turn: Turn
    who: Person
    argument: str
    came: Came

    @property
    def number(self) -> int:
        """The argument as a row id; raises Told for anything else."""
        return number(self.argument)


def number(argument: str) -> int:
    """A row id out of button data; raises Told for anything else."""
    if not argument.isascii() or not argument.isdigit() or len(argument) > LONGEST_NUMBER:
        raise Told("came.stale")
    return int(argument)
