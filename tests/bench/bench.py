"""Times Hjemvei beside its peers in one go, and prints one Markdown table and a line per target.

    python tests/bench/bench.py [--rounds 3] [--only ours,floor] [--sent 0] [--strict]

Runs on the standard library alone; the tools run in .venv, the peers built on aiogram in an
environment of their own, .peers, made when missing. Bots take turns within each round and rounds
follow each other, so that a slow minute of the machine falls on all; quote ratios, not figures.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
import venv
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from at_scale import at_scale
from loop_lag import holds
from machine import fsync_ms
from report import DIALOG, FLOOR, OURS, Figures, Results, relay_table, spoken, table, verdicts

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PYTHON = ROOT / ".venv/bin/python"
PEERS = ROOT / ".peers"
PEERS_PYTHON = PEERS / "bin/python"
PINS = HERE / "requirements-peers.txt"
WORK = ROOT / "data/bench"
RESIDENTS, BULK, TALKING = 10_000, 1_000, 200
PLANNED = {"few": 1_000, "many": 100_000}
DUE, BESIDE, STAFF = 10_000, 4, 200


@dataclass(frozen=True)
class Contender:
    """One bot: how to start it, and how it is called in the table."""

    name: str
    keeps: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def peer(python: Path, script: str) -> list[str]:
    return [str(python), str(HERE / "peers" / script)]


CONTENDERS = {
    OURS: Contender("Hjemvei", "everything, synced", [str(PYTHON), str(HERE / "ours.py")]),
    DIALOG: Contender(
        "aiogram + aiogram-dialog", "nothing", peer(PEERS_PYTHON, "aiogram_dialog_bot.py")
    ),
    FLOOR: Contender("floor: PTB echo over aiohttp", "nothing", peer(PYTHON, "floor.py")),
    "ptb": Contender("PTB ConversationHandler", "nothing", peer(PYTHON, "ptb_conversation.py")),
    "ptb_pickle": Contender(
        "the same with PicklePersistence",
        "a pickle, each second",
        peer(PYTHON, "ptb_conversation.py"),
        {"PERSIST": "1"},
    ),
}
PAIRS = {OURS: CONTENDERS[OURS].command, DIALOG: peer(PEERS_PYTHON, "aiogram_pairs.py")}
"""Who relays from one person to another; the plain aiogram relay keeps nothing."""
RELAYS = {
    OURS: CONTENDERS[OURS].command,
    DIALOG: peer(PEERS_PYTHON, "aiogram_relay.py"),
    "ptb": peer(PYTHON, "ptb_relay.py"),
}
"""Who stands the crash test; aiogram and python-telegram-bot as their users run them."""
HURRIED = (OURS, DIALOG, FLOOR)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def make_peers() -> None:
    """The peers' environment, when missing or older than its pins; pip is lent from outside."""
    ready = PEERS / ".ready"
    if ready.exists() and ready.stat().st_mtime >= PINS.stat().st_mtime:
        return
    say("Setting up the peers (once) ...")
    venv.create(PEERS, clear=True, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", str(PEERS_PYTHON), "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(PINS)], check=True)
    ready.touch()


