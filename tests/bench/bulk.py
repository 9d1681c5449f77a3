"""Watches a bot send what is queued (1,000 messages to 1,000 chats) under Telegram's limits.

    python bulk.py --messages 1000 -- BOT COMMAND...

Answers 429, as Telegram would, to the call that makes more than 30 in a sliding second, or more
than a short burst and then one a second in a chat; counted on arrival. *rate* is from the first
arrival to the last; *worst second* the most calls in any sliding second, refused ones included.
Limits: core.telegram.org/bots/faq, «My bot is hitting limits», read November 2026.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

from loopback import Bot, Loopback, TooManyError

IN_ALL, SECOND = 30, 1.0
BURST, SLACK_S = 3, 0.1
"""New messages to one chat at once; and how much calls to it may draw together on their way."""


@dataclass
class Watch:
    """Counts calls as they arrive; times are seconds of any steady clock."""

    window: deque[float] = field(default_factory=deque)
    rested: dict[int, float] = field(default_factory=dict)
    worst_second: int = 0
    too_fast_in_all: int = 0
    too_fast_in_chat: int = 0

    def arrives(self, at: float, chat: int, *, new: bool) -> bool:
        """Whether Telegram would take this call."""
        while self.window and self.window[0] <= at - SECOND:
            self.window.popleft()
        self.window.append(at)
        self.worst_second = max(self.worst_second, len(self.window))
        in_all = len(self.window) <= IN_ALL
        in_chat = True
        if new:
            rested = max(self.rested.get(chat, at), at)
            in_chat = rested - at <= (BURST - 1) * SECOND + SLACK_S
            self.rested[chat] = rested + SECOND
        self.too_fast_in_all += not in_all
        self.too_fast_in_chat += not in_chat
        return in_all and in_chat


async def bulk(options: argparse.Namespace) -> dict[str, Any]:
    """Runs the bot until all is sent or patience ends."""
    watch, arrivals, reached = Watch(), [], Counter[int]()
    done = asyncio.Event()

    async def arrived(method: str, message: dict[str, Any]) -> None:
        now, chat = time.perf_counter(), message["chat"]["id"]
        new = not method.startswith("edit")
        if not watch.arrives(now, chat, new=new):
            raise TooManyError
        if new:
            arrivals.append(now)
            reached[chat] += 1
            if len(arrivals) >= options.messages:
                done.set()

    api = Loopback(arrived)
    bot = Bot(options.command, await api.open(), f"bulk-{options.label}")
    try:
        await bot.start(api)
        try:
            await asyncio.wait_for(done.wait(), options.patience)
            # What comes too much comes now.
            await asyncio.sleep(2)
        except TimeoutError:
            pass
        span = arrivals[-1] - arrivals[0] if arrivals else 0.0
        rate = (len(arrivals) - 1) / span if span else 0.0
        return {
            "label": options.label,
            "asked": options.messages,
            "sent": len(arrivals),
            "chats": len(reached),
            "twice": sum(count > 1 for count in reached.values()),
            "rate_per_s": round(rate, 2),
            "share_of_30": round(rate / IN_ALL, 3),
            "worst_second": watch.worst_second,
            "refused_429": api.refused,
            "too_fast_in_all": watch.too_fast_in_all,
            "too_fast_in_chat": watch.too_fast_in_chat,
        }
    finally:
        await bot.stop()
        await api.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--label", default="bot")
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--patience", type=float, default=90, help="seconds")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    print(json.dumps(asyncio.run(bulk(parser.parse_args()))))


if __name__ == "__main__":
    main()
