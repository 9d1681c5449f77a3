"""How something that a person did came in, as far as the domain need know."""

from __future__ import annotations

from typing import NamedTuple


class Came(NamedTuple):
    """
    What the door knows of a message: the id of our message pressed, the channel's own number.

    `own` is our id of the person's own line; `album` the channel's name for files sent together.
    """

    pressed: int | None = None
    platform_id: int | None = None
    own: int | None = None
    album: str = ""
