"""A time of day, typed as people write it: «14.30», «kl. 9», «0900»."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING, ClassVar, Unpack

from bot.flow.errors import Invalid
from bot.flow.hearing import bare
from bot.flow.message import Text, verbatim
from bot.flow.steps.base import Common, Given, Going, Step

if TYPE_CHECKING:
    from bot.flow.answers import Value
    from bot.flow.run import Half
    from bot.flow.world import World

_CLOCK = re.compile(r"(?:klokka|klokken|kl\.?|at)? ?([0-9]{1,2})(?:[.:, ]?([0-9]{2}))?(?: ?[ht])?")
_STORED = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
NIGHT_ENDS = 6
"""«2» seldom means two at night: an hour before this counts only when written «02.00»."""


def read_clock(words: str) -> dt.time | None:
    """The time of day that was typed; None if it is none, or could be in the afternoon as well."""
    match = _CLOCK.fullmatch(bare(words))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a clock
        return None
    if len(match[1]) == 1 and hour < NIGHT_ENDS:
        return None
    return dt.time(hour, minute)


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Clock(Step[str]):
    """A time of day; stored as HH:MM."""

    kind: ClassVar[str] = "clock"

    def said(self, words: str, world: World, half: Half) -> Given | Going:  # noqa: ARG002 - the same for all
        """The time of day in what was typed."""
        at = read_clock(words)
        if at is None:
            raise Invalid(Text("engine.invalid.clock"))
        return Given(f"{at:%H:%M}")

    def fits(self, value: Value) -> bool:
        """A time of day."""
        return isinstance(value, str) and _STORED.fullmatch(value) is not None

    def shown(self, value: Value, world: World) -> Text:  # noqa: ARG002 - as it was said
        """As one writes it: «14.30»."""
        return verbatim(str(value).replace(":", "."))


def clock(question: str, **common: Unpack[Common]) -> Clock:
    """Ask for a time of day."""
    return Clock(question=question, **common)
