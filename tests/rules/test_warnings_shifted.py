"""A warning falls on an open day: its own, or the last one before it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot.rules.answering import Promise
from bot.rules.opening import Opening, read_hours
from bot.rules.silence import shifted_warning

OSLO = ZoneInfo("Europe/Oslo")
HOUR = dt.timedelta(hours=1)
PROMISE = Promise(HOUR, HOUR, Opening(read_hours("mon-fri 08:30-15:30")), OSLO)


def test_a_saturday_and_easter_become_the_last_working_day_before() -> None:
    """Friday, and the Wednesday before Maundy Thursday; a working day stays."""
    for day, expected in (
        (dt.datetime(2027, 3, 20, tzinfo=OSLO), dt.datetime(2027, 3, 19, 8, 30, tzinfo=OSLO)),
        (dt.datetime(2027, 3, 29, tzinfo=OSLO), dt.datetime(2027, 3, 24, 8, 30, tzinfo=OSLO)),
        (dt.datetime(2027, 3, 17, tzinfo=OSLO), dt.datetime(2027, 3, 17, 8, 30, tzinfo=OSLO)),
    ):
        assert shifted_warning(day, PROMISE) == expected
