"""Every text of the house: the flows', and the WORDS of each room. Used by the tests beside it."""

import importlib
from pathlib import Path
from typing import Any, TypeAlias

from bot.flow import Definition, Flow

Lock: TypeAlias = dict[str, dict[str, Any]]
ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
LOCK = Path(__file__).with_name("flows.lock.json")


def flows() -> list[Definition]:
    """Each flow that a module in flows/ defines, in the order of the files."""
    found = []
    for path in sorted((ROOT / "flows").glob("[!_]*.py")):
        module = importlib.import_module(f"flows.{path.stem}")
        found += [
            thing.definition
            for thing in vars(module).values()
            if isinstance(thing, type) and issubclass(thing, Flow) and thing is not Flow
            if thing.__module__ == module.__name__
        ]
    return found


def rooms() -> dict[str, dict[str, str]]:
    """The WORDS of each words.py and words/ under bot/, by module."""
    found = {}
    places = [*(ROOT / "bot").rglob("words.py"), *(ROOT / "bot").rglob("words/")]
    for path in sorted(places):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found[name] = dict(importlib.import_module(name).WORDS)
    return found


def everything() -> dict[str, str]:
    """All bokmål by key."""
    words: dict[str, str] = {}
    for part in (*rooms().values(), *(flow.texts() for flow in flows())):
        words |= part
    return words


def lock() -> Lock:
    """What stored answers depend on, flow by flow: goes into flows.lock.json."""
    return {
        flow.id: {"version": flow.version, "steps": list(flow.fingerprint())} for flow in flows()
    }
