"""How long the event loop is held: every callback of it is timed, and long ones are written down.

`watch_loop(path)` first, then run the program in the same process. Each line of the file is one
hold of SHORTEST_MS or more: the monotonic time at its end (s), its length (ms), what held it. The
clock is the machine's, so the stand-in's times say which holds fell under load. Garbage collection
and being put aside by the kernel count as well: whoever waits for an answer cannot tell.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHORTEST_MS = 2.0
Hold = tuple[float, float, str]


def watch_loop(path: Path) -> Callable[[], None]:
    """Times every callback of asyncio's own loops in this process; what it returns ends it."""
    run = asyncio.Handle._run
    file: TextIO = path.open("a", encoding="utf-8", buffering=1)
    clock = time.monotonic

    def timed(handle: asyncio.Handle) -> None:
        began = clock()
        run(handle)
        ended = clock()
        took = (ended - began) * 1000
        if took >= SHORTEST_MS:
            file.write(f"{ended:.6f}\t{took:.3f}\t{_name(handle)}\n")

    def end() -> None:
        asyncio.Handle._run = run  # type: ignore[method-assign]  # to see every callback
        file.close()

    asyncio.Handle._run = timed  # type: ignore[method-assign]  # to see every callback
    return end


def _name(handle: asyncio.Handle) -> str:
    """The coroutine or function that ran; its name only, never a value."""
    callback: Any = handle._callback
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        return getattr(owner.get_coro(), "__qualname__", "coroutine")
    return getattr(callback, "__qualname__", type(callback).__name__)


def holds(path: Path, since: float = 0, until: float = float("inf")) -> list[Hold]:
    """The holds written between two monotonic times, longest first."""
    found: list[Hold] = []
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            at, took, name = line.split("\t")
            if since <= float(at) <= until:
                found.append((float(at), float(took), name))
    return sorted(found, key=lambda hold: -hold[1])
