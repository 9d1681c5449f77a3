"""What a button's verb is: what it takes, and what it may answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Told

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.came import Came
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

    Act = Callable[["Press"], Awaitable[Message | None]]

LARGEST = 2**63 - 1  # what a row id can be


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
    digits = argument.isascii() and argument.isdigit() and len(argument) <= len(str(LARGEST))
    if not digits or (found := int(argument)) > LARGEST:
        raise Told("came.stale")
    return found
