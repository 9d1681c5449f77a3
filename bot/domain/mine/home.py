"""What a person has told of in their home, for their own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.repairs import parts
from bot.flow.message import Entry
from bot.store import repairs as stored

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def repairs(turn: Turn, who: Person) -> list[Entry]:
    """Everything that was broken, with what was told and who did what."""
    found: list[Entry] = []
    for row in reversed(await stored.of(turn.tx, who.id)):
        body = await parts.body_of(turn, row)
        found.append(Entry(body.what))
        found += [Entry(one) for one in (*body.told, *await parts.story(turn, body))]
    return found
