"""Deadlines of the administration, counted as the law counts them."""

from __future__ import annotations

import calendar
import datetime as dt

from bot.rules.calendar import next_working_day, previous_working_day

APPEAL = dt.timedelta(weeks=3)
LETTER = dt.timedelta(days=14)
BOSTOTTE_DAY = 22
DECEMBER = 12


def appeal_deadline(notified: dt.date) -> dt.date:
    """The last day to send an appeal: three weeks on, same weekday, moved from Saturday or holiday.

    `notified` is the day the message reached the person. Sent by then is in time.
    Source: forvaltningsloven 1967 § 29, LOV-2025-06-20-81 §§ 63-64, domstolloven §§ 148-149
    (as of 22 November 2026).
    """
    return next_working_day(notified + APPEAL)


def appeal_never_after(notified: dt.date) -> dt.date:
    """One year on: a late appeal is never taken after this day.

    Source: LOV-2025-06-20-81 § 65, as the law before it (as of 22 November 2026).
    """
    return months_later(notified, 12)


def preliminary_answer_due(received: dt.date) -> dt.date:
    """The last day for a preliminary answer: one month after the application came, not moved.

    Source: forvaltningsloven 1967 § 11 a, LOV-2025-06-20-81 § 17 (as of 22 November 2026). The rule
    that moves an end on a holiday favours the sender; the office's own duty is counted strictly.
    """
    return months_later(received, 1)


def strictest_letter_deadline(came: dt.date) -> dt.date:
    """Fourteen days from the day an unread letter came, not moved: act as if it were the strictest.

    Source: veiviseren.no and politiet.no: betalingsoppfordring, the notice by
    tvangsfullbyrdelsesloven § 4-18 and namsmannen's notice each give fourteen days
    (as of 22 November 2026).
    """
    return came + LETTER


def bostotte_reminder_day(year: int, month: int) -> dt.date:
    """The day to remind of bostøtte: the 22nd or the last working day before it.

    The application is due on the 25th; whether a 25th on a holiday is moved is not known, so the
    reminder does not rely on it. Source: Husbanken by municipal pages (as of 22 November 2026).
    """
    return previous_working_day(dt.date(year, month, BOSTOTTE_DAY))


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month, `months` later; the last day where the month is shorter.

    Source: domstolloven § 148 (as of 22 November 2026).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, DECEMBER)
    month += 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
