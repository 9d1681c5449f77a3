"""KID and account numbers: checked before they are kept, so that one tap copies the right one."""

from __future__ import annotations

import re

from stdnum import luhn
from stdnum.no import kontonr

LONGEST = 25
ACCOUNT_DIGITS = 11
SEPARATORS = re.compile(r"[\s.\u00a0]+")
KID = re.compile(r"[0-9]{1,24}[0-9-]", re.ASCII)


def read_kid(text: str) -> str | None:
    """The KID in what was typed, without spaces and dots; None if no KID reads so.

    2 to 25 characters, the last a MOD10 or MOD11 check digit; a MOD11 one may be «-».
    Source: monitorerp.com and remember.no on KID (as of 22 November 2026).
    """
    kid = SEPARATORS.sub("", text)
    if not KID.fullmatch(kid) or not kid.strip("0-"):
        return None
    if kid[-1] != "-" and luhn.is_valid(kid):
        return kid
    return kid if kid[-1] == mod11_digit(kid[:-1]) else None


def mod11_digit(digits: str) -> str:
    """The MOD11 check digit by weights 2 to 7 from the right; «-» stands for ten."""
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(digits)))
    check = -total % 11
    return "-" if check == 10 else str(check)  # noqa: PLR2004 -- ten is what «-» stands for


def read_account(text: str) -> str | None:
    """The eleven digits of a Norwegian account number; None if its check digit is wrong.

    Source: python-stdnum, `stdnum.no.kontonr` (as of 22 November 2026).
    """
    digits = SEPARATORS.sub("", text)
    if len(digits) != ACCOUNT_DIGITS or not digits.isascii() or not digits.isdigit():
        return None
    return digits if kontonr.is_valid(digits) else None


def show_account(digits: str) -> str:
    """An account number as people write it: «1234.56.78903»."""
    return f"{digits[:4]}.{digits[4:6]}.{digits[6:]}"
