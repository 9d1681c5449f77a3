"""Keeps a simulated world in a JSON file, so that a demo can go on another day."""

from __future__ import annotations

import base64
import datetime as dt
from collections import deque
from typing import TYPE_CHECKING, Any

import msgspec

from bot.clock import SystemClock
from bot.simulator.model import Entry, Person, StoredFile

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator.world import Simulator

VERSION = 1
_PERSON = (
    "id",
    "first_name",
    "label",
    "language",
    "last_name",
    "username",
    "blocked",
    "locked",
    "started",
    "pinned",
    "notifications",
)


def save(world: Simulator, path: Path) -> None:
    """Write the world to `path`, whole or not at all."""
    people = [
        {name: getattr(p, name) for name in _PERSON}
        | {"entries": [[e.message, e.deleted, e.reactions] for e in p.entries.values()]}
        for p in world.people.values()
    ]
    state = {
        "version": VERSION,
        "offset_seconds": world.time.offset.total_seconds(),
        "bot": world.bot,
        "profile": world.profile,
        "people": people,
        "updates": list(world.updates),
        "allowed": sorted(world.allowed) if world.allowed is not None else None,
        "files": [
            {
                "file_id": f.file_id,
                "path": f.path,
                "mime": f.mime,
                "fields": f.fields,
                "data": base64.b64encode(f.data).decode(),
            }
            for f in world.files.by_id.values()
        ],
        "last_ids": world.last_ids,
    }
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(msgspec.json.encode(state))
    beside.replace(path)


def load(world: Simulator, path: Path) -> bool:
    """Bring `path`'s world into a new Simulator; False if there is no such file, ValueError if it is not ours."""
    if not path.exists():
        return False
    state: Any = msgspec.json.decode(path.read_bytes())
    if not isinstance(state, dict) or state.get("version") != VERSION:
        raise ValueError(f"{path.name} was not written by this simulator")
    world.reset()
    world.bot.update(state["bot"])
    world.profile = state["profile"]
    for kept in state["people"]:
        entries = kept.pop("entries")
        person = Person(**kept)
        world.people[person.id] = person
        for message, deleted, reactions in entries:
            entry = Entry(message, deleted=deleted, reactions=reactions)
            person.entries[message["message_id"]] = entry
            entry.rev = world.touch(person)
    for kept in state["files"]:
        world.files.put(StoredFile(**{**kept, "data": base64.b64decode(kept["data"])}))
    world.updates = deque(state["updates"])
    world.allowed = frozenset(state["allowed"]) if state["allowed"] is not None else None
    world.last_ids.update(state["last_ids"])
    offset = dt.timedelta(seconds=state["offset_seconds"])
    if isinstance(world.clock, SystemClock) and offset:
        world.time.move(world.clock.now() - world.clock.offset + offset)
    return True
