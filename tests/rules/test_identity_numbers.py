from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import luhn

from bot.rules.identity_numbers import (
    K1_WEIGHTS,
    K2_WEIGHTS,
    MASK,
    is_identity_number,
    mask_identity_numbers,
)
from bot.rules.kid import mod11_digit, read_account

DIGIT = "0123456789"


def check(digits: str, weights: tuple[int, ...], remainder: int) -> str | None:
    """The digit that makes the weighted sum leave `remainder`; None if ten would be needed."""
    total = sum(int(one) * weight for one, weight in zip(digits, weights, strict=False))
    digit = (remainder - total) % 11
    return None if digit == 10 else str(digit)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A fødselsnummer, D-, H- or test number, by today's check digits or those from 2032."""
    day = draw(st.dates(dt.date(1930, 1, 1), dt.date(2030, 12, 31)))
    month = day.month + draw(st.sampled_from([0, 40, 65, 80]))
    date = day.day + draw(st.sampled_from([0, 40]))
    nine = f"{date:02}{month:02}{day:%y}{draw(st.integers(0, 999)):03}"
    first = check(nine, K1_WEIGHTS, draw(st.sampled_from([0, 0, 0, 1, 2, 3])))
    assume(first is not None)
    second = check(f"{nine}{first}", K2_WEIGHTS, 0)
    assume(second is not None)
    return f"{nine}{first}{second}"


def accounts() -> st.SearchStrategy[str]:
    """Eleven digits with an account's check digit."""
    return (
        st.text(DIGIT, min_size=10, max_size=10)
        .map(lambda ten: ten + mod11_digit(ten))
        .filter(lambda digits: read_account(digits) is not None)
    )


@given(numbers(), st.sampled_from(["{}", "fnr {}.", "Jeg heter Kim,{}, ok", "nr:{}\nhei"]))
def test_an_identity_number_is_masked(number: str, text: str) -> None:
    """All kinds, wherever they stand in a text."""
    masked = mask_identity_numbers(text.format(number))
    assert masked.count == 1
    assert masked.text == text.format(MASK)


@given(
    numbers(),
    st.sampled_from([(6, 11), (2, 4, 6, 11), (2, 4, 6, 9, 11), (3, 6, 9, 11), tuple(range(1, 12))]),
    st.sampled_from([" ", ".", "-", " - ", "\u00a0", "\n"]),
)
def test_an_identity_number_with_gaps_is_masked(
    number: str, cuts: tuple[int, ...], gap: str
) -> None:
    """Spaces, dots and hyphens do not hide it."""
    parts = [number[a:b] for a, b in zip((0, *cuts), cuts, strict=False)]
    masked = mask_identity_numbers(f"her: {gap.join(parts)} takk")
    assert masked.count == 1
    assert masked.text == f"her: {MASK} takk"


@given(numbers(), numbers())
def test_two_identity_numbers_side_by_side_are_both_masked(one: str, other: str) -> None:
    """A second number does not shield the first."""
    assert mask_identity_numbers(f"{one} {other}").count == 2


@given(numbers())
def test_an_identity_number_beside_a_phone_number_is_masked(number: str) -> None:
    """What stands next to it does not hide it, and stays itself."""
    masked = mask_identity_numbers(f"{number[:6]} {number[6:]} tlf 00 00 00 01")
    assert masked.text == f"{MASK} tlf 00 00 00 01"


@given(
    st.text(DIGIT, min_size=8, max_size=8),
    st.sampled_from(["{}", "+47{}", "+47 {}", "0047{}", "0047 {}", "ring {} nå"]),
    st.sampled_from([(8,), (2, 4, 6, 8), (3, 5, 8)]),
)
def test_a_phone_number_is_never_masked(digits: str, form: str, cuts: tuple[int, ...]) -> None:
    """Eight digits, written in all the usual ways, with and without the country's code."""
    parts = [digits[a:b] for a, b in zip((0, *cuts), cuts, strict=False)]
    text = form.format(" ".join(parts))
    assert mask_identity_numbers(text).text == text


@given(accounts(), st.sampled_from([".", " "]))
def test_an_account_number_in_its_groups_is_never_masked(account: str, gap: str) -> None:
    """Four, two and five digits are an account, whatever they could also be."""
    text = gap.join([account[:4], account[4:6], account[6:]])
    assert mask_identity_numbers(f"konto {text}").count == 0


@given(accounts())
def test_an_account_number_without_gaps_stays_unless_it_could_be_a_person(account: str) -> None:
    """Only eleven digits that are both are masked, on the safe side."""
    assert mask_identity_numbers(account).count == int(is_identity_number(account))


@given(st.text(DIGIT, min_size=1, max_size=24))
def test_a_kid_is_never_masked_unless_it_could_be_a_person(digits: str) -> None:
    """Digits without gaps, MOD10 or MOD11, of every length."""
    for kid in (digits + luhn.calc_check_digit(digits), digits + mod11_digit(digits)):
        number = kid.rstrip("-")
        assert mask_identity_numbers(kid).count == int(is_identity_number(number))


@given(st.text())
def test_masking_is_done_once_for_all(text: str) -> None:
    """A masked text has nothing left to mask, and a text without hits is unchanged."""
    masked = mask_identity_numbers(text)
    assert mask_identity_numbers(masked.text).count == 0
    assert masked.count or masked.text == text


@pytest.mark.parametrize("text", ["", "12345678901", "00000000000", "32010112345", "1" * 11])
def test_eleven_digits_that_are_no_date_or_fail_the_check_stay(text: str) -> None:
    """Length alone is not enough."""
    assert mask_identity_numbers(text).count == 0
