"""
In which order people stand in a worker's list: by need, then by waiting time.

Never by how much somebody has written: who says little waits no longer than who says much.
"""

from __future__ import annotations

import datetime as dt
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Level(IntEnum):
    """Why somebody stands where they stand; the lower, the sooner."""

    TONIGHT = 0
    DANGER = 1
    URGENT = 2
    DEADLINE = 3
    DISCHARGE = 4  # within fourteen days
    WAITING = 5


KINDS: dict[str, Level] = {
    "danger": Level.DANGER,
    "urgent": Level.URGENT,
    "urgent_duty": Level.URGENT,
    "urgent_marked": Level.URGENT,
    # Without a safe place last night one may be without it again.
    "morning": Level.URGENT,
    "check_in_worry": Level.URGENT,
    "check_in_duty": Level.URGENT,
    "leaving_early": Level.URGENT,
    "check_in_silent": Level.DEADLINE,
    "leaving_out": Level.DEADLINE,
    "letter": Level.DEADLINE,
    "rent_hard": Level.DEADLINE,
    "cannot_pay": Level.DEADLINE,
}
"""What an open task of each kind makes of the one it is about; other kinds do when they are due."""

NEAR = dt.timedelta(days=3)


class Open(NamedTuple):
    """One open thing about a resident, and since when it is open (microseconds, UTC)."""

    resident_id: int
    level: Level
    since: int


class Place(NamedTuple):
    """Where a resident stands, and since when the oldest open thing has waited (microseconds, UTC)."""

    level: Level
    since: int
    resident_id: int


def of_task(kind: str, due_at: dt.datetime | None, now: dt.datetime) -> Level | None:
    """What an open task makes of the one it is about; None if nothing."""
    if kind in KINDS:
        return KINDS[kind]
    return Level.DEADLINE if due_at is not None and due_at <= now + NEAR else None


def in_order(things: Iterable[Open]) -> list[Place]:
    """
    Everybody with something open: the greatest need first, then whoever has waited longest.

    Source: issue 3, «One screen in the morning».
    """
    found: dict[int, Place] = {}
    for thing in things:
        before = found.get(thing.resident_id, Place(thing.level, thing.since, thing.resident_id))
        found[thing.resident_id] = Place(
            min(before.level, thing.level), min(before.since, thing.since), thing.resident_id
        )
    return sorted(found.values())
