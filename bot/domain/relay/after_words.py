"""What looks at a resident's words once they are kept, new and edited: one place for all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn

    After = Callable[[Turn, Person, Sequence[str]], Awaitable[None]]

AFTER_WORDS: list[After] = []
"""Each is given the turn, the resident and what they wrote just now, captions included."""


async def after_words(turn: Turn, resident: Person, texts: Sequence[str]) -> None:
    """Call each in turn; nothing here holds the words back."""
    if texts:
        for look in AFTER_WORDS:
            await look(turn, resident, texts)
