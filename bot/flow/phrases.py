"""Small phrases put together from texts, so that every language can put them its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flow.message import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


def listing(items: Sequence[Text]) -> Text:
    """One or more things in a row: «a, b og c»."""
    row, last = list(items[:-1]), items[-1]
    if not row:
        return last
    before = row[0]
    for item in row[1:]:
        before = Text("engine.comma", {"first": before, "next": item})
    return Text("engine.and", {"first": before, "last": last})
