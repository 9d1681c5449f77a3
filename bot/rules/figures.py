"""Figures that say how sure they are, and never speak of fewer than five people."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST = 5
Z = 1.959964  # 95 % of a normal distribution lies within so many deviations
WIDTH = 40
NAME = 34


@dataclass(frozen=True)
class Share:
    """How many of how many; `people_with` and `people_without` are persons on either side."""

    name: str
    hits: int
    of: int
    people_with: int
    people_without: int


@dataclass(frozen=True)
class Waits:
    """How long something took, in hours, and how many people it was about."""

    name: str
    hours: tuple[float, ...]
    people: int


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, between 0 and 1; of nothing it is all of it.

    Source: Wilson (1927), JASA 22: 209-212; holds for small numbers and for none and all.
    """
    if of == 0:
        return 0.0, 1.0
    share, z2 = hits / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    # Rounding must not push the share itself out at the ends.
    low = max(0.0, middle - half) if hits else 0.0
    return low, min(1.0, middle + half) if hits < of else 1.0


def median_interval(values: Sequence[float]) -> tuple[float, float, float]:
    """The median, and a 95 % interval of it by order statistics; raises ValueError for none.

    Source: Conover (1999), Practical Nonparametric Statistics, 3.2; the normal approximation.
    """
    if not values:
        raise ValueError("There is no median of nothing.")
    found = sorted(values)
    n = len(found)
    half = Z * math.sqrt(n) / 2
    low = max(0, math.floor(n / 2 - half))
    high = min(n - 1, math.ceil(n / 2 + half))
    middle = (found[(n - 1) // 2] + found[n // 2]) / 2
    return middle, found[low], found[high]


def may_be_told(*groups: int) -> bool:
    """Whether no group that a figure speaks of is of one to four people."""
    return all(people == 0 or people >= FEWEST for people in groups)


def share_line(share: Share) -> str:
    """One line: the share, its interval, a plot of both, and the numbers behind it."""
    name = f"{share.name:<{NAME}}"
    people = share.people_with + share.people_without
    if share.of == 0 or people == 0:
        return f"{name}nothing yet"
    if not may_be_told(share.people_with, share.people_without):
        return f"{name}not shown: fewer than {FEWEST} people"
    low, high = wilson(share.hits, share.of)
    at = share.hits / share.of
    numbers = f"{at:>4.0%} [{low:.0%}-{high:.0%}]"
    return f"{name}{numbers:<16}|{_plot(low, at, high)}| {share.hits} of {share.of}"


def waits_line(waits: Waits) -> str:
    """One line: the median in hours, its interval, and how many it is of."""
    name = f"{waits.name:<{NAME}}"
    if not waits.hours:
        return f"{name}nothing yet"
    if waits.people < FEWEST:
        return f"{name}not shown: fewer than {FEWEST} people"
    middle, low, high = median_interval(waits.hours)
    longest = max(waits.hours) or 1.0
    plot = _plot(low / longest, middle / longest, high / longest)
    numbers = f"{middle:.0f} h [{low:.0f}-{high:.0f}]"
    return f"{name}{numbers:<16}|{plot}| median of {len(waits.hours)}, to {longest:.0f} h"


def _plot(low: float, at: float, high: float) -> str:
    """A line from 0 to 1 with the interval on it, and a mark where the figure is."""
    first, mark, last = (min(WIDTH - 1, int(one * WIDTH)) for one in (low, at, high))
    cells = ["-" if first <= place <= last else " " for place in range(WIDTH)]
    cells[mark] = "o"
    return "".join(cells)
