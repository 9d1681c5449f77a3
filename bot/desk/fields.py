"""What stands in the fields of a form, and in addresses: numbers that may be none, words that may be too long."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.desk.base import LONGEST
from bot.domain.row_ids import LARGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

NONCE = 64  # characters


def number(found: object) -> int:
    """A row id; 0, which is nobody's, for what is none."""
    words = found if isinstance(found, str) else ""
    digits = words.isascii() and words.isdigit() and len(words) <= len(str(LARGEST))
    return min(int(words), LARGEST) if digits else 0


def words_of(form: Mapping[str, object], name: str = "words", most: int = LONGEST) -> str:
    """What somebody typed, cut where no honest form is so long; nothing where there is a file instead."""
    found = form.get(name)
    return found[:most] if isinstance(found, str) else ""


def nonce_of(form: Mapping[str, object]) -> str:
    """The form's own number, by which it is done once; one that nobody else has where it came without."""
    return words_of(form, "nonce", NONCE) or secrets.token_urlsafe(16)
