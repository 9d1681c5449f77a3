"""The `{placeholders}` of a text, and what fills them."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from bot.flow.errors import DefinitionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.flow.message import Day, Moment, Text
    from bot.flow.world import World

FROM_ANSWER = "answer_"
"""`{answer_now}` shows what was answered at the step `now`."""

_NOTHING = "…"  # a value the world left out; `check_bindings` keeps it from happening


def placeholders(words: str) -> tuple[str, ...]:
    """The names in curly braces; raises DefinitionError where they cannot be read."""
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(words) if name is not None]
    except ValueError as wrong:
        raise DefinitionError(f"{words!r}: write a curly brace doubled ({wrong}).") from wrong
    for name in names:
        if not name.isidentifier():
            raise DefinitionError(f"{words!r}: «{{{name}}}» must be a plain name.")
    return tuple(dict.fromkeys(names))


def fill(
    names: Iterable[str], world: World, answered: Callable[[str], Text]
) -> dict[str, str | int | Day | Moment | Text]:
    """The values of these placeholders, from the world and from earlier answers."""
    return {
        name: answered(name.removeprefix(FROM_ANSWER))
        if name.startswith(FROM_ANSWER)
        else world.values.get(name, _NOTHING)
        for name in names
    }
