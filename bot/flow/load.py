"""A stored run, brought up to the flow as it is today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from bot.flow.answers import Answer
from bot.flow.message import Text
from bot.flow.run import Run

if TYPE_CHECKING:
    from bot.flow.definition import Definition


def load(definition: Definition, stored: bytes | Run) -> tuple[Run, tuple[Text, ...]]:
    """The run with every answer that still fits, and what the person is to be told.

    Raises msgspec.MsgspecError for bytes that are no run, and whatever a migration raises.
    """
    run = stored if isinstance(stored, Run) else msgspec.json.decode(stored, type=Run)
    answers = run.answers
    for version in range(run.version, definition.version):
        answers = _migrated(definition, version, answers)
    fitting = tuple(answer for answer in answers if _fits(definition, answer))
    lost = {answer.step for answer in run.answers} - {answer.step for answer in fitting}
    lost &= definition.by_name.keys()  # what the flow no longer asks is no news to anyone
    if fitting == run.answers and run.version == definition.version:
        return run, ()
    changing = run.changing if run.changing in {answer.step for answer in fitting} else ""
    halves = run.halves if run.version == definition.version else ()
    now = Run(run.flow, definition.version, fitting, changing, halves)
    return now, (Text("engine.updated"),) if lost else ()


def dump(run: Run) -> bytes:
    """A run as JSON, for whoever keeps it."""
    return msgspec.json.encode(run)


def _migrated(
    definition: Definition, version: int, answers: tuple[Answer, ...]
) -> tuple[Answer, ...]:
    old = {answer.step: answer for answer in answers}
    values: dict[str, Any] = {name: answer.value for name, answer in old.items()}
    values = definition.migrations[version](values) or values
    newest = answers[-1].at if answers else None
    made = []
    for name, value in values.items():
        before = old.get(name)
        if before is not None and before.value == value:
            made.append(before)
        elif value is not None and newest is not None:
            at = before.at if before is not None else newest
            made.append(Answer(name, at, tuple(value) if isinstance(value, list) else value))
    return tuple(made)


def _fits(definition: Definition, answer: Answer) -> bool:
    step = definition.by_name.get(answer.step)
    if step is None:
        return False
    if answer.kind == "skipped":
        return step.optional
    return step.unknown if answer.kind == "unknown" else step.fits(answer.value)
