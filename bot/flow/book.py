"""The flow book: a flow as it reads, and as a picture, made from the objects that run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.flow.steps.choice import Choosing
from bot.flow.steps.goto import Goto
from bot.flow.steps.info import Info
from bot.flow.steps.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flow.definition import Definition
    from bot.flow.steps.base import Step

LONGEST_LABEL = 60
"""Characters of a question in a picture."""


def walk(definition: Definition) -> str:
    """The flow as plain text, read from top to bottom as a resident meets it."""
    lines = [f"{definition.title} ({definition.id}, versjon {definition.version})", ""]
    number = 0
    for step in definition.steps:
        number += step.asks
        lines += [*_paragraph(step, f"{number}." if step.asks else "·"), ""]
    return "\n".join(lines).rstrip() + "\n"


def _paragraph(step: Step[Any], mark: str) -> Iterator[str]:
    said = f"→ {step.target}" if isinstance(step, Goto) else step.question
    yield f"{mark} {said}"
    if step.when is not None:
        yield f"   Bare når: {step.when.describe()}"
    buttons = list(_buttons(step))
    if buttons:
        yield "   " + " ".join(f"[{words}]" for words in buttons)
    for part, words in (("Hvorfor", step.why), ("Slik svarer du", step.help)):
        if words is not None:
            yield f"   {part}: {words}"
    rights = [
        words
        for words, given in (("kan hoppes over", step.optional), ("vises ikke", step.private))
        if given
    ]
    if rights:
        yield f"   ({', '.join(rights)})"


def _buttons(step: Step[Any]) -> Iterator[str]:
    if isinstance(step, Choosing):
        yield from (step.phrase(id_) for id_ in step.choice_ids())
        yield from (f"… {name}" for name in step.sources())
    if isinstance(step, Info):
        yield from (made.words for made in step.links.values())
        yield step.button_words or "Fortsett"
    if isinstance(step, Summary):
        yield from (step.submit or "Send", "Endre noe")
    none = getattr(step, "none", None)
    if isinstance(none, str):
        yield none
    if step.unknown:
        yield "Vet ikke"


def picture(definition: Definition) -> str:
    """The flow as a Mermaid flowchart; a condition is a diamond with its own words in it."""
    lines = ["flowchart TD", f"  begin([{_quoted(definition.title)}])"]
    ends = [("begin", "")]
    for step in definition.steps:
        if step.when is not None:
            asks = f"when_{step.name}"
            lines.append(f"  {asks}{{{_quoted(step.when.describe())}}}")
            lines += _arrows(ends, asks)
            ends = [(asks, "ja")]
        lines += [_node(step), *_arrows(ends, f"ask_{step.name}")]
        passed = [(f"when_{step.name}", "ellers")] if step.when is not None else []
        over = isinstance(step, Goto) and step.then == "end"
        ends = passed if over else [(f"ask_{step.name}", ""), *passed]
    return "\n".join([*lines, "  over([Ferdig])", *_arrows(ends, "over")]) + "\n"


def _node(step: Step[Any]) -> str:
    if isinstance(step, Goto):
        return f"  ask_{step.name}[[{_quoted(step.target)}]]"
    return f"  ask_{step.name}[{_quoted(step.question)}]"


def _arrows(ends: list[tuple[str, str]], to: str) -> list[str]:
    return [f"  {name} -->{f'|{label}|' if label else ''} {to}" for name, label in ends]


def _quoted(words: str) -> str:
    plain = " ".join(words.replace('"', "'").split())
    short = plain if len(plain) <= LONGEST_LABEL else plain[: LONGEST_LABEL - 1].rstrip() + "…"
    return f'"{short}"'
