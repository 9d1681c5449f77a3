"""Row ids as they come in: out of a button's data, or out of what a timer is about."""

from __future__ import annotations

from bot.domain.errors import Told

LARGEST = 2**63 - 1  # what a row id can be


def number(argument: str) -> int:
    """A row id; raises Told for anything else."""
    digits = argument.isascii() and argument.isdigit() and len(argument) <= len(str(LARGEST))
    if not digits or (found := int(argument)) > LARGEST:
        raise Told("came.stale")
    return found
