"""What a button's verb is: what it takes, and what it may answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain.row_ids import number

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.came import Came
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

    Act = Callable[["Press"], Awaitable[Message | None]]


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
