"""Whatever people typed in a test, their names and numbers and the token, stands in no log line."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import sys
from typing import TYPE_CHECKING, Any

import structlog

from bot import logs
from bot.rules.identity_numbers import mask_identity_numbers
from bot.simulator.world import Simulator

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

SHORTEST = 5  # letters; a shorter word stands in a log by chance
NAMES = ("Kari", "Mari", "Berit", "Anne", "Gulnebb", "Kanarifugl")
"""Canaries where there is no world to ask: the names that tests give people."""
TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{12,}")


class Heard(io.StringIO):
    """All that is logged: kept, and passed on to be shown if the test fails, unless `quiet`."""

    def __init__(self, *, quiet: bool = False) -> None:
        """Nothing is heard yet."""
        super().__init__()
        self.quiet = quiet

    def write(self, words: str) -> int:
        """Keep and pass on."""
        if not self.quiet:
            sys.stdout.write(words)
        return super().write(words)


@contextlib.contextmanager
def listening(*, quiet: bool = False) -> Iterator[Heard]:
    """Logging as the program sets it up, with everything at DEBUG, the libraries too: not their levels keep it out."""
    root, names = logging.getLogger(), [*logs.CAPPED, "uvicorn", "starlette"]
    before = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in names}
    heard = Heard(quiet=quiet)
    _configure("debug", heard)
    # A handler that an earlier test left would print where a test reads what is printed.
    root.handlers[:] = root.handlers if quiet else [*before[0], *root.handlers]
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        root.handlers[:], root.level = before
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        structlog.reset_defaults()


_configure = logs.configure


def through_every_setup(patch: pytest.MonkeyPatch) -> None:
    """A test that sets up logging itself, as the program does, is heard all the same."""
    ear = logging.getLogger().handlers[-1]

    def configure(*given: Any, **named: Any) -> None:
        _configure(*given, **named)
        logging.getLogger().addHandler(ear)

    patch.setattr(logs, "configure", configure)


def worlds(patch: pytest.MonkeyPatch) -> list[Simulator]:
    """Every world that is made from now on, whoever makes it."""
    found: list[Simulator] = []
    made = Simulator.__init__

    def make(self: Simulator, *given: Any, **named: Any) -> None:
        made(self, *given, **named)
        found.append(self)

    patch.setattr(Simulator, "__init__", make)
    return found


def canaries(said: str) -> list[str]:
    """What shows in a log although it must show in none, whoever is in the world."""
    found = [name for name in NAMES if re.search(rf"(?<!\w){name}(?!\w)", said)]
    found += ["a token"] if TOKEN.search(said) else []
    return found + (["an identity number"] if mask_identity_numbers(said).count else [])


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
