"""What comes of cleaning a file, and why nothing did."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Made(NamedTuple):
    """What is in it now, and as which kind of message it goes."""

    kind: Literal["photo", "voice", "document"]
    data: bytes


class Uncleaned(Exception):
    """It is not what it seems, or holds what could not be taken off."""

    def __init__(self, problem: Literal["kind", "broken", "hidden"]) -> None:
        """`hidden`: there is something in it that nobody here can read."""
        super().__init__(problem)
        self.problem: Literal["kind", "broken", "hidden"] = problem
