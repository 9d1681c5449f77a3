"""The discharge clock: when owners of a checklist are reminded, and when the person is asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

STEPS = ("12w", "8w", "4w", "2w", "1w", "3d")
CHECK_INS = (1, 3, 7, 14)
SHORT_STAY = dt.timedelta(weeks=3)
UNITS = {"w": dt.timedelta(weeks=1), "d": dt.timedelta(days=1)}


@dataclass(frozen=True)
class DischargeStep:
    """One reminder to the owners of a checklist: which steps it stands for, and its day."""

    steps: tuple[str, ...]
    day: dt.date


def discharge_steps(
    planned: dt.date, registered: dt.date, admitted: dt.date | None = None
) -> tuple[DischargeStep, ...]:
    """The days on which owners are reminded before a planned discharge, first to last.

    Steps already passed when it is registered go out that day as one list; a stay shorter than three
    weeks starts with all of them on day one. Source: flows.md, **discharge**.
    """
    if planned < registered:
        return ()
    short = admitted is not None and planned - admitted < SHORT_STAY
    days = {step: planned - int(step[:-1]) * UNITS[step[-1]] for step in STEPS}
    passed = tuple(step for step in STEPS if short or days[step] <= registered)
    at_once = (DischargeStep(passed, registered),) if passed else ()
    return (
        *at_once,
        *(DischargeStep((step,), days[step]) for step in STEPS if step not in passed),
    )


def check_in_days(left: dt.date) -> tuple[dt.date, ...]:
    """The days after leaving on which the person is asked how they are: 1, 3, 7 and 14 days on.

    Sent only when someone is on duty to read the answer. Source: flows.md, **discharge**.
    """
    return tuple(left + dt.timedelta(days=days) for days in CHECK_INS)
