"""For the file of everything: stays that end on a day, and the list of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.discharge.items import facts, items_of, told_of
from bot.domain.texts import t
from bot.flow.message import Entry
from bot.store import discharges

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def stays(turn: Turn, who: Person) -> list[Entry]:
    """Each stay as it was told, with what was ready."""
    found: list[Entry] = []
    for row in await discharges.of(turn.tx, who.id):
        found += [Entry(one) for one in facts(await told_of(turn, row))]
        for one in await items_of(turn, row):
            said = t(f"leaving.item.{one.item}")
            found.append(Entry(t(f"mine.stay.{one.state}", item=said)))
    return found
