"""What this machine says about a process and about itself; standard library only."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = 4096


def cpu_seconds(pid: int) -> float:
    """Processor time of all threads of a process since its start, in seconds (10 ms steps)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_mib(pid: int) -> float:
    """The most memory a process had resident so far, in MiB."""
    return _mib(pid, "VmHWM:")


def resident_mib(pid: int) -> float:
    """The memory a process has resident now, in MiB."""
    return _mib(pid, "VmRSS:")


def _mib(pid: int, line_of: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(line_of):
            return int(line.split()[1]) / 1024
    return 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0–1) of the values lie; NaN for none."""
    if not values:
        return float("nan")
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def fsync_ms(folder: Path, times: int = 200) -> tuple[float, float]:
    """Median and 95th percentile of writing one page and syncing it in `folder`, in ms."""
    path = folder / f"fsync-{os.getpid()}"
    page, took = os.urandom(PAGE), []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            started = time.perf_counter()
            file.write(page)
            os.fsync(file.fileno())
            took.append((time.perf_counter() - started) * 1000)
    path.unlink()
    return statistics.median(took), percentile(took, 0.95)
