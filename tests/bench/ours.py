"""Starts Hjemvei in this process as the benchmark wants it: the stand-in's API, nine questions.

    API_BASE=http://127.0.0.1:PORT/bot TOKEN=... python ours.py

`BENCH_DATA`: a folder filled by population.py (a new one otherwise). `BENCH_LIMITS`: none or
telegram. `HJEMVEI_BENCH_LAG`: a file for holds of the event loop, see loop_lag.py.
`BENCH_TICKS`: a file for ticks that find nothing, see ticks.py.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from loop_lag import watch_loop  # noqa: E402 - as the next

from bot.clock import SystemClock  # noqa: E402 - as the next
from bot.store import KeyRing  # noqa: E402 - found once the root is on the path

OFFSET = "clock-offset"


def set_environment(data: Path) -> None:
    """What Hjemvei reads, from what the stand-in and bench.py say."""
    os.environ |= {
        "HJEMVEI_TOKEN": os.environ["TOKEN"],
        "HJEMVEI_API_URL": os.environ["API_BASE"].removesuffix("/bot"),
        "HJEMVEI_DATA": str(data),
        "HJEMVEI_DATABASE_URL": database_url(data),
        "HJEMVEI_KEYS": str(key_file(data)),
        "HJEMVEI_LIMITS": os.environ.get("BENCH_LIMITS", "none"),
        "HJEMVEI_LOG": "warning",
    }


def database_url(data: Path) -> str:
    return f"sqlite:///{data / 'hjemvei.db'}"


def key_file(data: Path) -> Path:
    """The key ring beside the data, made if missing."""
    path = data / "keys.json"
    if not path.exists():
        KeyRing.create(path)
    return path


def clock_of(data: Path) -> SystemClock:
    """The clock that the folder was filled by, running; population.py makes it daytime."""
    clock = SystemClock()
    path = data / OFFSET
    if path.exists():
        clock.offset = dt.timedelta(seconds=float(path.read_text(encoding="ascii")))
    return clock


def main() -> None:
    given = os.environ.get("BENCH_DATA")
    data = Path(given or tempfile.mkdtemp(prefix="hjemvei-bench-"))
    set_environment(data)
    lag = os.environ.get("HJEMVEI_BENCH_LAG")
    if lag:
        watch_loop(Path(lag))
    # Late, as the program would: what they cost belongs to the start.
    from nine_questions import NineQuestions  # noqa: PLC0415  # found by the path above
    from ticks import watch  # noqa: PLC0415  # as above

    from bot import app, logs, settings  # noqa: PLC0415  # as above

    found = settings.read(os.environ)
    logs.configure(found.log)
    ticks = os.environ.get("BENCH_TICKS")
    started = partial(watch, path=Path(ticks)) if ticks else None
    # The nine questions are called «apply», and so take its place.
    asyncio.run(app.run(found, clock=clock_of(data), flows=[NineQuestions], started=started))


if __name__ == "__main__":
    main()
