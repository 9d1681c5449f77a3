"""Who has what a resident writes: worker → stand-in when away → duty worker → coordinators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Kind = Literal["worker", "stand_in", "duty", "coordinator"]


@dataclass(frozen=True)
class Owner:
    """In which capacity somebody has it, and who: one person, those on duty, or the queue."""

    kind: Kind
    ids: tuple[int, ...]


def stands_in(worker: int, away: Mapping[int, int | None]) -> int | None:
    """
    Who answers for a worker: themselves, or along the stand-ins the first who is there.

    `away` says who stands in for each who is away, None for nobody. None where the chain ends with
    nobody, or comes back to where it began.
    """
    seen: set[int] = set()
    one: int | None = worker
    while one is not None and one in away:
        if one in seen:
            return None
        seen.add(one)
        one = away[one]
    return one


def owner(
    worker: int | None,
    away: Mapping[int, int | None],
    *,
    works: Collection[int],
    duty: Sequence[int] = (),
    in_hours: bool = False,
    coordinators: Sequence[int] = (),
) -> Owner:
    """
    Who has what a resident with this worker writes now; it is never nobody's.

    `works` are those who still are workers here; those on duty have it in the hours of the house
    only, and only for one whose worker is away: whom nobody follows up is given a worker first.
    """
    if worker is None:
        return Owner("coordinator", tuple(coordinators))
    found = stands_in(worker, away)
    if found is not None and found in works:
        return Owner("worker" if found == worker else "stand_in", (found,))
    there = tuple(one for one in duty if one not in away)
    if in_hours and there:
        return Owner("duty", there)
    return Owner("coordinator", tuple(coordinators))


def reads_for(reader: int, away: Mapping[int, int | None]) -> tuple[int, ...]:
    """The workers whose stand-in somebody is now, along the whole chain."""
    return tuple(one for one in away if one != reader and reader in _chain(one, away))


def behind(worker: int, away: Mapping[int, int | None]) -> tuple[int, ...]:
    """This worker, and whoever stands in for them along the chain, the nearest first."""
    return (worker, *_chain(worker, away))


def _chain(worker: int, away: Mapping[int, int | None]) -> tuple[int, ...]:
    """A worker's stand-ins, the nearest first, until one who is there."""
    seen: list[int] = []
    one = away.get(worker)
    while one is not None and one not in seen and one != worker:
        seen.append(one)
        one = away.get(one)
    return tuple(seen)
