from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import is_bank_day, is_working_day
from bot.rules.rent import (
    PaidHow,
    RemindWhen,
    RentRule,
    fortnight_payday,
    payday_for,
    remind_day,
    rent_due,
)


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (dt.date(2027, 2, 20), dt.date(2027, 2, 22)),
        (dt.date(2027, 3, 20), dt.date(2027, 3, 22)),
        (dt.date(2027, 6, 20), dt.date(2027, 6, 21)),
        (dt.date(2027, 11, 20), dt.date(2027, 11, 22)),
        (dt.date(2027, 1, 1), dt.date(2027, 1, 4)),
        (dt.date(2027, 5, 1), dt.date(2027, 5, 3)),
        (dt.date(2027, 8, 1), dt.date(2027, 8, 2)),
        (dt.date(2027, 5, 15), dt.date(2027, 5, 18)),
        (dt.date(2027, 3, 25), dt.date(2027, 3, 30)),
        (dt.date(2027, 12, 25), dt.date(2027, 12, 27)),
    ],
)
def test_rent_due_on_a_closed_day_moves_to_the_next_working_day(
    day: dt.date, moved: dt.date
) -> None:
    """Every vector of facts § 9."""
    rent = rent_due(day.day, day.year, day.month)
    assert (rent.nominal, rent.due, rent.pay_by) == (day, moved, moved)


def test_all_other_twentieths_of_2027_stay() -> None:
    """Only February, March, June and November move when rent is due the 20th in 2027."""
    moved = [m for m in range(1, 13) if rent_due(20, 2027, m).due.day != 20]
    assert moved == [2, 3, 6, 11]


def test_rent_due_on_christmas_eve_stays_due_but_must_be_paid_the_bank_day_before() -> None:
    """24 December 2027 is a Friday: due then, paid by the 23rd."""
    rent = rent_due(24, 2027, 12)
    assert rent.due == dt.date(2027, 12, 24)
    assert rent.pay_by == dt.date(2027, 12, 23)


@pytest.mark.parametrize(
    ("year", "last"), [(2027, dt.date(2027, 2, 28)), (2028, dt.date(2028, 2, 29))]
)
def test_rent_due_the_31st_is_due_on_a_short_months_last_day(year: int, last: dt.date) -> None:
    """February has its own last day, leap year or not."""
    assert rent_due(31, year, 2).nominal == last


@pytest.mark.parametrize(
    ("remind", "day"),
    [
        ("three_days_before", dt.date(2027, 5, 15)),
        ("on_due_day", dt.date(2027, 5, 18)),
        ("payday", dt.date(2027, 5, 12)),
        ("never", None),
    ],
)
def test_the_person_chooses_when_to_be_reminded(remind: RemindWhen, day: dt.date | None) -> None:
    """Rent due 15 May 2027, moved to the 18th; money comes the 12th."""
    assert remind_day(RentRule(15, remind, payday=12), rent_due(15, 2027, 5)) == day


def test_a_due_day_reminder_for_christmas_eve_comes_while_banks_still_settle() -> None:
    """The day to act on is 23 December."""
    rule = RentRule(24, "on_due_day")
    assert remind_day(rule, rent_due(24, 2027, 12)) == dt.date(2027, 12, 23)


@pytest.mark.parametrize("paid", ["standing_order", "deducted", "nav"])
def test_who_does_not_pay_by_hand_is_not_nagged(paid: PaidHow) -> None:
    """Standing order, deduction and NAV's payment have no reminder."""
    assert remind_day(RentRule(20, paid=paid), rent_due(20, 2027, 1)) is None


@pytest.mark.parametrize(
    ("payday", "due", "month", "money"),
    [
        (20, 20, 6, dt.date(2027, 6, 18)),
        (20, 1, 6, dt.date(2027, 5, 20)),
        (1, 1, 5, dt.date(2027, 4, 30)),
        (31, 1, 3, dt.date(2027, 2, 26)),
        (30, 29, 2, dt.date(2027, 1, 29)),
    ],
)
def test_money_due_on_a_closed_day_comes_the_bank_day_before(
    payday: int, due: int, month: int, money: dt.date
) -> None:
    """A Sunday, the month before, a 1 May whose money comes on 30 April, and short months."""
    assert payday_for(payday, due, rent_due(due, 2027, month)) == money


@given(st.integers(1, 31), st.integers(1, 31), st.integers(2026, 2030))
def test_no_two_months_rent_share_a_payday(due_day: int, payday: int, year: int) -> None:
    """Each month's rent has money of its own."""
    months = [rent_due(due_day, year, month) for month in range(1, 13)]
    assert len({payday_for(payday, due_day, rent) for rent in months}) == 12


@pytest.mark.parametrize(("due", "payday"), [(0, None), (32, None), (20, 0), (20, 32)])
def test_a_day_that_no_month_has_is_refused(due: int, payday: int | None) -> None:
    """The sentence says which numbers are meant."""
    with pytest.raises(ValueError, match="1 to 31"):
        RentRule(due, payday=payday)


def test_to_be_reminded_on_payday_takes_a_payday() -> None:
    """Without it the rule is refused."""
    with pytest.raises(ValueError, match="which day"):
        RentRule(20, "payday")


@given(
    st.integers(1, 31),
    st.integers(1, 31),
    st.sampled_from(["payday", "three_days_before", "on_due_day"]),
    st.integers(2026, 2030),
    st.integers(1, 12),
)
def test_rent_days_hold_for_every_month(
    due_day: int, payday: int, remind: RemindWhen, year: int, month: int
) -> None:
    """Due on a working day not before the contract's, payable on a bank day, reminded no later."""
    rent = rent_due(due_day, year, month)
    assert is_working_day(rent.due)
    assert rent.nominal <= rent.due
    assert is_bank_day(rent.pay_by)
    assert rent.pay_by <= rent.due
    day = remind_day(RentRule(due_day, remind, payday), rent)
    assert day is not None
    assert day <= rent.pay_by
    assert rent.pay_by - day <= dt.timedelta(days=40)
    if remind == "payday":
        assert is_bank_day(day)


@given(
    first=st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)),
    due_day=st.integers(1, 31),
    month=st.integers(1, 12),
)
def test_a_fortnightly_payday_is_the_last_by_which_rent_can_be_paid(
    first: dt.date, due_day: int, month: int
) -> None:
    """It is a bank day at most two weeks and a closed spell before the last day to pay."""
    rent = rent_due(due_day, 2027, month)
    day = fortnight_payday(first, rent)
    assert is_bank_day(day)
    assert dt.timedelta(0) <= rent.pay_by - day <= dt.timedelta(days=13 + 6)
