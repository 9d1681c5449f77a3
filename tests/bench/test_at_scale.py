"""What is said of much at once: reached, not reached, and not measured."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from at_scale import at_scale
from due import Crowd, rate
from report import Results

TICKS = {"p50_ms": 0.1, "p95_ms": 0.2, "cpu_ms": 0.1, "before_mib": 100.0, "after_mib": 100.5}
MANY = {
    "startup_s": 1.5, "first_answer_s": 1.7, "p50_ms": 10.0, "p95_ms": 60.0, "peak_mib": 105.0,
    "ticks": [TICKS],
}  # fmt: skip
FEW = MANY | {"peak_mib": 93.0}
DUE = {
    "queued_s": 25.0, "sent": 10_000, "calls_per_s": 28.9, "share_of_30": 0.963,
    "worst_second": 30, "refused_429": 0, "steps": 400, "soon": 0.99, "p50_ms": 20.0,
    "p95_ms": 120.0, "queueing_p95_ms": 90.0,
}  # fmt: skip
DESK = {
    "shown_p50_ms": 40.0, "shown_p95_ms": 80.0, "event_p50_ms": 20.0, "open_cpu_ms": 1.7,
    "shut_cpu_ms": 1.6, "ratio": 1.06,
}  # fmt: skip


def reached(**changed: Any) -> list[bool | None]:
    """The verdicts, with some figures changed."""
    many, due, desk = MANY | changed, DUE | changed, DESK | changed
    results = Results(planned={"many": many, "few": FEW}, due=due, desk=desk)
    return [one.reached for one in at_scale(results)]


def test_everything_within_its_target_is_reached() -> None:
    """Eight targets, all of them kept."""
    assert reached() == [True] * 8


def test_what_was_not_run_is_not_measured() -> None:
    """No figures: neither reached nor missed."""
    assert [one.reached for one in at_scale(Results())] == [None] * 8


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        (0, {"ticks": [TICKS | {"p50_ms": 6.0}]}),
        (1, {"startup_s": 2.4}),
        (2, {"ticks": [TICKS | {"after_mib": 103.0}]}),
        (2, {"peak_mib": 140.0}),
        (3, {"queued_s": 61.0}),
        (3, {"queued_s": float("nan")}),
        (4, {"share_of_30": 0.94}),
        (4, {"refused_429": 1}),
        (5, {"soon": 0.94}),
        (6, {"shown_p50_ms": 301.0}),
        (7, {"ratio": 1.12}),
    ],
)
def test_each_target_can_be_missed(place: int, changed: dict[str, Any]) -> None:
    """One figure beyond its target misses that target and no other."""
    assert [at for at, kept in enumerate(reached(**changed)) if not kept] == [place]


def test_a_rate_is_from_the_first_reminder_to_the_last() -> None:
    """Calls of conversations in between count among all; what came before and after counts for nothing."""
    crowd = Crowd(["/apply"], 0, 1)
    crowd.reminded = [10.0, 10.5, 11.0]
    crowd.calls = [1.0, 10.0, 10.25, 10.5, 11.0, 20.0]
    assert rate(crowd) == (2.0, 3.0)
    assert rate(crowd, since=10.8) == (0.0, 0.0)
