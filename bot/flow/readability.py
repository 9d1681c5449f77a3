"""How hard a text is to read: LIX, the Scandinavian readability index."""

from __future__ import annotations

import re

LONG = 7
"""A long word has more than six letters."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")


def lix(text: str) -> float:
    """Words per sentence plus the percentage of words longer than six letters.

    Under 30 is very easy, over 40 is hard (C.-H. Björnsson, «Läsbarhet», 1968). 0 for no words.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]
    long = sum(len(word) >= LONG for word in words)
    return len(words) / len(sentences) + 100 * long / len(words)
