"""What a verb may raise; each carries the key of a sentence for the person."""

from __future__ import annotations

from bot.flow.message import Text


class Told(Exception):
    """Something the person is told, and nothing has changed."""

    def __init__(self, key: str, **values: str | int | Text) -> None:
        """Raise with the key of what to say."""
        super().__init__(key)
        self.text = Text(key, dict(values))


class Refused(Told):
    """Not allowed: the table of who may do what says no."""


class NotFetchedError(Exception):
    """A file that could not be had; `too_large` says that it never can."""

    def __init__(self, *, too_large: bool) -> None:
        """Nothing of what the channel said: an address may stand in it."""
        super().__init__("too large" if too_large else "not now")
        self.too_large = too_large
