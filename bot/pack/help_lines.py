"""Which of the pack's help lines stand first for a kind of danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.pack.parts.places import HelpLine
    from bot.rules.danger import Group

# National emergency numbers, or groups of the pack's help lines, first to last.
# Source: facts.md §2: always at least two lines, and «prøv igjen».
FIRST: dict[Group, tuple[str, ...]] = {
    "life": ("113", "talk", "116 117"),
    "overdose": ("113", "poison", "116 117"),
    "violence": ("112", "113", "violence"),
    "child": ("112", "113", "116 111"),
    "fire": ("110", "112"),
}
MOST = 5


def for_danger(every: tuple[HelpLine, ...], groups: Iterable[Group]) -> tuple[HelpLine, ...]:
    """At least two and at most five lines, those for the most pressing group first."""
    found: list[HelpLine] = []
    for group in groups:
        for wanted in FIRST[group]:
            found += [one for one in every if wanted in {one.phone.number, one.group}]
    emergency = [one for one in every if one.group == "emergency"]
    first = dict.fromkeys(one.phone.number for one in [*found, *emergency])
    by_number = {one.phone.number: one for one in reversed(every)}
    return tuple(by_number[number] for number in first)[:MOST]
