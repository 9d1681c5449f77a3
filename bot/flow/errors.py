"""What can go wrong in a flow: a person's answer that does not fit, or a flow that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.flow.message import Text


class Invalid(Exception):
    """An answer that does not fit; `text` says in plain words what to do instead."""

    def __init__(self, text: Text) -> None:
        """Carry the sentence the person will read."""
        super().__init__(text.key)
        self.text = text


class DefinitionError(Exception):
    """A flow is wrong; raised at import with a sentence that says what to do."""
