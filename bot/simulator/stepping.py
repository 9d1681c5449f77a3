"""Simulated time, as an offset to the machine's clock, and the bot that follows it.

The bot reports, over `POST /sim/clock/follow`, which revision of the time it knows, whether it is idle and when its
next timer is due. «Step» goes from due instant to due instant, each time waiting until the bot is idle again;
«jump» moves at once, as in a power cut; «next» goes to the next due instant.
"""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any, Literal

from bot.clock import SetClock, SystemClock

if TYPE_CHECKING:
    from bot.simulator.world import Simulator

Mode = Literal["step", "jump", "next"]
LONG_POLL = 25.0
SHORT_POLL = 0.02
GONE = 40.0
"""Seconds without a report after which a follower is taken to be gone."""
_HAIR = dt.timedelta(milliseconds=1)


class Stepping:
    """The time of one world."""

    def __init__(self, world: Simulator) -> None:
        """Begin at the machine's time."""
        self._world = world
        self.revision = 0
        self.target: dt.datetime | None = None
        self.steps = 0
        self._moved = dt.timedelta()
        self._seen = -GONE * 2
        self._reported = -1
        self._idle = False
        self._next_due: dt.datetime | None = None

    @property
    def offset(self) -> dt.timedelta:
        """How far simulated time is from the machine's."""
        clock = self._world.clock
        return clock.offset if isinstance(clock, SystemClock) else self._moved

    @property
    def followed(self) -> bool:
        """Whether a bot reported lately."""
        return time.monotonic() - self._seen < GONE

    @property
    def knows(self) -> bool:
        """Whether a bot follows and has reported that it knows the present revision."""
        return self.followed and self._reported == self.revision

    def lose(self) -> None:
        """The follower is gone."""
        self._seen = -GONE * 2
        self._world.changes.wake("reports")

    def move(self, to: dt.datetime) -> None:
        """Make it `to` now, and tell the follower."""
        clock = self._world.clock
        by = to - clock.now()
        if isinstance(clock, SystemClock):
            clock.offset += by
        elif isinstance(clock, SetClock):
            clock.move(by)
        else:
            raise TypeError(f"{type(clock).__name__} cannot be moved")
        self._moved += by
        self._announce()

    def _announce(self) -> None:
        """A new revision: the follower is asked for a report that knows it."""
        self.revision += 1
        self._world.changes.bump("clock")

    async def follow(self, report: dict[str, Any]) -> dict[str, Any]:
        """Take a report; answer when there is a new revision, or when another report is wanted."""
        self._seen = time.monotonic()
        self._reported = int(report.get("revision", -1))
        self._idle = bool(report.get("idle"))
        self._learn_due(report.get("next_due"))
        self._world.changes.wake("reports")
        known = self._reported
        restless = not self._idle or self._overdue()
        until = time.monotonic() + (SHORT_POLL if restless else LONG_POLL)
        while self.revision == known and await self._world.changes.wait("clock", until):
            pass
        self._seen = time.monotonic()
        return self.as_json()

    def _learn_due(self, due: str | None) -> None:
        when = dt.datetime.fromisoformat(due) if due else None
        if when is not None and when.tzinfo is None:
            raise ValueError("next_due must be aware")
        if when != self._next_due:
            self._next_due = when
            self._world.changes.bump()

    def as_json(self) -> dict[str, Any]:
        """What a follower gets to know."""
        return {
            "revision": self.revision,
            "offset_seconds": self.offset.total_seconds(),
            "target": self.target.isoformat() if self.target else None,
        }

    def shown(self) -> dict[str, Any]:
        """What the page and scripts get to know: beside it the bot's side as reported last."""
        return self.as_json() | {
            "now": self._world.now().isoformat(),
            "moving": self.target is not None,
            "followed": self.followed,
            "next_due": self._next_due.isoformat() if self._next_due and self.followed else None,
        }

    def _overdue(self) -> bool:
        return self._next_due is not None and self._next_due <= self._world.now()

    async def settled(self, within: float = 20.0) -> bool:
        """Wait until the bot has taken all updates and, if it follows, is idle with nothing due; False if not in time."""
        until = time.monotonic() + within
        asked = -1
        while time.monotonic() < until and not self._world.changes.closed:
            if self._world.updates and self._world.polled():
                asked = -1
            elif not self.followed:
                return True
            elif asked < 0:
                # Only a report made after this says anything about now.
                self._announce()
                asked = self.revision
            elif self._reported >= asked and self._idle and not self._overdue():
                return True
            else:
                await self._world.changes.wait("reports", min(until, time.monotonic() + 1))
                continue
            if asked < 0:
                await self._world.changes.wait("reports", min(until, time.monotonic() + 0.2))
        return False

    async def advance(
        self, mode: Mode, seconds: float = 0.0, within: float = 60.0
    ) -> dict[str, Any]:
        """Move time and say where it stands: {now, steps, settled, moved}."""
        before = self._moved
        target = self._world.now() + dt.timedelta(seconds=seconds)
        self.steps, settled = 0, True
        if mode == "jump" or (mode == "step" and not self.followed):
            self.move(target)
        elif mode == "next":
            settled = await self.settled(within)
            due = self._next_due if self.followed else None
            if due is not None:
                settled = await self._step(due + _HAIR, within) and settled
        else:
            settled = await self._step(target, within)
        return {
            "now": self._world.now().isoformat(),
            "moved": (self._moved - before).total_seconds(),
            "steps": self.steps,
            "settled": settled,
        }

    async def _step(self, target: dt.datetime, within: float) -> bool:
        """Through every due instant until `target`; False if the bot did not come to rest in time."""
        until = time.monotonic() + within
        self.target = target
        try:
            settled = await self.settled(within)
            while self._world.now() < target and time.monotonic() < until:
                due = self._next_due
                stop = target
                if settled and due is not None and due + _HAIR < target:
                    stop = due + _HAIR
                if stop > self._world.now():
                    self.move(stop)
                    self.steps += 1
                settled = await self.settled(until - time.monotonic())
                if not settled:
                    break
            return settled
        finally:
            self.target = None
            self._announce()
