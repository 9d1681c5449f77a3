"""Kills a bot with SIGKILL under a stream of numbered messages, and counts what became of each.

    python crash.py --label ours -- BOT COMMAND...

*lost*: never shown in any text the bot sent. *disordered*: first shown in a chat after a later one
of the same sender. *doubled*: in more than one new message of one chat. When a process dies with a
send under way, nobody can know what became of it: one doubled per chat per kill is bound to happen
where nothing is lost; *beyond* counts those above it. *unmarked* are repetitions that do not say
that they may be one (`--mark`), which is how a relay settles what it cannot know.

`--first 'a|b'` types lines first, to link or to consent. The bot gets API_BASE and TOKEN.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import time
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from loopback import FIRST_USER, Bot, Loopback

if TYPE_CHECKING:
    from collections.abc import Iterable

SENDERS = 8_000
"""Those who write, counted from FIRST_USER."""
TOKEN = re.compile(r"tok(\d{5})x")
NEW = {"sendmessage", "copymessage"}


@dataclass(frozen=True)
class Sent:
    """One text the bot sent: `life` is the number of kills before it."""

    method: str
    chat: int
    text: str
    life: int


@dataclass(frozen=True)
class Verdict:
    """How many messages met which fate."""

    lost: int
    disordered: int
    doubled: int
    beyond: int
    unmarked: int


def judge(messages: int, users: int, sent: Iterable[Sent], mark: re.Pattern[str]) -> Verdict:
    """The fate of messages 1 … `messages`; message n was written by user n modulo `users`."""
    shown: dict[tuple[int, int], list[Sent]] = {}
    highest: Counter[tuple[int, int]] = Counter()
    disordered = 0
    for one in sent:
        for number in sorted({int(found) for found in TOKEN.findall(one.text)}):
            before = shown.setdefault((one.chat, number), [])
            if not before:
                sender = (one.chat, number % users)
                disordered += number < highest[sender]
                highest[sender] = max(highest[sender], number)
            if one.method in NEW or not before:
                before.append(one)
    doubled = unmarked = beyond = 0
    at_kill: Counter[tuple[int, int]] = Counter()
    for (chat, _number), times in shown.items():
        doubled += len(times) > 1
        unmarked += any(not mark.search(again.text) for again in times[1:])
        for earlier, later in pairwise(times):
            if earlier.life == later.life:
                beyond += 1
            else:
                at_kill[chat, earlier.life] += 1
    beyond += sum(count - 1 for count in at_kill.values())
    lost = messages - len({number for _chat, number in shown})
    return Verdict(lost, disordered, doubled, beyond, unmarked)


async def still(api: Loopback, sent: list[Sent], seconds: float) -> None:
    """Returns when everything was taken and nothing more was sent for so long."""
    quiet_since, seen = time.monotonic(), -1
    while time.monotonic() - quiet_since < seconds:
        await asyncio.sleep(0.2)
        if len(sent) != seen or not api.all_taken():
            quiet_since, seen = time.monotonic(), len(sent)


async def crash(options: argparse.Namespace) -> dict[str, Any]:
    """Streams and kills as asked; returns the verdict."""
    dice = random.Random(options.seed)
    sent: list[Sent] = []
    kills = 0

    async def arrived(method: str, message: dict[str, Any]) -> None:
        life = kills
        await asyncio.sleep(options.delay)
        sent.append(Sent(method, message["chat"]["id"], message["text"], life))

    api = Loopback(arrived)
    bot = Bot(options.command, await api.open(), f"crash-{options.label}")
    first = FIRST_USER + SENDERS
    try:
        await bot.start(api)
        for line in filter(None, options.first.split("|")):
            for user in range(options.users):
                api.type(first + user, line)
            await still(api, sent, 2)
        sent.clear()
        number = 0
        for round_ in range(options.kills + 1):
            for _ in range(options.messages // (options.kills + 1)):
                number += 1
                api.type(first + number % options.users, f"tok{number:05d}x")
            if round_ < options.kills:
                await asyncio.sleep(dice.uniform(0.02, 0.25))
                bot.kill()
                kills += 1
                await bot.start(api)
        await still(api, sent, options.settle)
        verdict = judge(number, options.users, sent, re.compile(options.mark, re.IGNORECASE))
        counts = {"label": options.label, "messages": number, "kills": kills}
        return counts | {"users": options.users} | asdict(verdict)
    finally:
        await bot.stop()
        await api.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--label", default="bot")
    parser.add_argument("--messages", type=int, default=400)
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--delay", type=float, default=0.08, help="seconds a send takes")
    parser.add_argument("--settle", type=float, default=5, help="seconds of quiet at the end")
    parser.add_argument("--first", default="")
    parser.add_argument(
        "--mark", default="to ganger|twice|kanskje|igjen|again", help="what a repetition says"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    print(json.dumps(asyncio.run(crash(parser.parse_args()))))


if __name__ == "__main__":
    main()
