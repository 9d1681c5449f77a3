"""One round of the sender: what came back and is settled, what was picked and is to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.deliveries import Delivery
    from bot.telegram.carry import Result
    from bot.telegram.prepared import Prepared


class Round:
    """What one transaction has done so far; made anew when its body runs again."""

    def __init__(self, now: float, now_us: int, results: list[Result]) -> None:
        """Begin with `results`, at this moment of the monotonic clock and of the other."""
        self.now, self.now_us, self.results = now, now_us, results
        self.picked: list[tuple[Delivery, Prepared]] = []
        self.resting: dict[int, float] = {}
        self.chats: set[int] = set()
        self.again: list[Result] = []
        self.ended: list[int] = []
        self.unhurried = 0
        self.looked = False
        self.more = False
        self.due: int | None = None
