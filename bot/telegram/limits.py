"""How fast Telegram lets a bot send. Pure: monotonic seconds are handed in, waits are handed back.

Telegram's words («My bot is hitting limits», core.telegram.org/bots/faq, read November 2026): about 30 messages a
second in all; no more than one a second in one chat, short bursts allowed. Exact figures are not published.
"""

from __future__ import annotations

import math
from typing import Protocol

IN_ALL = 30
WINDOW = 1.0
MARGIN = 0.002  # timers may go off a little early
BURST = 3
# Telegram counts a call when it arrives: somewhere between its leaving and its answer. So it is held to have arrived
# when the answer is there, or after so many seconds without one.
SURELY_THERE = 2.0
# What nobody waits for goes evenly, only a little faster than the sliding second lets all go: in a clump it would
# leave whoever waits for an answer no room until the second is over.
EVENLY = 0.9  # of the time that is each call's share
AT_A_TIME = 2


class Taken:
    """A call that was let go; `at` is the latest moment at which it can have arrived."""

    __slots__ = ("at",)

    def __init__(self, at: float) -> None:
        """Not later than `at`."""
        self.at = at

    def landed(self, now: float) -> None:
        """Its answer is there, or it failed."""
        self.at = min(self.at, now)


class Limits(Protocol):
    """Says when a call may go.

    `new`: a new message rather than a change of one that stands there. `hurried`: somebody waits for it.
    """

    def room(self, now: float) -> int:
        """How many calls may go at this moment, whatever the chat."""
        ...

    def unhurried(self, now: float) -> int:
        """How many of those may be calls that nobody waits for."""
        ...

    def rests(self, chat: int, now: float, *, new: bool) -> float:
        """Seconds that this chat must rest; 0 for none."""
        ...

    def wait(self, chat: int, now: float, *, new: bool, hurried: bool = True) -> float:
        """Seconds until a call to this chat may go; 0 for now."""
        ...

    def take(self, chat: int, now: float, *, new: bool, hurried: bool = True) -> Taken:
        """Count a call that goes now; say `landed` when it is over."""
        ...

    def hold(self, chat: int, now: float, seconds: float) -> None:
        """Let nothing go to this chat for so long: Telegram asked for it."""
        ...


class Unlimited:
    """For a Bot API on loopback: nothing waits, but what Telegram asks for still holds."""

    def __init__(self, at_once: int = 1000) -> None:
        """Let `at_once` calls go in one round."""
        self._at_once = at_once
        self._held: dict[int, float] = {}

    def room(self, now: float) -> int:  # noqa: ARG002 - as in Limits
        """As many as one round takes."""
        return self._at_once

    def unhurried(self, now: float) -> int:  # noqa: ARG002 - as in Limits
        """Any of them."""
        return self._at_once

    def rests(self, chat: int, now: float, *, new: bool) -> float:  # noqa: ARG002 - as in Limits
        """Nothing, unless Telegram asked for it."""
        if not self._held:
            return 0.0
        until = self._held.get(chat, 0.0)
        if until <= now:
            self._held.pop(chat, None)
            return 0.0
        return until - now

    def wait(self, chat: int, now: float, *, new: bool, hurried: bool = True) -> float:  # noqa: ARG002 - as in Limits
        """As long as the chat rests."""
        return self.rests(chat, now, new=new)

    def take(self, chat: int, now: float, *, new: bool, hurried: bool = True) -> Taken:  # noqa: ARG002 - as in Limits
        """Nothing is counted."""
        return Taken(now)

    def hold(self, chat: int, now: float, seconds: float) -> None:
        """Let nothing go to this chat for so long."""
        self._held[chat] = max(self._held.get(chat, 0.0), now + seconds)


class TelegramLimits:
    """Never more than `in_all` calls in any sliding second; `burst` new messages to a chat, then one a second."""

    def __init__(
        self,
        *,
        in_all: int = IN_ALL,
        window: float = WINDOW + MARGIN,
        burst: int = BURST,
        per_chat: float = WINDOW,
    ) -> None:
        """Count from nothing."""
        self._in_all, self._window = in_all, window
        self._per_chat, self._slack = per_chat, per_chat * (burst - 1)
        self._calls: list[Taken] = []
        self._share = EVENLY * window / in_all
        self._evenly = (
            0.0  # the moment from which what is unhurried counts as rested, as for a chat
        )
        # The moment from which a chat counts as rested (one number a chat: GCRA, ITU-T I.371).
        self._rested: dict[int, float] = {}
        self._held: dict[int, float] = {}
        self._sweep = 1024

    def room(self, now: float) -> int:
        """How many calls fit into the sliding second that ends now, wherever those under way are."""
        window = self._window
        self._calls = [call for call in self._calls if call.at + window > now]
        return self._in_all - len(self._calls)

    def unhurried(self, now: float) -> int:
        """One for each share of the second, and another where some went by unused."""
        return max(0, AT_A_TIME - math.ceil(max(0.0, self._evenly - now) / self._share - 1e-9))

    def rests(self, chat: int, now: float, *, new: bool) -> float:
        """Seconds until this chat has room, whatever the others."""
        until = self._held.get(chat, now)
        if new:
            until = max(until, self._rested.get(chat, now) - self._slack)
        return max(0.0, until - now)

    def wait(self, chat: int, now: float, *, new: bool, hurried: bool = True) -> float:
        """Seconds until this chat and the sliding second have room; 0 for now."""
        until = now + self.rests(chat, now, new=new)
        if self.room(now) <= 0:
            until = max(until, min(call.at for call in self._calls) + self._window)
        if not hurried:
            until = max(until, self._evenly - (AT_A_TIME - 1) * self._share)
        return max(0.0, until - now)

    def take(self, chat: int, now: float, *, new: bool, hurried: bool = True) -> Taken:
        """Count a call that goes now."""
        if not hurried:
            self._evenly = max(self._evenly, now) + self._share
        taken = Taken(now + SURELY_THERE)
        self._calls.append(taken)
        if new:
            self._rested[chat] = max(self._rested.get(chat, now), now) + self._per_chat
            if len(self._rested) > self._sweep:
                self._forget(now)
        return taken

    def hold(self, chat: int, now: float, seconds: float) -> None:
        """Let nothing go to this chat for so long."""
        self._held[chat] = max(self._held.get(chat, now), now + seconds)

    def _forget(self, now: float) -> None:
        self._rested = {chat: at for chat, at in self._rested.items() if at > now}
        self._held = {chat: at for chat, at in self._held.items() if at > now}
        self._sweep = max(1024, 2 * len(self._rested))
