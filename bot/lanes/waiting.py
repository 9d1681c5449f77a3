"""What waits in memory, lane by lane: a share for each, so that nobody's flood takes the room of all.

What goes beyond a lane's share stays in the inbox, where it stands committed and in order, and is
read back from there when the lane's turn comes.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.lanes.intake import Intake

SHARE = 100
"""Rows of one lane in memory at most."""


class Waiting:
    """Lanes with their rows in order, and whose turn it is."""

    def __init__(self, share: int = SHARE) -> None:
        """Nothing waits."""
        self._share = share
        self._lanes: dict[str, deque[Intake]] = {}
        self._turns: deque[str] = deque()
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
        return len(self._turns)

    def take(self, row: Intake) -> bool:
        """It is being handled outside any lane; False where it is known already."""
        if row.id in self._known:
            return False
        self._known.add(row.id)
        return True

    def drop(self, row: Intake) -> None:
        """It is handled."""
        self._known.discard(row.id)

    def add(self, row: Intake) -> bool:
        """Put it at the end of its lane, or leave it in the inbox; whether its lane begins with it."""
        if row.id in self._known:
            return False
        lane = self._lanes.get(row.lane)
        begins = lane is None
        if lane is None:
            lane = self._lanes[row.lane] = deque()
            self._turns.append(row.lane)
        if row.lane in self._behind or len(lane) >= self._share:
            self._behind[row.lane] = self._behind.get(row.lane, 0) + 1
        else:
            self._known.add(row.id)
            lane.append(row)
        return begins

    def next(self, at_most: int) -> list[str]:
        """The lanes whose turn it is, oldest first; `over` ends the turn of each."""
        return [self._turns.popleft() for _ in range(min(at_most, len(self._turns)))]

    def first(self, lane: str) -> Intake | None:
        """The row to be handled in this lane; None where all that is left of it is in the inbox."""
        rows = self._lanes[lane]
        return rows[0] if rows else None

    def handled(self, lane: str) -> None:
        """The first one is done with."""
        self._known.discard(self._lanes[lane].popleft().id)

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
        if self._lanes[lane] or lane in self._behind:
            self._turns.append(lane)
        else:
            del self._lanes[lane]
