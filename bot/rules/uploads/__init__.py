"""
Files that somebody sends from a browser: what they are, and the same without what they tell of their maker.

What a file is, is read from what is in it, never from its name. Names are not kept at all; where a
picture was taken, with what, and who wrote a document is taken off. What cannot be cleaned is not sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.rules.uploads import pdf, pictures, sounds
from bot.rules.uploads.made import Made, Uncleaned

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LARGEST", "LARGEST_TOGETHER", "MOST", "Clean", "Problem", "cleaned"]

LARGEST = 10 * 1024 * 1024
"""Bytes; a picture that is sent as one may be no larger (Bot API, sendPhoto, looked up November 2026)."""
LARGEST_TOGETHER = 20 * 1024 * 1024
MOST = 10
"""So many files go together (Bot API, sendMediaGroup)."""

Problem = Literal["empty", "kind", "large", "broken", "hidden"]


class Clean(NamedTuple):
    """A file as it may travel: what kind of message it is, its type, a name that says nothing, and what is in it."""

    kind: Literal["photo", "voice", "document"]
    type: str
    name: str
    data: bytes


_READ: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Made], str, str], ...] = (
    (pictures.is_jpeg, pictures.jpeg, "image/jpeg", "bilde.jpg"),
    (pictures.is_png, pictures.png, "image/png", "bilde.png"),
    (sounds.is_opus, sounds.opus, "audio/ogg", "tale.ogg"),
    (sounds.is_mp4, sounds.mp4, "audio/mp4", "tale.m4a"),
    (sounds.is_mp3, sounds.mp3, "audio/mpeg", "tale.mp3"),
    (pdf.is_pdf, pdf.pdf, "application/pdf", "dokument.pdf"),
)


def cleaned(data: bytes) -> Clean | Problem:
    """The file without what it tells of its maker, or why it is not sent."""
    if not data:
        return "empty"
    if len(data) > LARGEST:
        return "large"
    for is_it, read, mime, name in _READ:
        if is_it(data):
            try:
                made = read(data)
            except Uncleaned as why:
                return why.problem
            except (IndexError, ValueError, ArithmeticError):
                # Lengths that lead nowhere: it is not what its first bytes say.
                return "broken"
            return Clean(made.kind, mime, name, made.data)
    return "kind"
