"""Verdicts on much at once: a plan for 100,000 residents, 10,000 reminders due together, 200 screens at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import NOT_MEASURED, Verdict

if TYPE_CHECKING:
    from report import Figures, Results

TICK_MS, START_S = 5, 2
FLAT_MIB, MORE_MIB = 1, 20
QUEUED_S, SHARE, SOON = 60, 0.95, 0.95
SHOWN_MS, SCREENS = 300, 1.1


def at_scale(results: Results) -> list[Verdict]:
    """Each target with what was found."""
    planned, due, desk = results.planned, results.due, results.desk
    return [*_planned(planned.get("many"), planned.get("few")), *_due(due), *_desk(desk)]


def _missing(*targets: str) -> list[Verdict]:
    return [Verdict(target, NOT_MEASURED, None) for target in targets]


def _planned(many: Figures | None, few: Figures | None) -> list[Verdict]:
    tick = f"100,000 residents planned: a tick that finds nothing within {TICK_MS} ms"
    start = f"100,000 residents planned: started within {START_S} s"
    flat = "100,000 residents planned: memory flat over ticks, and against 1,000 residents"
    if not many or not few:
        return _missing(tick, start, flat)
    found = many["ticks"][-1]
    grown, more = found["after_mib"] - found["before_mib"], many["peak_mib"] - few["peak_mib"]
    return [
        Verdict(
            tick,
            f"{found['p50_ms']:.2f} ms (p95 {found['p95_ms']:.2f}), "
            f"{found['cpu_ms']:.2f} ms of processor time",
            found["p50_ms"] < TICK_MS,
        ),
        Verdict(
            start,
            f"{many['startup_s']:.2f} s, the first answer after {many['first_answer_s']:.2f} s; "
            f"while the day is planned for all, a step takes {many['p50_ms']:.0f} ms "
            f"(p95 {many['p95_ms']:.0f})",
            many["startup_s"] < START_S,
        ),
        Verdict(
            flat,
            f"{grown:+.1f} MiB over 2,000 ticks; at most {many['peak_mib']:.0f} MiB, "
            f"with 1,000 residents {few['peak_mib']:.0f}",
            grown <= FLAT_MIB and more <= MORE_MIB,
        ),
    ]


def _due(due: Figures | None) -> list[Verdict]:
    queued = f"10,000 reminders due at once: queued within {QUEUED_S} s"
    sent = f"10,000 reminders due at once: sent at {SHARE:.0%} of 30 a second or better, no 429"
    soon = f"while they go, a resident is answered within 300 ms for {SOON:.0%} of steps"
    if not due:
        return _missing(queued, sent, soon)
    return [
        Verdict(queued, f"{due['queued_s']} s", due["queued_s"] <= QUEUED_S),
        Verdict(
            sent,
            f"{due['sent']:,} sent, {due['calls_per_s']} calls a second, worst second "
            f"{due['worst_second']}, {due['refused_429']} times 429",
            due["share_of_30"] >= SHARE and not due["refused_429"],
        ),
        Verdict(
            soon,
            f"{due['soon']:.1%} of {due['steps']} steps; median {due['p50_ms']:.0f} ms, "
            f"p95 {due['p95_ms']:.0f}; p95 while they are queued {due['queueing_p95_ms']:.0f}",
            due["soon"] >= SOON,
        ),
    ]


def _desk(desk: Figures | None) -> list[Verdict]:
    shown = f"a resident's words on an open screen at the desk within {SHOWN_MS} ms"
    cost = "200 live screens cost the residents' steps less than a tenth"
    if not desk:
        return _missing(shown, cost)
    return [
        Verdict(
            shown,
            f"{desk['shown_p50_ms']:.0f} ms (p95 {desk['shown_p95_ms']:.0f}), "
            f"the event after {desk['event_p50_ms']:.0f}",
            desk["shown_p50_ms"] <= SHOWN_MS,
        ),
        Verdict(
            cost,
            f"{desk['open_cpu_ms']:.2f} against {desk['shut_cpu_ms']:.2f} ms of processor time "
            f"a step: {desk['ratio']:.2f}",
            desk["ratio"] < SCREENS,
        ),
    ]
