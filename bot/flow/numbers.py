"""Whole numbers as people type them, in Norwegian and English; never a guess between two."""

from __future__ import annotations

import re
import unicodedata

_WORDS = {
    "null": 0, "ingen": 0, "zero": 0, "none": 0,
    "en": 1, "én": 1, "ei": 1, "ett": 1, "et": 1, "one": 1, "alene": 1,
    "to": 2, "two": 2, "begge": 2, "tre": 3, "three": 3, "fire": 4, "four": 4,
    "fem": 5, "five": 5, "seks": 6, "six": 6, "sju": 7, "syv": 7, "seven": 7,
    "åtte": 8, "eight": 8, "ni": 9, "nine": 9, "ti": 10, "ten": 10,
    "elleve": 11, "eleven": 11, "tolv": 12, "twelve": 12, "tretten": 13, "thirteen": 13,
    "fjorten": 14, "fourteen": 14, "femten": 15, "fifteen": 15, "seksten": 16, "sixteen": 16,
    "sytten": 17, "seventeen": 17, "atten": 18, "eighteen": 18, "nitten": 19, "nineteen": 19,
    "tjue": 20, "tyve": 20, "twenty": 20, "tretti": 30, "thirty": 30, "førti": 40, "forty": 40,
    "femti": 50, "fifty": 50, "hundre": 100, "hundred": 100,
}  # fmt: skip
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0.](?=\d{3}(?!\d))")
_TOKEN = re.compile(r"[-−+]?\d+(?:[.,]\d+)?|[^\W\d_]+")
_LONGEST = 9  # digits; more is no number of anything here


def read_number(words: str) -> int | None:
    """The one whole number in the words; None where there is none, or more than one.

    Full-width and other scripts' digits count; «en» and «et» count only when nothing else does.
    """
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", words).casefold())
    tokens = _TOKEN.findall(plain)
    digits = [token for token in tokens if token[-1].isdecimal()]
    if digits:
        return _from_digits(digits[0]) if len(digits) == 1 else None
    if re.sub(r"\W+", "", plain) == "baremeg":
        return 1
    named = [_WORDS[token] for token in tokens if token in _WORDS]
    return named[0] if len(named) == 1 and not _denied(tokens) else None


def number_word(word: str) -> int | None:
    """A single word or run of digits as a number."""
    return int(word) if word.isdecimal() and len(word) <= _LONGEST else _WORDS.get(word)


def _from_digits(token: str) -> int | None:
    bare = token.replace("−", "-")
    if len(bare) > _LONGEST or not bare.lstrip("+-").isdecimal():
        return None  # a fraction, or longer than anything one could mean
    return int(bare)


def _denied(tokens: list[str]) -> bool:
    return not {"ikke", "not", "minus", "eller", "or"}.isdisjoint(tokens)
