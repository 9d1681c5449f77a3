"""What waits in memory, lane by lane: a share for each, so that nobody's flood takes the room of all.

What goes beyond a lane's share stays in the inbox, where it stands committed and in order, and is
read back from there when the lane's turn comes. A lane in which nothing waits but what may come
*later* (ten thousand reminders due at once) lets the others go first, and is not forgotten for them.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.lanes.intake import Intake

SHARE = 100
"""Rows of one lane in memory at most."""
EVERY = 4
"""While others wait, every so many-th turn is one of lanes that let them go first; never two of those side by side."""


class Waiting:
    """Lanes with their rows in order, and whose turn it is."""

    def __init__(self, share: int = SHARE) -> None:
        """Nothing waits."""
        self._share = share
        self._lanes: dict[str, deque[Intake]] = {}
        self._turns: deque[str] = deque()
        self._later_turns: deque[str] = deque()
        self._later: set[int] = set()
        self._at_leisure: set[str] = set()
        self._passed_by = 0
        self._known: set[int] = set()
        # Lanes with more in the inbox, and how many rows were left there so far.
        self._behind: dict[str, int] = {}

    def __len__(self) -> int:
        """How many rows wait in memory."""
        return len(self._known)

    @property
    def lanes(self) -> int:
        """How many lanes wait or are being handled."""
        return len(self._lanes)

    @property
    def turns(self) -> int:
        """How many lanes wait for their turn."""
        return len(self._turns) + len(self._later_turns)

    @property
    def later(self) -> int:
        """How many rows wait that may come later."""
        return len(self._later)

    def take(self, row: Intake) -> bool:
        """It is being handled outside any lane; False where it is known already."""
        if row.id in self._known:
            return False
        self._known.add(row.id)
        return True

    def drop(self, row: Intake) -> None:
        """It is handled."""
        self._known.discard(row.id)

    def add(self, row: Intake, *, later: bool = False) -> bool:
        """Put it at the end of its lane, or leave it in the inbox; whether a turn begins to wait with it."""
        if row.id in self._known:
            return False
        name, lane = row.lane, self._lanes.get(row.lane)
        if lane is None:
            lane = self._lanes[name] = deque()
            (self._later_turns if later else self._turns).append(name)
            begins = True
        else:
            begins = not later and name in self._later_turns
            if begins:
                # Somebody does something: what may come later in their lane goes with it, before it.
                self._later_turns.remove(name)
                self._turns.append(name)
        if name in self._behind or len(lane) >= self._share:
            self._behind[name] = self._behind.get(name, 0) + 1
        else:
            self._known.add(row.id)
            lane.append(row)
            if later:
                self._later.add(row.id)
        return begins

    def next(self, at_most: int) -> list[str]:
        """The lanes whose turn it is, oldest first; `over` ends the turn of each. None where none may begin before another ends."""
        may_later = bool(self._later_turns) and not self._at_leisure
        if may_later and (not self._turns or self._passed_by >= EVERY - 1):
            self._passed_by = 0
            lanes = _first(self._later_turns, at_most)
            self._at_leisure.update(lanes)
            return lanes
        self._passed_by += may_later
        return _first(self._turns, at_most)

    def first(self, lane: str) -> Intake | None:
        """The row to be handled in this lane; None where all that is left of it is in the inbox."""
        rows = self._lanes[lane]
        return rows[0] if rows else None

    def handled(self, lane: str) -> None:
        """The first one is done with."""
        row_id = self._lanes[lane].popleft().id
        self._known.discard(row_id)
        self._later.discard(row_id)

    def behind(self, lane: str) -> int | None:
        """How many rows of this lane were left in the inbox, where any may still be there and none is here."""
        return None if self._lanes[lane] else self._behind.get(lane)

    def read_back(self, lane: str, rows: Sequence[Intake], left: int) -> None:
        """The oldest of the lane in the inbox, asked for when `left` had been left there."""
        for row in rows:
            self._known.add(row.id)
            self._lanes[lane].append(row)
        if len(rows) < self._share and self._behind.get(lane) == left:
            del self._behind[lane]

    @property
    def share(self) -> int:
        """So many are read back at once."""
        return self._share

    def over(self, lane: str) -> None:
        """The turn is over: the lane waits for its next, if anything of it is left."""
        self._at_leisure.discard(lane)
        rows = self._lanes[lane]
        if not rows and lane not in self._behind:
            del self._lanes[lane]
        elif rows and all(row.id in self._later for row in rows):
            self._later_turns.append(lane)
        else:
            self._turns.append(lane)


def _first(turns: deque[str], at_most: int) -> list[str]:
    return [turns.popleft() for _ in range(min(at_most, len(turns)))]
