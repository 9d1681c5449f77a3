"""What staff read when they open somebody who has passed away or moved away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.texts import t
from bot.flow.message import Moment
from bot.store import departures, from_us

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def at_top(turn: Turn, resident_id: int) -> tuple[Text, ...]:
    """The line above everything else; none where it has not been confirmed."""
    row = await departures.of(turn.tx, resident_id)
    if row is None or row.confirmed_at is None:
        return ()
    resident = await people.the(turn, resident_id)
    day = Moment(from_us(row.confirmed_at), "day")
    return (t(f"departed.{row.kind}.top", name=resident.name, day=day),)
