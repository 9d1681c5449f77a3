"""Buttons of the house that lead to a page of its own here, where a chat shows a message."""

from __future__ import annotations

from bot.desk.fields import number

LISTS = {"cases": "/saker"}
ONES = {"case": "/sak"}


def page_of(data: str) -> str | None:
    """The address of what this button opens; None for what is shown as the house says it."""
    kind, _, rest = data.partition(":")
    name, _, argument = rest.partition(":")
    if kind != "d":
        return None
    if name in LISTS:
        return LISTS[name]
    row_id = number(argument)
    return f"{ONES[name]}/{row_id}" if name in ONES and row_id else None
