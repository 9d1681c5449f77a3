"""From figures to one table and a verdict on each target; pure, standard library only."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Figures = dict[str, Any]
OURS, DIALOG, FLOOR = "ours", "aiogram_dialog", "floor"

RESIDENT_MIB = 90
LONGEST_HOLD_MS = 50
ALONE_RATIO = 1.5
BULK_SHARE = 0.95
NOTICE_RATIO = 2.0
RELAYED_PER_S = 471
"""What telegram-support-bot with its history on reached, on two cores."""


@dataclass
class Results:
    """Everything measured in one go, by label; what was not run is missing."""

    timed: dict[str, list[Figures]] = field(default_factory=dict)
    hurried: dict[str, list[Figures]] = field(default_factory=dict)
    crashed: dict[str, Figures] = field(default_factory=dict)
    relayed: dict[str, list[Figures]] = field(default_factory=dict)
    bulk: Figures | None = None
    lists: Figures | None = None
    planned: dict[str, Figures] = field(default_factory=dict)
    due: Figures | None = None
    desk: Figures | None = None
    holds: list[tuple[float, float, str]] | None = None
    residents: int = 0
    fsync: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Verdict:
    """One target: `reached` is None where it was not measured."""

    target: str
    found: str
    reached: bool | None


def median(runs: Sequence[Figures], key: str) -> float:
    return statistics.median(run[key] for run in runs)


def spread(runs: Sequence[Figures], key: str, digits: int) -> str:
    """«median (least-most)» of several runs."""
    values = [run[key] for run in runs]
    middle = f"{statistics.median(values):.{digits}f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def stuck(runs: Sequence[Figures]) -> str:
    """The most users who stood stuck in any run."""
    return f"{max(run['stuck'] for run in runs)} of {runs[0]['users']}" if runs else "-"


COLUMNS: list[tuple[str, Callable[[list[Figures]], str]]] = [
    ("CPU ms/step", lambda runs: spread(runs, "cpu_ms_per_step", 2)),
    ("steps/s", lambda runs: spread(runs, "steps_per_s", 0)),
    (
        "p50 / p95 / p99 ms",
        lambda runs: " / ".join(f"{median(runs, k):.0f}" for k in ("p50_ms", "p95_ms", "p99_ms")),
    ),
    ("alone p50 ms", lambda runs: spread(runs, "alone_p50_ms", 2)),
    ("peak MiB", lambda runs: f"{max(run['peak_mib'] for run in runs):.0f}"),
    ("calls/step", lambda runs: f"{median(runs, 'calls_per_step'):.2f}"),
]


def table(results: Results, names: dict[str, str], keeps: dict[str, str]) -> str:
    """One Markdown table: a row for each bot that was timed."""
    heads = ["bot", "stuck", "stuck, no thought", *(head for head, _ in COLUMNS)]
    heads += ["kill -9: lost / out of order / doubled", "keeps"]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for label, name in names.items():
        runs = results.timed.get(label)
        if not runs:
            continue
        cells = [name, stuck(runs), stuck(results.hurried.get(label, []))]
        cells += [cell(runs) for _, cell in COLUMNS]
        cells += [_fate(results.crashed.get(label)), keeps[label]]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _fate(crashed: Figures | None) -> str:
    if not crashed:
        return "-"
    fates = "{lost} / {disordered} / {doubled}".format_map(crashed)
    return f"{fates} of {crashed['messages']}, {crashed['kills']} kills"


def verdicts(results: Results) -> list[Verdict]:
    """Each target with what was found."""
    ours, dialog = results.timed.get(OURS), results.timed.get(DIALOG)
    floor = results.timed.get(FLOOR)
    return [
        _no_more(
            "processor time per step no more than aiogram-dialog's",
            ours,
            dialog,
            "cpu_ms_per_step",
            most=1.0,
        ),
        _no_less("at least aiogram-dialog's steps per second", ours, dialog, "steps_per_s"),
        _stuck("0 stuck", ours),
        _stuck("0 stuck with no thought between answers", results.hurried.get(OURS)),
        _memory(results),
        _holds(results),
        _no_more(
            f"alone within {ALONE_RATIO} of the floor's median "
            f"(fsync here {results.fsync[0]:.2f} ms, p95 {results.fsync[1]:.2f})",
            ours,
            floor,
            "alone_p50_ms",
            most=ALONE_RATIO,
        ),
        _crash(results.crashed.get(OURS)),
        _bulk(results.bulk),
        _notice(results.relayed.get("inwards"), ours),
        *(
            _relayed(way, results.relayed.get(way), results.relayed.get(DIALOG))
            for way in ("outwards", "inwards")
        ),
        _threads(results.relayed),
        *_lists(results.lists),
    ]


NOT_MEASURED = "not measured"


def _no_more(
    target: str, ours: list[Figures] | None, theirs: list[Figures] | None, key: str, *, most: float
) -> Verdict:
    if not ours or not theirs:
        return Verdict(target, NOT_MEASURED, None)
    mine, other = median(ours, key), median(theirs, key)
    found = f"{mine:.2f} against {other:.2f}: {mine / other:.2f}"
    return Verdict(target, found, mine <= most * other)


def _no_less(
    target: str, ours: list[Figures] | None, theirs: list[Figures] | None, key: str
) -> Verdict:
    if not ours or not theirs:
        return Verdict(target, NOT_MEASURED, None)
    mine, other = median(ours, key), median(theirs, key)
    return Verdict(target, f"{mine:.0f} against {other:.0f}: {mine / other:.2f}", mine >= other)


def _stuck(target: str, runs: list[Figures] | None) -> Verdict:
    if not runs:
        return Verdict(target, NOT_MEASURED, None)
    return Verdict(target, stuck(runs), not any(run["stuck"] for run in runs))


def _memory(results: Results) -> Verdict:
    target = f"at most {RESIDENT_MIB} MiB resident with {results.residents:,} residents known"
    runs = results.timed.get(OURS, []) + results.hurried.get(OURS, [])
    if not runs or not results.residents:
        return Verdict(target, NOT_MEASURED, None)
    most = max(run["peak_mib"] for run in runs)
    return Verdict(target, f"{most:.0f} MiB", most <= RESIDENT_MIB)


def _holds(results: Results) -> Verdict:
    target = f"the event loop never held for {LONGEST_HOLD_MS} ms"
    if results.holds is None:
        return Verdict(target, NOT_MEASURED, None)
    if not results.holds:
        return Verdict(target, "no hold worth noting", reached=True)
    _, longest, name = max(results.holds, key=lambda hold: hold[1])
    return Verdict(target, f"{longest:.0f} ms, by {name}", longest < LONGEST_HOLD_MS)


def _crash(crashed: Figures | None) -> Verdict:
    target = "kill -9: 0 lost, 0 out of order, at most one doubled per chat per kill, each marked"
    if not crashed:
        return Verdict(target, NOT_MEASURED, None)
    found = (
        "{lost} lost, {disordered} out of order, {doubled} doubled "
        "({beyond} beyond one per chat per kill, {unmarked} unmarked)"
    ).format_map(crashed)
    held = not any(crashed[key] for key in ("lost", "disordered", "beyond", "unmarked"))
    return Verdict(target, found, held)


def _bulk(bulk: Figures | None) -> Verdict:
    target = f"1,000 messages to 1,000 chats at {BULK_SHARE:.0%} of 30 a second or better, no 429"
    if not bulk:
        return Verdict(target, NOT_MEASURED, None)
    found = (
        "{sent} to {chats} chats at {rate_per_s} a second, "
        "worst second {worst_second}, {refused_429} times 429"
    ).format_map(bulk)
    whole = bulk["sent"] == bulk["chats"] == bulk["asked"]
    paced = bulk["share_of_30"] >= BULK_SHARE
    return Verdict(target, found, whole and paced and not bulk["refused_429"])


def relay_table(results: Results, names: dict[str, str]) -> str:
    """A row for each way words were relayed."""
    heads = ["relay", "messages/s", "alone ms", "CPU ms/message", "calls/message"]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for way, name in names.items():
        runs = results.relayed.get(way)
        if runs:
            cells = [name, spread(runs, "per_s", 0), spread(runs, "alone_ms", 2)]
            cells += [spread(runs, "cpu_ms", 2), spread(runs, "calls", 2)]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _notice(inwards: list[Figures] | None, steps: list[Figures] | None) -> Verdict:
    target = f"a resident's words stand as the worker's notice within {NOTICE_RATIO:g} steps alone"
    if not inwards or not steps:
        return Verdict(target, NOT_MEASURED, None)
    took, step = median(inwards, "alone_ms"), median(steps, "alone_p50_ms")
    found = f"{took:.2f} against {step:.2f}: {took / step:.2f}"
    return Verdict(target, found, took <= NOTICE_RATIO * step)


def _relayed(way: str, runs: list[Figures] | None, plain: list[Figures] | None) -> Verdict:
    target = f"at least {RELAYED_PER_S} relayed messages a second, {way}"
    if not runs:
        return Verdict(target, NOT_MEASURED, None)
    rate = median(runs, "per_s")
    found = f"{rate:.0f}"
    if plain:
        found += f"; {rate / median(plain, 'per_s'):.2f} of a plain aiogram relay's"
    return Verdict(target, found, rate >= RELAYED_PER_S)


def _threads(relayed: dict[str, list[Figures]]) -> Verdict:
    target = "200 writing at once: every thread whole and in order"
    runs = [run for way in ("outwards", "inwards") for run in relayed.get(way, [])]
    if not runs:
        return Verdict(target, NOT_MEASURED, None)
    whole, ordered = min(run["whole"] for run in runs), min(run["in_order"] for run in runs)
    threads = runs[0]["threads"]
    found = f"{whole} whole and {ordered} in order of {threads}"
    return Verdict(target, found, whole == ordered == threads)


def _lists(lists: Figures | None) -> list[Verdict]:
    if not lists:
        return [Verdict("lists with 5,000 open threads", NOT_MEASURED, None)]
    return [
        Verdict(
            f"{one['name']} with {lists['threads']:,} open threads within {one['target']} ms",
            f"{one['median']:.0f} ms (slowest {one['slowest']:.0f})",
            one["median"] < one["target"],
        )
        for one in lists["found"]
    ]


MARKS = {True: "reached", False: "NOT REACHED", None: "not measured"}


def spoken(found: Sequence[Verdict]) -> str:
    """A line per target."""
    return "\n".join(
        f"- {MARKS[one.reached]}: {one.target}"
        + (f" - {one.found}" if one.reached is not None else "")
        for one in found
    )
