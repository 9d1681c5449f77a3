"""Whatever people typed in a test, their names and numbers and the token, stands in no log line."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import sys
from typing import TYPE_CHECKING

import structlog

from bot import logs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.simulator.world import Simulator

SHORTEST = 5  # letters; a shorter word stands in a log by chance


class Heard(io.StringIO):
    """All that is logged: kept, and passed on to be shown if the test fails."""

    def write(self, words: str) -> int:
        """Keep and pass on."""
        sys.stdout.write(words)
        return super().write(words)


@contextlib.contextmanager
def listening() -> Iterator[Heard]:
    """Logging as the program sets it up, with everything at DEBUG, the libraries too: not their levels keep it out."""
    root, names = logging.getLogger(), [*logs.CAPPED, "uvicorn", "starlette"]
    before = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in names}
    heard = Heard()
    logs.configure("debug", heard)
    root.handlers[:] = [*before[0], *root.handlers]
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        root.handlers[:], root.level = before
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        structlog.reset_defaults()


def planted(world: Simulator) -> dict[str, str]:
    """What must not show, by what it is."""
    found = {"token": world.token}
    for person in world.people.values():
        found[f"id {person.id}"] = str(person.id)
        found[f"name of {person.id}"] = person.first_name
        for number, entry in person.entries.items():
            typed = str(entry.message.get("text") or entry.message.get("caption") or "")
            words = typed.removeprefix("/start ").strip()
            if not entry.from_bot and len(words) >= SHORTEST:
                found[f"words {number} of {person.id}"] = words
    return found


def escaped(said: str, world: Simulator) -> list[str]:
    """What shows in a log although it must not."""
    return [
        what
        for what, word in planted(world).items()
        if word in said and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said)
    ]
