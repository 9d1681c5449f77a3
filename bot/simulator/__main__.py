"""The simulator alone, for any Telegram bot: `python -m bot.simulator --port 8081 Kari:Beboer Mona:Oppfølger`.

Give the bot the printed token and `base_url`. With `--keep FILE` the world is there again next time.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

from bot.simulator import keep
from bot.simulator.server import RealToken, refuse_beside, serve
from bot.simulator.world import TOKEN, Simulator


def options(words: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser("python -m bot.simulator", description=__doc__)
    parser.add_argument("people", nargs="*", metavar="NAME[:LABEL]", help="phones to show")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN, help="any string")
    parser.add_argument("--keep", type=Path, help="a JSON file for the world")
    parser.add_argument("--no-limits", action="store_true", help="never 429 for sending too often")
    parser.add_argument("--lax", action="store_true", help="ignore unknown parameters")
    return parser.parse_args(words)


async def run(given: argparse.Namespace) -> None:
    """Serve until interrupted."""
    for value in os.environ.values():
        refuse_beside(value, own=given.token)
    world = Simulator(token=given.token, limits=not given.no_limits, strict=not given.lax)
    if not (given.keep and keep.load(world, given.keep)):
        for person in given.people or ["Kari:Beboer", "Ola:Beboer", "Mona:Oppfølger"]:
            name, _, label = person.partition(":")
            world.add(name, label=label)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with await serve(world, given.port) as running:
        sys.stdout.write(
            f"phones:        {running.url}/\n"
            f"token:         {given.token}\n"
            f"base_url:      {running.api_url}\n"
            f"base_file_url: {running.file_url}\n"
        )
        sys.stdout.flush()
        await stop.wait()
    if given.keep:
        keep.save(world, given.keep)


if __name__ == "__main__":
    try:
        asyncio.run(run(options(sys.argv[1:])))
    except (RealToken, OSError, ValueError) as e:
        sys.exit(f"simulator: {e}")
