"""The notice that something waits from a resident: one for everything unopened, without a name or words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.outgoing import Address, retract, say
from bot.domain.texts import button, lines, t
from bot.store import from_us, notices

if TYPE_CHECKING:
    from bot.domain.turn import Turn

# What has stood unopened for longer is easily missed higher up: the next words bring it down again.
STANDS = dt.timedelta(hours=4)


async def give(turn: Turn, reader_id: int, resident_id: int) -> bool:
    """
    Let a notice stand with this reader; whether one already does, having come through.

    More words do not ring again: what waits to be opened is the same. One that is still on its way
    tells of these words too once it has come.
    """
    stands = await notices.standing(turn.tx, reader_id, resident_id)
    if stands is not None and from_us(stands[1]) > turn.now - STANDS:
        if stands[0] == "waiting":
            return False
        if stands[0] == "sent" and await people.reachable(turn, reader_id):
            return True
    await take(turn, reader_id, resident_id)
    to = Address(reader_id, resident_id)
    message = lines(t("staff.notice"), rows=((button("staff.notice.open", "open", resident_id),),))
    message_id = await say(
        turn, to, message, purpose="notice", about=f"notice:{resident_id}", silent=True
    )
    await notices.put(turn.tx, reader_id, resident_id, message_id)
    return False


async def take(turn: Turn, reader_id: int, resident_id: int) -> None:
    """The notice that stands about this resident goes: a newer one comes, or it has been opened."""
    stands = await notices.take(turn.tx, reader_id, resident_id)
    if stands is not None:
        await retract(turn, Address(reader_id, resident_id), stands, purpose="notice")