def run(tool: str, *arguments: str, environment: dict[str, str] | None = None) -> Figures | None:
    """One tool's figures; None when it failed, which is said."""
    done = subprocess.run(
        [str(PYTHON), str(HERE / tool), *arguments],
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        return json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        say(f"{tool} {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
        return None


class Data:
    """Folders for our bot: filled once for each purpose, copied fresh for each run."""

    def __init__(self) -> None:
        shutil.rmtree(WORK, ignore_errors=True)
        WORK.mkdir(parents=True)
        self._runs = 0

    def fill(self, name: str, *options: str, by: str = "population.py") -> bool:
        say(f"filling a database: {name} {' '.join(options)}")
        command = [str(PYTHON), str(HERE / by), str(WORK / name), *options]
        return subprocess.run(command, check=False).returncode == 0

    def fresh(self, name: str) -> dict[str, str]:
        """The environment of a run on its own copy."""
        self._runs += 1
        folder = WORK / f"{name}-{self._runs}"
        shutil.copytree(WORK / name, folder)
        return {"BENCH_DATA": str(folder), "BENCH_LIMITS": "none"}


class Course:
    """The whole of it, with what was found so far."""

    def __init__(self, labels: list[str], rounds: int, sent: int) -> None:
        self.labels, self.rounds, self.sent = labels, rounds, sent
        self.data = Data()
        self.results = Results(fsync=fsync_ms(WORK))
        if OURS in labels:
            if not (ROOT / "bot/app.py").exists():
                say("there is no bot/app.py: Hjemvei is left out")
                labels.remove(OURS)
            elif self.data.fill("known", "--residents", str(RESIDENTS)):
                self.results.residents = RESIDENTS
            else:
                say("our database could not be filled: Hjemvei is left out")
                labels.remove(OURS)

    def go(self) -> Results:
        for round_ in range(self.rounds):
            turn = round_ % len(self.labels)
            for label in self.labels[turn:] + self.labels[:turn]:
                self._time(label, self.results.timed, f"round {round_ + 1}")
        self._relay()
        for label in self.labels:
            if label in HURRIED:
                self._time(label, self.results.hurried, "no thought", "--think", "0")
            if label in RELAYS:
                self._crash(label)
        if OURS in self.labels:
            self._watch_loop()
            self._bulk()
            self._lists()
            self._at_scale()
        return self.results

    def _environment(self, label: str, known: str = "known") -> dict[str, str]:
        if label == OURS:
            return self.data.fresh(known)
        return CONTENDERS[label].environment

    def _time(self, label: str, into: dict[str, list[Figures]], what: str, *more: str) -> None:
        say(f"{what}: {label}")
        command = ["--label", label, *more, "--", *CONTENDERS[label].command]
        figures = run("standin.py", *command, environment=self._environment(label))
        if figures:
            into.setdefault(label, []).append(figures)

    def _relay(self) -> None:
        labels = [label for label in self.labels if label in PAIRS]
        if OURS in labels and not self.data.fill("pairs", "--relay", str(TALKING)):
            labels.remove(OURS)
        for round_ in range(self.rounds):
            for label in labels:
                ways = (("outwards",), ("inwards", "--inwards")) if label == OURS else ((label,),)
                for way, *more in ways:
                    say(f"relay, round {round_ + 1}: {label} {way}")
                    command = ["--label", label, *more, "--", *PAIRS[label]]
                    figures = run(
                        "relay.py", *command, environment=self._environment(label, "pairs")
                    )
                    if figures:
                        self.results.relayed.setdefault(way, []).append(figures)

    def _lists(self) -> None:
        say("lists with 5,000 open threads")
        self.results.lists = run("needs.py", "--json")

    def _crash(self, label: str) -> None:
        if label == OURS and not self.data.fill("relay", "--relay", "20"):
            return
        say(f"kill -9: {label}")
        command = ["--label", label, "--", *RELAYS[label]]
        figures = run("crash.py", *command, environment=self._environment(label, "relay"))
        if figures:
            self.results.crashed[label] = figures

    def _watch_loop(self) -> None:
        say("watching the event loop")
        path = WORK / "holds.tsv"
        environment = self.data.fresh("known") | {"HJEMVEI_BENCH_LAG": str(path)}
        arguments = ["--label", OURS, "--think", "0", "--", *CONTENDERS[OURS].command]
        figures = run("standin.py", *arguments, environment=environment)
        if figures:
            self.results.holds = holds(path, figures["from_monotonic"], figures["to_monotonic"])

    def _bulk(self) -> None:
        if not self.data.fill("queued", "--residents", str(BULK), "--bulk", str(BULK)):
            return
        say("bulk, with Telegram's limits")
        environment = self.data.fresh("queued") | {"BENCH_LIMITS": "telegram"}
        arguments = ["--messages", str(BULK), "--", *CONTENDERS[OURS].command]
        self.results.bulk = run("bulk.py", "--label", OURS, *arguments, environment=environment)

    def _at_scale(self) -> None:
        ours, found = CONTENDERS[OURS].command, self.results
        for name, count in PLANNED.items():
            if self.data.fill(name, "--residents", str(count), by="planned.py"):
                say(f"a plan of {count:,} residents")
                figures = run("start.py", "--", *ours, environment=self.data.fresh(name))
                if figures:
                    found.planned[name] = figures
        residents = ("--residents", str(DUE + BESIDE), "--writers", str(BESIDE), "--same-day")
        if self.data.fill("due", *residents, by="planned.py"):
            say(f"{DUE:,} reminders due at once")
            environment = self.data.fresh("due") | {"BENCH_LIMITS": "telegram"}
            arguments = ("--messages", str(self.sent), "--", *ours)
            found.due = run("due.py", *arguments, environment=environment)
        if self.data.fill("desk", "--residents", "2000", "--desk", str(STAFF)):
            say(f"{STAFF} live screens at the desk")
            found.desk = run("desk.py", "--", *ours, environment=self.data.fresh("desk"))


def machine() -> str:
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {time.strftime('%d %B %Y')}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(CONTENDERS), help="labels, by commas")
    parser.add_argument(
        "--sent", type=int, default=2_000, help=f"reminders to send of {DUE:,} due; 0 for all"
    )
    parser.add_argument("--strict", action="store_true", help="fail unless every target is reached")
    options = parser.parse_args()
    labels = [label for label in options.only.split(",") if label in CONTENDERS]
    if not labels:
        parser.error(f"--only takes {', '.join(CONTENDERS)}")
    make_peers()
    results = Course(labels, options.rounds, options.sent).go()
    found = [*verdicts(results), *at_scale(results)]
    names = {label: CONTENDERS[label].name for label in CONTENDERS}
    keeps = {label: CONTENDERS[label].keeps for label in CONTENDERS}
    print(f"{machine()}; 200 users, ten steps, 50 at a time, {options.rounds} rounds, medians\n")
    print(table(results, names, keeps), end="\n\n")
    if results.relayed:
        ways = {"outwards": "Hjemvei, worker to resident", "inwards": "Hjemvei, resident to worker"}
        print(relay_table(results, ways | {DIALOG: "plain aiogram relay"}), end="\n\n")
    print(spoken(found))
    kept: dict[str, Any] = asdict(results)
    (WORK.parent / "bench.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    shutil.rmtree(WORK, ignore_errors=True)
    if options.strict and not all(one.reached for one in found):
        sys.exit(1)


if __name__ == "__main__":
    main()
