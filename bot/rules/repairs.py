"""What is broken: how much it needs somebody, and when one that nobody opens reminds and is passed on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.rules.opening import after_open_time

if TYPE_CHECKING:
    from collections.abc import Collection
    from zoneinfo import ZoneInfo

    from bot.rules.opening import Opening

Need = Literal["now", "soon", "ordinary"]
NEEDS: tuple[Need, ...] = ("now", "soon", "ordinary")
"""The greatest need first."""
SOON = frozenset({"water", "heat", "power", "door"})
"""Kinds of repair without which a home is hard to live in."""


@dataclass(frozen=True)
class Patience:
    """How long a repair may stand unopened: minutes of any hour where there is danger, else open hours."""

    danger_minutes: int
    soon_hours: int
    ordinary_hours: int


def need_of(what: str, danger: Collection[str]) -> Need:
    """How much a repair needs somebody: by what the resident ticked as danger, then by its kind."""
    if danger:
        return "now"
    return "soon" if what in SOON else "ordinary"


def unopened(
    since: dt.datetime, need: Need, patience: Patience, opening: Opening, tz: ZoneInfo
) -> tuple[dt.datetime, dt.datetime]:
    """When whoever mends is reminded of one that nobody has opened, and when it is passed on, in UTC."""
    if need == "now":
        wait = dt.timedelta(minutes=patience.danger_minutes)
        return since + wait, since + 2 * wait
    hours = patience.soon_hours if need == "soon" else patience.ordinary_hours
    wait = dt.timedelta(hours=hours)
    first = after_open_time(opening, since, wait, tz) or since + wait
    return first, after_open_time(opening, since, 2 * wait, tz) or first + wait
