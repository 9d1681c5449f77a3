from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from bot.rules.kid import mod11_digit, read_account, read_kid, show_account

DIGITS = st.text("0123456789", min_size=1, max_size=24).filter(lambda digits: digits.strip("0"))


@pytest.mark.parametrize(
    ("typed", "kid"),
    [
        ("602243", "602243"),
        ("60 22 43", "602243"),
        ("602244", None),
        ("", None),
        ("6", None),
        ("0000", None),
        ("abc", None),
        ("12345678-", "12345678-" if mod11_digit("12345678") == "-" else None),
        ("6022٤3", None),
    ],
)
def test_a_kid_is_read_or_refused(typed: str, kid: str | None) -> None:
    """The vector of facts § 1.10, spaces, a wrong digit, and what is no KID at all."""
    assert read_kid(typed) == kid


@given(DIGITS)
def test_every_mod10_kid_is_read(digits: str) -> None:
    """Two to 25 digits with a MOD10 check digit."""
    kid = digits + luhn.calc_check_digit(digits)
    assert read_kid(kid) == kid


@given(DIGITS)
def test_every_mod11_kid_is_read_also_with_a_hyphen(digits: str) -> None:
    """Two to 25 characters with a MOD11 check digit, which may be «-»."""
    kid = digits + mod11_digit(digits)
    assert read_kid(kid) == kid


def test_a_mod11_check_of_ten_is_a_hyphen() -> None:
    """Some number in the first thousand ends so, and reads so."""
    with_hyphen = [str(n) for n in range(1, 1000) if mod11_digit(str(n)) == "-"]
    assert with_hyphen
    assert read_kid(f"{with_hyphen[0]}-") == f"{with_hyphen[0]}-"


@given(st.text("0123456789", min_size=26, max_size=40))
def test_more_than_25_digits_are_no_kid(digits: str) -> None:
    """The bank would refuse it."""
    assert read_kid(digits) is None


def test_an_account_number_is_checked_and_shown_in_its_groups() -> None:
    """The example account of python-stdnum's kind, with dots and without; a wrong digit is refused."""
    assert read_account("1234.56.78903") == "12345678903"
    assert read_account("1234 56 78903") == "12345678903"
    assert read_account("12345678904") is None
    assert read_account("123") is None
    assert show_account("12345678903") == "1234.56.78903"
