"""What must hold of a flow before anybody is asked anything; each complaint says what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.flow.conditions import About, Has, Is, IsNot, Known
from bot.flow.errors import DefinitionError
from bot.flow.placeholders import FROM_ANSWER, placeholders
from bot.flow.steps.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.flow.definition import Definition
    from bot.flow.steps.base import Step

DATA_BYTES = 64
"""The longest callback_data (Bot API 10.1, InlineKeyboardButton)."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED = {"title", "definition", "migrations", "engine"}


def check(definition: Definition) -> None:
    """Raise DefinitionError for the first thing that is wrong."""
    for where, what in complaints(definition):
        raise DefinitionError(f"{where}: {what}.")


def complaints(definition: Definition) -> Iterator[tuple[str, str]]:
    """Everything that is wrong: where, and what to do about it."""
    here = definition.id
    if not _NAME.fullmatch(here) or here in _RESERVED:
        yield (
            repr(here),
            "use small letters, digits and «_» for a flow's id, and not a reserved word",
        )
    if not definition.title.strip():
        yield here, "give the flow a title=, or a docstring that begins with one"
    if not definition.steps:
        yield here, "a flow needs at least one step"
    yield from ((here, what) for what in _versions(definition))
    seen: dict[str, Step[Any]] = {}
    for step in definition.steps:
        where = f"{here}.{step.name}"
        for what in (*_step(step), *_condition(step, seen), *_texts(step, seen)):
            yield where, what
        if isinstance(step, Summary) and step is not definition.steps[-1]:
            yield where, "a summary comes last: move it to the end"
        seen[step.name] = step
        if isinstance(step, Summary):
            yield from ((where, what) for what in _enough(step, seen))


def _versions(definition: Definition) -> Iterator[str]:
    if definition.version < 1:
        yield "versions begin at 1"
    for old in range(1, definition.version):
        if old not in definition.migrations:
            yield (
                f"version {definition.version} needs migrations = {{{old}: ...}}, a function that takes "
                f"the answers of version {old} to version {old + 1}"
            )
    for extra in definition.migrations:
        if not 1 <= extra < definition.version:
            yield f"there is a migration from version {extra}, but the flow is at {definition.version}"


def _step(step: Step[Any]) -> Iterator[str]:
    if not _NAME.fullmatch(step.name) or step.name in _RESERVED:
        yield "use small letters, digits and «_» for a step's name, and not a reserved word"
    yield from step.problems()
    for id_ in step.choice_ids():
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", id_):
            yield f"the choice id {id_!r} must be small letters, digits, «_» and «-»"
    changing = f"!change-{step.name}"
    longest = max((*step.longest_choices(), changing), key=len)
    if len(step.data(longest).encode()) > DATA_BYTES:
        yield f"button data «{step.data(longest)}» is over {DATA_BYTES} bytes: shorten the step's name"


def _condition(step: Step[Any], seen: dict[str, Step[Any]]) -> Iterator[str]:
    if step.when is None:
        return
    for leaf in step.when.leaves():
        if not isinstance(leaf, About | Known):
            continue
        looked_at = seen.get(leaf.step.name)
        if looked_at is None:
            yield f"when= looks at «{leaf.step.name}», which is not asked above it: move it up"
            continue
        for value in _compared(leaf):
            if not looked_at.judges(value):
                yield f"when= compares «{looked_at.name}» with {value!r}, which it cannot be"
        if isinstance(leaf, Has) and not leaf.values:
            yield "has() needs a choice to look for"


def _compared(leaf: About | Known) -> Iterable[object]:
    return leaf.values if isinstance(leaf, Is | IsNot | Has) else ()


def _texts(step: Step[Any], seen: dict[str, Step[Any]]) -> Iterator[str]:
    shown_with_answers = {step.key, f"{step.key}.why", f"{step.key}.help"}
    for key, words in step.texts():
        if not words.strip():
            yield f"the text «{key}» is empty: write it, or leave it out"
        for name in placeholders(words):
            earlier = name.removeprefix(FROM_ANSWER)
            if name.startswith(FROM_ANSWER) and earlier not in seen:
                yield f"the text «{key}» shows {{{name}}}, but «{earlier}» is not asked above it"
            elif name.startswith(FROM_ANSWER) and key not in shown_with_answers:
                yield f"only a question, its why and its help can show {{{name}}}, not «{key}»"


def _enough(summary: Summary, seen: dict[str, Step[Any]]) -> Iterator[str]:
    for name in summary.enough:
        if name not in seen or not seen[name].asks:
            yield f"enough= names «{name}», which is no question of this flow"
