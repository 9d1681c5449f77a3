"""When rent is due, when it must be paid to be there in time, and when to say so."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from bot.rules.calendar import bank_day_on_or_before, next_working_day
from bot.rules.deadlines import months_later

PaidHow = Literal["self", "standing_order", "deducted", "nav", "unknown"]
RemindWhen = Literal["payday", "three_days_before", "on_due_day", "never"]

THREE_DAYS = dt.timedelta(days=3)
FORTNIGHT = dt.timedelta(days=14)
LAST_DAY = 31


@dataclass(frozen=True)
class RentRule:
    """How one tenancy's rent is paid and when the person wants to hear of it.

    `due_day` and `payday` are days of the month, 1 to 31; a short month means its last day.
    `fortnight_from` is a day the money comes, for those who get it every fortnight.
    Raises ValueError for other numbers, and for "payday" without knowing when the money comes.
    """

    due_day: int
    remind: RemindWhen = "three_days_before"
    payday: int | None = None
    fortnight_from: dt.date | None = None
    paid: PaidHow = "self"

    def __post_init__(self) -> None:
        """Refuse days that no month has."""
        for day in (self.due_day, self.payday):
            if day is not None and not 1 <= day <= LAST_DAY:
                raise ValueError("A day of the month is a number from 1 to 31.")
        if self.remind == "payday" and self.payday is None and self.fortnight_from is None:
            raise ValueError("To remind on payday, say which day of the month the money comes.")


@dataclass(frozen=True)
class RentDue:
    """One month's rent: the day in the contract, the day it is due, and the last day to pay."""

    nominal: dt.date
    due: dt.date
    pay_by: dt.date

    @property
    def occurrence(self) -> str:
        """The month it belongs to, as «2027-05»: the same even if its days move."""
        return f"{self.nominal:%Y-%m}"


def day_of_month(year: int, month: int, day: int) -> dt.date:
    """That day of the month, or the month's last day if it is shorter."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def rent_due(due_day: int, year: int, month: int) -> RentDue:
    """The due date of one month.

    A due date on Saturday, Sunday, a holiday, 1 or 17 May moves to the next working day
    (gjeldsbrevlova § 5). 24 December does not move, but banks do not settle then (Norges Bank), so
    the last day to pay is the bank day before. As of 22 November 2026.
    """
    nominal = day_of_month(year, month, due_day)
    due = next_working_day(nominal)
    return RentDue(nominal, due, bank_day_on_or_before(due))


def payday_for(payday: int, due_day: int, rent: RentDue) -> dt.date:
    """The day the money for one month's rent comes; on a closed day it comes the bank day before.

    It is the payday of the same month, or of the month before where the contract's day comes first:
    by the numbers and not by the moved days, so that no two months share a payday.
    Source: NAV's payment days, paid the day before a weekend (2019 list; as of 22 November 2026).
    """
    month = rent.nominal.replace(day=1)
    if payday > due_day:
        month = months_later(month, -1)
    return bank_day_on_or_before(day_of_month(month.year, month.month, payday))


def fortnight_payday(first: dt.date, rent: RentDue) -> dt.date:
    """The last fortnightly payday by which one month's rent can be paid in time.

    Source: the money of those who send «meldekort» comes every fortnight (NAV; as of 22 November
    2026).
    """
    steps = (rent.pay_by - first) // FORTNIGHT
    return bank_day_on_or_before(first + steps * FORTNIGHT)


def remind_day(rule: RentRule, rent: RentDue) -> dt.date | None:
    """The day to remind of one month's rent; None where the person pays in no way by hand.

    A standing order, a deduction and NAV's own payment need no nagging (features, F17).
    """
    if rule.paid not in {"self", "unknown"} or rule.remind == "never":
        return None
    if rule.remind == "on_due_day":
        return rent.pay_by
    if rule.remind == "payday" and rule.payday is not None:
        return payday_for(rule.payday, rule.due_day, rent)
    if rule.remind == "payday" and rule.fortnight_from is not None:
        return fortnight_payday(rule.fortnight_from, rent)
    return min(rent.due - THREE_DAYS, rent.pay_by)
