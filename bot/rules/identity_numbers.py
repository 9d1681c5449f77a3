"""Norwegian national identity numbers in free text: found and masked, never kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

MASK = "••••••••••••"
DIGITS = 11
DATE_DIGITS = 6
FEBRUARY = 2
LONG_MONTHS = frozenset({1, 3, 5, 7, 8, 10, 12})
MONTHS = 12
LEAP_DAY = 29
D_NUMBER = 40
# H-numbers and older test numbers add 40 or 65 to the month, Tenor's test numbers 80.
MONTH_OFFSETS = (0, 40, 65, 80)
K1_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
K2_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# Before 2032 the first sum is 0 modulo 11; from 2032 it may be 0 to 3.
K1_REMAINDERS = frozenset({0, 1, 2, 3})
ACCOUNT_GROUPS = (4, 2, 5)

GROUP = re.compile(r"[0-9]+")
GAP = re.compile(r"[ .\-–_/\t\r\n\u00a0\u2009\u202f]{1,3}")


@dataclass(frozen=True)
class Masked:
    """A text without identity numbers, and how many there were."""

    text: str
    count: int


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits are a possible fødselsnummer, D-number, H-number or test number.

    The century is not judged: from 2032 it can no longer be read from the number.
    Source: Skatteetaten, «Nytt fødselsnummer fra 2032» and Tenor test data
    (as of 22 November 2026).
    """
    if len(digits) != DIGITS or not digits.isascii() or not digits.isdigit():
        return False
    if not _is_date(int(digits[:2]), int(digits[2:4])):
        return False
    return _sum(digits, K1_WEIGHTS) in K1_REMAINDERS and _sum(digits, K2_WEIGHTS) == 0


def mask_identity_numbers(text: str) -> Masked:
    """The text with every identity number replaced, also one with spaces, dots or hyphens in it.

    Phone numbers, KID and account numbers written 4-2-5 stay. Eleven digits without separators that
    could be either are masked: losing an account number costs less than keeping an identity number.
    """
    found: list[tuple[int, int]] = []
    for run in _runs(text):
        start = 0
        while start < len(run):
            end = _window(run, start, text)
            if end is None:
                start += 1
                continue
            found.append((run[start][0], run[end][1]))
            start = end + 1
    for begin, finish in reversed(found):
        text = text[:begin] + MASK + text[finish:]
    return Masked(text, len(found))


def _is_date(day: int, month: int) -> bool:
    """Whether day and month are a date in some year, with the offsets of D-, H- and test numbers."""
    if day > D_NUMBER:
        day -= D_NUMBER
    for offset in MONTH_OFFSETS:
        plain = month - offset
        if 1 <= plain <= MONTHS:
            longest = LEAP_DAY if plain == FEBRUARY else 30 + (plain in LONG_MONTHS)
            if 1 <= day <= longest:
                return True
    return False


def _sum(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11


def _runs(text: str) -> list[list[tuple[int, int]]]:
    """Groups of digits as (start, end), gathered where only a small gap stands between them."""
    groups = [match.span() for match in GROUP.finditer(text)]
    runs: list[list[tuple[int, int]]] = [groups[:1]] if groups else []
    for before, after in pairwise(groups):
        if GAP.fullmatch(text, before[1], after[0]):
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs


def _window(run: list[tuple[int, int]], start: int, text: str) -> int | None:
    """The last group of an identity number that begins with the group at `start`, if one does."""
    sizes: list[int] = []
    digits = ""
    splits_at_date = False
    for end in range(start, len(run)):
        begin, finish = run[end]
        sizes.append(finish - begin)
        digits += text[begin:finish]
        splits_at_date = splits_at_date or len(digits) == DATE_DIGITS
        if len(digits) > DIGITS:
            return None
        if len(digits) == DIGITS:
            # A number with gaps has one after the date; others are phone numbers side by side.
            whole = len(sizes) == 1 or (splits_at_date and tuple(sizes) != ACCOUNT_GROUPS)
            return end if whole and is_identity_number(digits) else None
    return None
