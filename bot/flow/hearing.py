"""What people type: cleaned, compared, and the plain words for yes and no."""

from __future__ import annotations

import unicodedata

from bot.flow.errors import Invalid
from bot.flow.message import Text

_KEPT_FORMATS = {"\u200c", "\u200d"}  # joiners: Persian words and many emojis need them

_YES = frozenset(
    [
        "ja",
        "jada",
        "japp",
        "jepp",
        "jo",
        "joda",
        "yes",
        "yep",
        "yeah",
        "y",
        "j",
        "ok",
        "okay",
        "stemmer",
        "riktig",
        "👍",
        "✅",
    ]
)
_NO = frozenset(["nei", "neida", "nope", "no", "n", "niks", "aldri", "feil", "👎", "❌"])


def cleaned(words: str) -> str:
    """The words without null bytes, direction overrides and other invisible characters.

    Lines stay; the ends are bare. Raises Invalid where no letter or digit is left.
    """
    kept = "".join(
        char
        for char in unicodedata.normalize("NFC", words.replace("\r\n", "\n"))
        if char in "\n\t" or char in _KEPT_FORMATS or unicodedata.category(char)[0] != "C"
    ).strip()
    if not kept:
        raise Invalid(Text("engine.invalid.empty"))
    return kept


def has_words(words: str) -> bool:
    """Is there a letter or a digit in it, in any script?"""
    return any(char.isalnum() for char in words)


def bare(words: str) -> str:
    """For comparing: lower case, single spaces, no punctuation around."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split()).strip(" .,!?:;«»\"'")


def same_words(said: str, *choices: str) -> bool:
    """Was one of these said, but for case, spaces and punctuation?"""
    return bare(said) in {bare(choice) for choice in choices if bare(choice)}


def is_yes(words: str) -> bool:
    """A plain yes in Norwegian or English."""
    return bare(words) in _YES


def is_no(words: str) -> bool:
    """A plain no in Norwegian or English."""
    return bare(words) in _NO
