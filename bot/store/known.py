"""What a transaction has read already: asked once more, it is not read once more.

Within one transaction nobody else writes, so an answer holds until this one writes to a table that
the question names. That lets every verb ask for itself who somebody is and who has whom.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.driver import Row, Values

FEW = 16
"""Longer answers are not kept: they are asked for once."""

_TARGET = re.compile(r"\s*(?:INSERT INTO|UPDATE)\s+(\w+)", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
_ASKS = re.compile(r"\s*(?:SELECT|WITH)\b", re.IGNORECASE)


@cache
def _names(sql: str) -> frozenset[str] | None:
    """Every name in a statement that only asks, its tables among them; None for any other."""
    if not _ASKS.match(sql) or _CHANGES.search(sql):
        return None
    return frozenset(re.findall(r"\w+", sql))


@cache
def _target(sql: str) -> str | None:
    """The one table that a statement changes; None where it may be more, as a deletion cascades."""
    found = _TARGET.match(sql)
    return found[1] if found else None


class Known:
    """The answers of one transaction."""

    __slots__ = ("_rows", "_stamp", "_written")

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._rows: dict[tuple[str, Values], tuple[int, Sequence[Row]]] = {}
        self._written: dict[str, int] = {}
        self._stamp = 0

    def answer(self, sql: str, values: Values) -> Sequence[Row] | None:
        """What this question was answered with, if that still holds."""
        found = self._rows.get((sql, values))
        if found is None:
            return None
        stamp, rows = found
        names = _names(sql) or ()
        for table, at in self._written.items():
            if at > stamp and table in names:
                return None
        return rows

    def note(self, sql: str, values: Values, rows: Sequence[Row]) -> None:
        """This was asked and answered; or it changed something and gave rows."""
        if _names(sql) is None:
            self.changed(sql)
        elif len(rows) <= FEW:
            self._rows[sql, values] = (self._stamp, rows)

    def changed(self, sql: str) -> None:
        """What names the table of this statement is to be asked for anew."""
        target = _target(sql)
        if target is None:
            self._rows.clear()
            return
        self._stamp += 1
        self._written[target] = self._stamp
